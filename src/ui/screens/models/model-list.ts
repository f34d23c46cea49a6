// Owns which models are listed and in which order, and which pair goes well with how much memory. Pure.
import type { ModelRow } from '../../../../workers/studio-api/models.ts';

export const orders = ['recommended', 'name', 'memory', 'download', 'speed'] as const;
export type Order = (typeof orders)[number];

/** Every word must stand somewhere in what a row says of the model. */
export function matches(row: ModelRow, wanted: string): boolean {
  const { name, model, family, licence, quantisation, parameters } = row;
  const said = [name, model, family, licence, quantisation, parameters].join(' ').toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** As it comes for `recommended`; the fastest first, else the least first. */
export function ordered(rows: readonly ModelRow[], by: Order): readonly ModelRow[] {
  switch (by) {
    case 'recommended':
      return rows;
    case 'name':
      return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
    case 'memory':
      return rows.toSorted((a, b) => a.memoryMegabytes - b.memoryMegabytes);
    case 'download':
      return rows.toSorted((a, b) => a.downloadBytes - b.downloadBytes);
    case 'speed':
      return rows.toSorted((a, b) => (b.speeds.decode ?? -1) - (a.speeds.decode ?? -1));
  }
}

export interface PairOfModels {
  readonly generator: ModelRow;
  readonly critic: ModelRow;
  readonly megabytes: number;
}

/**
 * What a run can go on with when a model proved too much for this machine: the largest of the same engine that fits and needs
 * clearly less memory, one that is here before one to fetch; else the largest on the processor that is here. null where there
 * is none.
 */
export function smallerThan(rows: readonly ModelRow[], row: ModelRow): ModelRow | null {
  const able = insteadOf(rows, row).filter(({ embedded }) => !embedded);
  const smaller = able.filter(
    ({ engine, memoryMegabytes }) => engine === row.engine && memoryMegabytes < 0.8 * row.memoryMegabytes,
  );
  const onCpu = able.find(({ engine, cached }) => engine === 'wllama' && row.engine !== 'wllama' && cached);
  return smaller.find(({ cached }) => cached) ?? smaller[0] ?? onCpu ?? null;
}

/**
 * What a run can go on with when the GPU has gone: the same model on the processor, else the largest there that is here, else the
 * smallest to fetch. null where there is none.
 */
export function withoutGpu(rows: readonly ModelRow[], row: ModelRow): ModelRow | null {
  const able = insteadOf(rows, row).filter(({ engine }) => engine === 'wllama');
  const larger = able.filter(({ embedded }) => !embedded);
  return (
    able.find(({ name }) => name === row.name) ?? larger.find(({ cached }) => cached) ?? larger.at(-1) ?? null
  );
}

/** Those that fit and play its part, the largest first. */
const insteadOf = (rows: readonly ModelRow[], row: ModelRow): ModelRow[] =>
  rows
    .filter(
      ({ roles, recommended, fits, state }) =>
        row.roles.every((role) => roles.includes(role)) &&
        recommended &&
        fits.kind !== 'no' &&
        state.kind !== 'unavailable',
    )
    .toSorted((a, b) => b.memoryMegabytes - a.memoryMegabytes);

/** Below this a model follows a critic's form and says little. */
const leastToJudge = 700;

/**
 * The largest generator beside which a critic of another family still fits, since a model is lenient with its own; where none
 * fits, the largest in both roles. null where nothing fits.
 */
export function pairFor(
  rows: readonly ModelRow[],
  gigabytes: number,
  on: 'webllm' | 'wllama' = 'webllm',
): PairOfModels | null {
  const able = rows
    .filter(
      ({ engine, embedded, recommended, own, fits }) =>
        engine === on && !embedded && recommended && own === null && fits.kind !== 'no',
    )
    .toSorted((a, b) => b.memoryMegabytes - a.memoryMegabytes);
  const room = gigabytes * 1024;
  for (const generator of able) {
    const critic = able.find(
      (row) =>
        row.family !== generator.family &&
        row.memoryMegabytes >= leastToJudge &&
        row.memoryMegabytes <= generator.memoryMegabytes &&
        row.memoryMegabytes + generator.memoryMegabytes <= room,
    );
    if (critic) return { generator, critic, megabytes: critic.memoryMegabytes + generator.memoryMegabytes };
  }
  const single = able.find(({ memoryMegabytes }) => memoryMegabytes <= room);
  return single ? { generator: single, critic: single, megabytes: single.memoryMegabytes } : null;
}
