// Going on with another model: which roles it takes, and which pairs are left for it.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { newRun, newRunOnward } from '../../workers/studio/new-run.ts';
import { runReport } from '../../workers/studio/run-report.ts';
import { withModel } from '../../workers/studio/other-model.ts';
import { pairs, planWith } from '../core/run/harness.ts';

const large = { engine: 'webllm', model: 'large' };
const small = { engine: 'webllm', model: 'small' };
const other = { engine: 'wllama', model: 'other' };
const instruct = () => 'instruct' as const;

describe('A plan with another model', () => {
  it.each([
    [large, large, small, small],
    [large, other, small, other],
    [other, large, other, small],
    [large, null, small, null],
  ])('%j and %j become %j and %j', (generator, critic, newGenerator, newCritic) => {
    const plan = { ...planWith({}), generator, critic };
    const changed = withModel(plan, { from: large, to: small }, instruct);
    expect([changed.generator, changed.critic]).toEqual([newGenerator, newCritic]);
    expect({ ...changed, generator, critic }).toEqual(plan);
  });

  it('is asked in the form that the new one knows', () => {
    const changed = withModel(
      { ...planWith({}), generator: large, critic: null },
      { from: large, to: small },
      () => 'mini',
    );
    expect(changed.promptForm).toBe('mini');
  });
});

it.each([
  [1, [1]],
  [2, [0, 1]],
])('of %i rounds, the pairs that are left are those at %j', async (rounds, left) => {
  const store = new MemoryStore();
  const plan = planWith({ rounds });
  const run = await newRun(store, { projectId: 'p', name: 'first', plan }, pairs);
  const outcome = {
    owner: run.id,
    id: 'r01-p00001',
    round: 0,
    pair: 0,
    kind: 'failed',
    attempts: 1,
  } as const;
  await store.write([{ put: 'outcome', item: outcome as never }]);
  const onward = await newRunOnward(store, run, 'second', plan);
  expect(onward.goesOnFrom).toBe(run.id);
  expect((await runReport(store, onward)).report.sections[0]?.sentences).toContain(
    'It goes on from “first” with the pairs that were left there, and with another model.',
  );
  const kept = await store.page('pair', onward.id);
  expect(kept.map(({ profiles }) => profiles)).toEqual(left.map((index) => pairs[index]?.profiles));
});
