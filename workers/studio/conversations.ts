// Owns what the lists and the page of one conversation show of a set.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import { recordOf } from '../../src/core/formats/record.ts';
import type { RecordParts } from '../../src/core/formats/record.ts';
import type { Store } from '../../src/core/ports.ts';
import { dropReasons } from '../../src/core/run/drop-reasons.ts';
import type { Outcome } from '../../src/core/run/outcome.ts';
import { pairPlace, pairPrefix, placeOf } from '../../src/core/run/places.ts';
import type { Plan } from '../../src/core/run/plan.ts';
import { seedSet } from '../../src/core/run/pool.ts';
import type { Label } from '../../src/core/review/label.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type {
  ConversationRow,
  ConversationStatus,
  ConversationView,
  SetSummary,
} from '../studio-api/sets.ts';
import { allOf, listOf } from './pages.ts';

export async function listSets(store: Store, projectId: string): Promise<SetSummary[]> {
  const [runs, imports] = await Promise.all([
    listOf(store, 'run', projectId),
    listOf(store, 'set', projectId),
  ]);
  const count = (setId: string) => store.count('conversation', setId);
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

interface SetContext {
  readonly plan: Plan | null;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly verdictsOf: (conversationId: string) => readonly Verdict[];
}

/** A run's verdicts decide what was dropped, so a list needs them; an import has few or none. */
async function contextOf(store: Store, setId: string, plan: Plan | null): Promise<SetContext> {
  const outcomes = new Map((await listOf(store, 'outcome', setId)).map((outcome) => [outcome.id, outcome]));
  const verdicts = new Map<string, Verdict[]>();
  for await (const verdict of allOf(store, 'verdict', setId)) {
    const list = verdicts.get(verdict.about[0]) ?? [];
    list.push(verdict);
    verdicts.set(verdict.about[0], list);
  }
  return { plan, outcomes, verdictsOf: (id) => verdicts.get(id) ?? [] };
}

export async function conversationRows(
  store: Store,
  setId: string,
  plan: Plan | null,
): Promise<ConversationRow[]> {
  const context = await contextOf(store, setId, plan);
  const rows: ConversationRow[] = [];
  for await (const conversation of allOf(store, 'conversation', setId))
    rows.push(rowOf(conversation, context, rows.length));
  return rows;
}

function rowOf(conversation: Conversation, context: SetContext, index: number): ConversationRow {
  const { origin, faults } = conversation;
  const place = placeOf(conversation.id);
  return {
    id: conversation.id,
    status: statusOf(conversation, context),
    opening: conversation.turns[0]?.text ?? conversation.raw.slice(0, 200),
    turnCount: conversation.turns.length,
    faultKinds: [...new Set(faults.map(({ kind }) => kind))],
    round: place && origin.kind === 'generated' ? place.round : null,
    pairNumber: place ? place.pair + 1 : index + 1,
    candidate: place && origin.kind === 'generated' ? place.candidate : null,
    model: origin.kind === 'generated' ? origin.generator.model : null,
  };
}

function statusOf(
  conversation: Conversation,
  { plan, outcomes, verdictsOf }: SetContext,
): ConversationStatus {
  const { origin, id } = conversation;
  const place = placeOf(id);
  if (origin.kind === 'imported' && !place) return 'imported';
  // Nobody wrote down what becomes of the example's conversations: its verdicts and the rules decide, as in a run.
  if (!place)
    return dropReasons({ rulesDrop: true }, verdictsOf(id), conversation).length > 0 ? 'dropped' : 'kept';
  const outcome = outcomes.get(pairPlace(place.round, place.pair));
  if (outcome?.kind === 'kept') {
    if (outcome.conversationId === id) return 'kept';
    return outcome.ranking.includes(id) ? 'not chosen' : 'dropped';
  }
  if (outcome?.kind === 'failed') return 'dropped';
  return plan && dropReasons(plan, verdictsOf(id), conversation).length > 0 ? 'dropped' : 'in progress';
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
  const outcomes = new Map(parts.outcome ? [[parts.outcome.id, parts.outcome]] : []);
  const context = { plan, outcomes, verdictsOf: byFirst };
  const exemplarIds = conversation.origin.kind === 'generated' ? conversation.origin.exemplarIds : [];
  return {
    record: recordOf(parts),
    conversation,
    verdicts: parts.verdicts.filter(({ about }) => about.some((id) => id === conversationId)),
    status: statusOf(conversation, context),
    siblings: all
      .filter(({ id }) => id !== conversationId)
      .map((sibling, index) => rowOf(sibling, context, index)),
    exemplars: (await Promise.all(exemplarIds.map((id) => exemplar(store, setId, id)))).flatMap((found) =>
      found ? [rowOf(found, context, 0)] : [],
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
async function labelsOf(store: Store, owner: string, id: string): Promise<Label[]> {
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
