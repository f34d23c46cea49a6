// Owns what the lists and the page of one conversation show of a set.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import { recordOf } from '../../src/core/formats/record.ts';
import type { RecordParts } from '../../src/core/formats/record.ts';
import { rowOf } from '../../src/core/listing/row.ts';
import type { Store } from '../../src/core/ports.ts';
import { pairPlace, pairPrefix, placeOf } from '../../src/core/run/places.ts';
import type { Plan } from '../../src/core/run/plan.ts';
import { seedSet } from '../../src/core/run/pool.ts';
import type { Label } from '../../src/core/review/label.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { ConversationView, SetSummary } from '../studio-api/sets.ts';
import { conversationCount } from './listing/conversation-count.ts';
import { statusOf } from './listing/status.ts';
import { listOf } from './pages.ts';

export async function listSets(store: Store, projectId: string): Promise<SetSummary[]> {
  const [runs, imports] = await Promise.all([
    listOf(store, 'run', projectId),
    listOf(store, 'set', projectId),
  ]);
  const count = (setId: string) => conversationCount(store, setId);
  const sets = await Promise.all([
    ...runs.map(async ({ id, name, createdAt }): Promise<SetSummary> => ({
      ...{ id, name, createdAt },
      kind: 'run',
      conversationCount: await count(id),
    })),
    ...imports.map(async ({ id, name, importedAt, file }): Promise<SetSummary> => ({
      ...{ id, name, createdAt: importedAt },
      kind: file === 'example.json' ? 'written' : 'import',
      conversationCount: await count(id),
    })),
  ]);
  return sets.sort((a, b) => b.createdAt - a.createdAt);
}

export async function conversationView(
  store: Store,
  setId: string,
  conversationId: string,
  plan: Plan | null,
): Promise<ConversationView> {
  const conversation = await store.read('conversation', setId, conversationId);
  if (!conversation) throw new Broken({ kind: 'gone', what: 'conversation' });
  const parts = await partsAround(store, conversation);
  const all = [parts.chosen, ...parts.others];
  const byFirst = (id: string) => parts.verdicts.filter(({ about }) => about[0] === id);
  const standing = (of: Conversation) =>
    statusOf(of, { plan, outcome: parts.outcome, verdicts: byFirst(of.id) });
  const row = (of: Conversation, index: number) => rowOf(of, { status: standing(of), number: index + 1 });
  const exemplarIds = conversation.origin.kind === 'generated' ? conversation.origin.exemplarIds : [];
  return {
    record: recordOf(parts),
    conversation,
    verdicts: parts.verdicts.filter(({ about }) => about.some((id) => id === conversationId)),
    status: standing(conversation),
    siblings: all.filter(({ id }) => id !== conversationId).map(row),
    exemplars: (await Promise.all(exemplarIds.map((id) => exemplar(store, setId, id)))).flatMap((found) =>
      found ? [row(found, 0)] : [],
    ),
  };
}

const exemplar = async (store: Store, setId: string, id: string) =>
  (await store.read('conversation', setId, id)) ?? store.read('conversation', seedSet, id);

/** All candidates of the same pair and round, with what judged them; alone when it was not made by a run. */
export async function partsAround(store: Store, conversation: Conversation): Promise<RecordParts> {
  const { owner, id } = conversation;
  const at = placeOf(id);
  if (!at) {
    const verdicts = await withPrefix(store, 'verdict', owner, `${id}~`);
    return {
      chosen: conversation,
      others: [],
      verdicts,
      labels: await labelsOf(store, owner, id),
      outcome: null,
    };
  }
  const place = pairPlace(at.round, at.pair);
  const prefix = pairPrefix(id);
  const candidates = await withPrefix(store, 'conversation', owner, prefix);
  const outcome = (await store.read('outcome', owner, place)) ?? null;
  const chosenId = outcome?.kind === 'kept' ? outcome.conversationId : id;
  return {
    chosen: candidates.find((candidate) => candidate.id === chosenId) ?? conversation,
    others: candidates.filter((candidate) => candidate.id !== chosenId),
    verdicts: await withPrefix(store, 'verdict', owner, prefix),
    labels: await withPrefix(store, 'label', owner, prefix),
    outcome,
  };
}

/** A label of before version 3 of the database has the id of its conversation. */
export async function labelsOf(store: Store, owner: string, id: string): Promise<Label[]> {
  const former = await store.read('label', owner, id);
  return [...(former ? [former] : []), ...(await withPrefix(store, 'label', owner, `${id}~`))];
}

async function withPrefix<K extends 'verdict' | 'conversation' | 'label'>(
  store: Store,
  kind: K,
  owner: string,
  prefix: string,
) {
  const page = await store.page(kind, owner, { after: prefix, limit: 2000 });
  return page.filter(({ id }) => id.startsWith(prefix));
}
