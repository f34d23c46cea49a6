// A run that is run again beside its original, in the store, while it goes on and at its end; and what a report says of it.
import { expect, test } from 'vitest';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Change } from '../../src/core/ports.ts';
import { planFor } from '../../workers/studio/models/proposal.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { comparedRuns } from '../../workers/studio/compared-runs.ts';
import { newRunAgain } from '../../workers/studio/new-run.ts';
import { runReport } from '../../workers/studio/run-report.ts';
import type { Run } from '../../src/core/run/plan.ts';

const scripted = { engine: 'scripted', model: 'scripted' };
const source = { name: 'seed', licence: 'CC0-1.0' };
const profile = (id: string) => ({ id, attributes: [{ id, text: `I am ${id}.`, source }] });
const pair = (at: number) => ({ id: `r01-p0000${at}`, profiles: [profile('a'), profile('b')] as const });
const original: Run = {
  owner: 'p',
  id: 'abcdefabcdef-01',
  name: 'First',
  createdAt: 1,
  plan: planFor('Quick', { generator: scripted, critic: null }, () => 'instruct'),
  pairCount: 2,
  state: 'finished',
};
const written = (owner: string, at: number, text: string): Conversation => ({
  owner,
  id: `abcdefabcdef-r01-p0000${at}-a1-c1`,
  pair: pair(at),
  turns: [{ speaker: 1, text }],
  faults: [],
  raw: text,
  origin: {
    kind: 'generated',
    planHash: 'abcdefabcdef',
    place: { round: 0, pair: at - 1, candidate: 0, attempt: 0 },
    generator: { ...scripted, build: '1' },
    prompt: { id: 'generator', version: 1 },
    decoding: {
      asked: { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxTokens: 9, seed: 1 },
      ignored: [],
    },
    exemplarIds: [],
  },
});
const put = (item: Conversation): Change => ({ put: 'conversation', item });
const outcome = (owner: string, at: number): Change => ({
  put: 'outcome',
  item: {
    ...{ owner, id: `r01-p0000${at}`, round: 0, pair: at - 1, kind: 'kept', because: 'only one' },
    ...{
      conversationId: `abcdefabcdef-r01-p0000${at}-a1-c1`,
      ranking: [`abcdefabcdef-r01-p0000${at}-a1-c1`],
    },
  },
});

async function opened() {
  const store = new MemoryStore();
  await store.write([
    { put: 'run', item: original },
    ...[1, 2].map((at): Change => ({ put: 'pair', item: { ...pair(at), owner: original.id } })),
    ...[1, 2].flatMap((at) => [put(written(original.id, at, `Text ${at}`)), outcome(original.id, at)]),
  ]);
  return { store, again: await newRunAgain(store, original, 'First, again') };
}

test('a run that is run again has the same plan, pairs and fingerprint, and knows its original', async () => {
  const { store, again } = await opened();
  expect(again).toMatchObject({
    id: 'abcdefabcdef-02',
    reproduces: original.id,
    plan: original.plan,
    pairCount: 2,
  });
  const pairsOf = async (id: string) => (await store.page('pair', id)).map(({ profiles }) => profiles);
  expect(await pairsOf(again.id)).toEqual(await pairsOf(original.id));
  expect(await comparedRuns(store, original)).toBeNull();
});

test('is the same so far while it goes on, the same at its end, and else its first difference is named', async () => {
  const { store, again } = await opened();
  await store.write([put(written(again.id, 1, 'Text 1'))]);
  expect(await comparedRuns(store, again)).toMatchObject({ conversations: 1, first: null, isWhole: false });
  const finished: Run = { ...again, state: 'finished' };
  expect(await comparedRuns(store, finished)).toMatchObject({ first: { kind: 'missing' }, isWhole: true });
  await store.write([put(written(again.id, 2, 'Text 2'))]);
  expect(await comparedRuns(store, finished)).toMatchObject({ conversations: 2, first: null, isWhole: true });
  await store.write([put(written(again.id, 2, 'Another'))]);
  expect(await comparedRuns(store, finished)).toMatchObject({
    conversations: 1,
    first: { kind: 'turn', turn: 0, before: 'Text 2', after: 'Another' },
  });
});

test('a report says what was kept, what wrote it, and under which plan', async () => {
  const { store } = await opened();
  const { report, html, markdown } = await runReport(store, original);
  const titles = report.sections.map(({ title }) => title);
  expect(titles).toEqual(
    expect.arrayContaining([
      'Plan',
      'Models',
      'Prompts and experts',
      'Yield',
      'Sources',
      'How to have it again',
    ]),
  );
  const yields = report.sections.find(({ title }) => title === 'Yield')?.table?.rows;
  expect(yields).toEqual([['1', '2', '2', '0', '1.0']]);
  expect(await markdown.file.text()).toContain('scripted on scripted');
  expect(await html.file.text()).toMatch(/^<!doctype html>/);
  expect([html.name, markdown.name]).toEqual(['first-report.html', 'first-report.md']);
});
