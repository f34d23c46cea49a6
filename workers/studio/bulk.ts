// Owns what a person does to many conversations of a set at once, as the changes that it comes to.
import type { Kind } from '../../src/core/items.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { changedJudgement, isEmpty, labelId, type LabelDecision } from '../../src/core/review/label.ts';
import { Broken } from '../../src/core/trouble.ts';
import { findSet } from './find.ts';
import { allOf, listOf } from './pages.ts';

/** Who labels here, while nobody has said a name. */
const unnamed = 'you';

export async function labelChanges(
  store: Store,
  setId: string,
  ids: readonly string[],
  decision: LabelDecision | null,
): Promise<Change[]> {
  const name = (await store.read('setting', '', 'annotator'))?.value;
  const annotator = typeof name === 'string' ? name : unnamed;
  const known = new Map((await listOf(store, 'label', setId)).map((label) => [label.id, label]));
  return ids.map((about): Change => {
    const id = labelId(about, annotator);
    const label = known.get(id);
    const judgement = changedJudgement(label ?? {}, { decision });
    if (isEmpty(judgement)) return { remove: 'label', owner: setId, id };
    const measured = { ...label?.measured, at: Date.now() };
    return { put: 'label', item: { owner: setId, id, about, annotator, ...judgement, measured } };
  });
}

/** With all that was said of them. Throws `Broken`: `run-unfinished` where a run would write again what is missing. */
export async function removalChanges(store: Store, setId: string, ids: readonly string[]): Promise<Change[]> {
  const { run } = await findSet(store, setId);
  if (run && (run.state === 'running' || run.state === 'paused'))
    throw new Broken({ kind: 'run-unfinished', run: run.name });
  const removed = new Set(ids);
  const remove = (kind: Kind, id: string): Change => ({ remove: kind, owner: setId, id });
  const changes = ids.map((id) => remove('conversation', id));
  for await (const { id, about } of allOf(store, 'verdict', setId))
    if (about.some((one) => removed.has(one))) changes.push(remove('verdict', id));
  for await (const { id, about } of allOf(store, 'label', setId))
    if (removed.has(about)) changes.push(remove('label', id));
  return changes;
}
