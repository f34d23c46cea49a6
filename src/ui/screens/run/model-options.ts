// Owns how models are offered in a select: by engine, those that can run first, each with what stands between it and a
// start. Pure.
import type { ModelRow } from '../../../../workers/studio-api/models.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import { bytes } from '../../words/en/amounts.ts';
import { plan as words } from '../../words/en/run.ts';

export interface ModelGroup {
  readonly engine: string;
  readonly rows: readonly ModelRow[];
}

export const keyOf = ({ engine, model }: ModelChoice): string => `${engine} ${model}`;

export function groupsOf(rows: readonly ModelRow[], role: ModelRow['roles'][number]): readonly ModelGroup[] {
  const able = rows
    .filter(({ roles }) => roles.includes(role))
    // Of the whole catalogue, a plan offers what is picked out or was fetched.
    .filter(({ recommended, cached, state }) => recommended || cached || state.kind === 'loaded')
    .toSorted((a, b) => Number(canRun(b)) - Number(canRun(a)));
  const engines = [...new Set(able.map(({ engine }) => engine))];
  return engines.map((engine) => ({ engine, rows: able.filter((row) => row.engine === engine) }));
}

export const canRun = ({ fits, state }: ModelRow): boolean =>
  fits.kind !== 'no' && state.kind !== 'unavailable';

/** e.g. “Qwen3 0.6B · q4f16 · 351 MB to download” */
export function optionText(row: ModelRow): string {
  return words.models.option(row.name, row.quantisation, standing(row));
}

function standing(row: ModelRow): string {
  if (row.fits.kind === 'no') return words.models.unfit;
  if (row.state.kind === 'unavailable') return words.models.unavailable;
  return row.cached || row.embedded ? words.models.here : words.models.toDownload(bytes(row.downloadBytes));
}
