// Owns writing one candidate of a run once more, at its place and with what it was shown, to hold it beside the original.
import { beforeEdits } from '../../src/core/conversation/edit.ts';
import type { Stop } from '../../src/core/ports.ts';
import { conversationDifference } from '../../src/core/report/comparison.ts';
import { exemplarPool } from '../../src/core/run/pool.ts';
import { pairPlace } from '../../src/core/run/places.ts';
import type { Run } from '../../src/core/run/plan.ts';
import { write } from '../../src/core/run/write.ts';
import { Broken } from '../../src/core/trouble.ts';
import { sha256 } from '../sha256.ts';
import type { Reproduction } from '../studio-api/runs.ts';
import type { Desk } from './desk.ts';

export async function reproduction(
  { store, models }: Pick<Desk, 'store' | 'models'>,
  run: Run,
  id: string,
  stop: Stop,
  watch: (text: string) => void,
): Promise<Reproduction> {
  const before = await store.read('conversation', run.id, id);
  if (before?.origin.kind !== 'generated') throw new Broken({ kind: 'gone', what: 'conversation' });
  const { place, generator } = before.origin;
  const pair = await store.read('pair', run.id, pairPlace(0, place.pair));
  if (!pair) throw new Broken({ kind: 'gone', what: 'conversation' });
  const after = await write(run, place, pair, await exemplarPool(store, run, place.round), {
    ...{ store, stop, sha256 },
    cast: models.cast(run.plan, stop),
    clock: () => Date.now(),
    keepDraft: async () => undefined,
    watch: ({ text }) => watch(text),
  });
  if (after?.origin.kind !== 'generated') throw new Broken({ kind: 'stopped' });
  return {
    difference: conversationDifference(beforeEdits(before), after),
    turns: after.turns.length,
    builds: { before: generator.build, after: after.origin.generator.build },
  };
}
