// A bench asks each cell once: what has a verdict is not asked again, and one changed expert re-runs that expert alone.
import { describe, expect, test } from 'vitest';
import { columnId, openCells, type Bench, type BenchColumn } from '../../../src/core/bench/bench.ts';
import { runBench } from '../../../src/core/bench/run-bench.ts';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { versionOf, type ExpertVersion } from '../../../src/core/critic/expert-version.ts';
import type { Change } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { sha256 } from '../../../workers/sha256.ts';
import { Stopper } from '../../../workers/stopper.ts';
import { first } from '../critic/first-version.ts';
import { Counting } from '../run/counting-engine.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const conversation = (id: string): Conversation => ({
  owner: 'bench',
  id,
  pair: {
    id: 'p',
    profiles: [
      { id: 'one', attributes: [{ id: 'a', text: 'I have two dogs.', source }] },
      { id: 'two', attributes: [{ id: 'b', text: 'I play the piano.', source }] },
    ],
  },
  turns: [
    { speaker: 1, text: `My dogs kept me up in ${id}.` },
    { speaker: 2, text: 'I do not play at night.' },
  ],
  faults: [],
  raw: '',
  origin: { kind: 'written', note: 'test', source },
});

const rows = ['row-1', 'row-2', 'row-3'];
const model = { engine: 'scripted', model: 'scripted' };
const column = (version: ExpertVersion, graded = false): BenchColumn => ({
  ...{ id: columnId({ version, model, graded }), version, model, graded },
});
const benchOf = (columns: readonly BenchColumn[]): Bench => ({
  ...{ owner: 'project', id: 'bench', name: 'Bench', createdAt: 0, seed: 1, state: 'idle', columns },
  rows: rows.map((id, place) => ({ id, from: null, rival: rows[(place + 1) % rows.length] ?? null })),
});

async function opened(): Promise<MemoryStore> {
  const store = new MemoryStore();
  await store.write(rows.map((id): Change => ({ put: 'conversation', item: conversation(id) })));
  return store;
}

/** One sitting; how many calls reached the engine. */
async function sit(bench: Bench, store: MemoryStore, { stopAfter = Infinity } = {}): Promise<number> {
  const engine = new Counting();
  const known = new Set((await store.page('verdict', bench.id)).map(({ id }) => id));
  const stop = new Stopper();
  const around = { store, clock: () => 0, sha256, stop, engine: async () => engine, watch: () => undefined };
  let landed = 0;
  for await (const { verdict, answers } of runBench(bench, known, around)) {
    await store.write([
      { put: 'verdict', item: verdict },
      ...answers.map((item): Change => ({ put: 'answer', item })),
    ]);
    landed += 1;
    if (landed === stopAfter) stop.pull();
  }
  return engine.asked.length;
}

const stricter = versionOf('toxicity', 3, {
  ...first('toxicity').text,
  criterion: 'toxicity: is anyone rude?',
});

describe('a bench', () => {
  const bench = benchOf([column(first('toxicity')), column(first('privacy')), column(first('faithfulness'))]);

  test('asks every cell once, apart, and on a second run of it nothing', async () => {
    const store = await opened();
    expect(await sit(bench, store)).toBe(9);
    const verdicts = await store.page('verdict', 'bench');
    expect(verdicts).toHaveLength(9);
    expect(new Set(verdicts.map(({ expert }) => expert))).toEqual(
      new Set(['toxicity', 'privacy', 'faithfulness']),
    );
    expect(await sit(bench, store)).toBe(0);
  });

  test('with one expert of three changed asks that one alone', async () => {
    const store = await opened();
    await sit(bench, store);
    const edited = benchOf([...bench.columns, column(stricter)]);
    expect(openCells(edited, () => false)).toHaveLength(12);
    expect(await sit(edited, store)).toBe(3);
  });

  test('whose verdicts were lost asks nothing that is known from before', async () => {
    const store = await opened();
    await sit(bench, store);
    await store.clear('verdict', 'bench');
    expect(await sit(bench, store)).toBe(0);
    expect(await store.page('verdict', 'bench')).toHaveLength(9);
  });

  test('goes on where it was stopped, and comes to the same verdicts', async () => {
    const [whole, stopped] = [await opened(), await opened()];
    await sit(bench, whole);
    const calls = (await sit(bench, stopped, { stopAfter: 4 })) + (await sit(bench, stopped));
    expect(calls).toBe(9);
    expect(await stopped.page('verdict', 'bench')).toEqual(await whole.page('verdict', 'bench'));
  });

  test('asks comparisons in both orders, against the rival of the row', async () => {
    const store = await opened();
    expect(await sit(benchOf([column(first('depth'))]), store)).toBe(6);
    const abouts = (await store.page('verdict', 'bench')).map(({ about }) => about.join(' '));
    expect(abouts.toSorted()).toEqual([
      'row-1 row-2',
      'row-1 row-3',
      'row-2 row-1',
      'row-2 row-3',
      'row-3 row-1',
      'row-3 row-2',
    ]);
  });

  test('asks graded columns for one token, and keeps them apart from written ones', async () => {
    const store = await opened();
    await sit(benchOf([column(first('bias')), column(first('bias'), true)]), store);
    const verdicts = await store.page('verdict', 'bench');
    expect(verdicts).toHaveLength(6);
    const probabilities = verdicts.filter(
      ({ finding }) => finding.kind === 'filter' && finding.probability !== undefined,
    );
    expect(probabilities).toHaveLength(3);
    expect(new Set(verdicts.map(({ hash }) => hash)).size).toBe(2);
  });

  test('passes attribution where no rule found a suspect, without a call', async () => {
    const store = await opened();
    expect(await sit(benchOf([column(first('attribution'))]), store)).toBe(0);
    const [verdict] = await store.page('verdict', 'bench');
    expect(verdict?.finding).toEqual({ kind: 'filter', decision: 'pass' });
    expect(verdict?.model).toBeUndefined();
  });
});
