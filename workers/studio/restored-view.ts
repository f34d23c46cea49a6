// Owns the view of a run that is not under way: made again from what the store holds, by the same reduction.
import type { Store } from '../../src/core/ports.ts';
import { hashOfRun, pairPlace, placeOf } from '../../src/core/run/places.ts';
import type { Run } from '../../src/core/run/plan.ts';
import { noSpeed } from '../../src/core/run/speed.ts';
import { emptyView, reduce, type RunView } from '../../src/core/run/view.ts';
import { allOf } from './pages.ts';

export async function restoredView(store: Store, run: Run): Promise<RunView> {
  let view = emptyView(run);
  const begun = await conversationsBegun(store, run);
  for await (const item of allOf(store, 'conversation', run.id))
    if (begun(item.id)) view = reduce(view, { kind: 'conversation', item });
  for await (const item of allOf(store, 'verdict', run.id)) view = reduce(view, { kind: 'verdict', item });
  for await (const item of allOf(store, 'outcome', run.id)) view = reduce(view, { kind: 'outcome', item });
  return withLastPair(store, run, { ...view, speed: noSpeed });
}

/** A run that judges holds all its conversations from the start; those with an outcome have been looked at. */
async function conversationsBegun(store: Store, run: Run): Promise<(conversationId: string) => boolean> {
  if (run.plan.generator) return () => true;
  const done = new Set<string>();
  for await (const { id } of allOf(store, 'outcome', run.id)) done.add(id);
  return (conversationId) => {
    const place = placeOf(conversationId);
    return place !== null && done.has(pairPlace(place.round, place.pair));
  };
}

/** The pair that was being worked on; while nothing of it has been written, the one that was finished before it. */
async function withLastPair(store: Store, run: Run, view: RunView): Promise<RunView> {
  const done = await store.count('outcome', run.id);
  const atHand = await withPair(store, run, view, Math.min(done, view.total - 1));
  if (done === 0 || atHand.current?.conversations.length !== 0) return atHand;
  return withPair(store, run, view, done - 1);
}

async function withPair(store: Store, run: Run, view: RunView, at: number): Promise<RunView> {
  const [round, pair] = [Math.floor(at / run.pairCount), at % run.pairCount];
  const of = await store.read('pair', run.id, pairPlace(0, pair));
  if (!of) return view;
  view = reduce(view, { kind: 'pair-begun', round, pair, of });
  const prefix = `${hashOfRun(run.id)}-${pairPlace(round, pair)}-`;
  for (const item of await store.page('conversation', run.id, { after: prefix, limit: 200 }))
    if (item.id.startsWith(prefix)) view = reduce(view, { kind: 'conversation', item, restored: true });
  for (const item of await store.page('verdict', run.id, { after: prefix, limit: 2000 }))
    if (item.id.startsWith(prefix)) view = reduce(view, { kind: 'verdict', item, restored: true });
  return view;
}
