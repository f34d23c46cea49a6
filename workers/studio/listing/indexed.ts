// Owns making the rows of an index from what the store holds: of a whole set, page by page, or of a few conversations.
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import type { Verdict } from '../../../src/core/critic/verdict.ts';
import type { IndexedRow } from '../../../src/core/listing/columns.ts';
import {
  labelWord,
  profileNumber,
  rowOf,
  soughtText,
  termsWord,
  verdictWords,
  type LabelWord,
} from '../../../src/core/listing/row.ts';
import type { Store } from '../../../src/core/ports.ts';
import { pairPlace, placeOf } from '../../../src/core/run/places.ts';
import type { Label } from '../../../src/core/review/label.ts';
import type { Plan } from '../../../src/core/run/plan.ts';
import { labelsOf } from '../conversations.ts';
import { allOf, listOf } from '../pages.ts';
import { statusOf } from './status.ts';

/** A row of the index and what a search looks through. */
export interface FoundRow extends IndexedRow {
  readonly text: string;
}

export async function rowsOfSet(store: Store, setId: string, plan: Plan | null): Promise<FoundRow[]> {
  const outcomes = new Map((await listOf(store, 'outcome', setId)).map((outcome) => [outcome.id, outcome]));
  const labels = await labelsOfSet(store, setId);
  const verdicts = new Map<string, Verdict[]>();
  for await (const verdict of allOf(store, 'verdict', setId)) {
    const list = verdicts.get(verdict.about[0]) ?? [];
    list.push(verdict);
    verdicts.set(verdict.about[0], list);
  }
  const rows: FoundRow[] = [];
  for await (const conversation of allOf(store, 'conversation', setId)) {
    const { id } = conversation;
    const place = placeOf(id);
    const own = verdicts.get(id) ?? [];
    const outcome = (place && outcomes.get(pairPlace(place.round, place.pair))) ?? null;
    const status = statusOf(conversation, { plan, outcome, verdicts: own });
    const row = rowOf(conversation, { status, number: rows.length + 1, label: labels.get(id) ?? null });
    rows.push({ row, verdicts: verdictWords(id, own), ...saidBy(conversation) });
  }
  return rows;
}

/** What annotators decided, by the id of the conversation. */
export async function labelsOfSet(
  store: Store,
  setId: string,
): Promise<ReadonlyMap<string, LabelWord | null>> {
  const labels = new Map<string, Label[]>();
  for (const label of await listOf(store, 'label', setId))
    labels.set(label.about, [...(labels.get(label.about) ?? []), label]);
  return new Map([...labels].map(([about, list]) => [about, labelWord(list)]));
}

/** null where the conversation is gone. `number`: as which it counts, if no run made it. */
export async function rowOfOne(
  store: Store,
  { setId, id, plan, number }: { setId: string; id: string; plan: Plan | null; number: number },
): Promise<FoundRow | null> {
  const conversation = await store.read('conversation', setId, id);
  if (!conversation) return null;
  const place = placeOf(id);
  const prefix = `${id}~`;
  const verdicts = (await store.page('verdict', setId, { after: prefix, limit: 200 })).filter((verdict) =>
    verdict.id.startsWith(prefix),
  );
  const outcome = place
    ? ((await store.read('outcome', setId, pairPlace(place.round, place.pair))) ?? null)
    : null;
  const label = labelWord(await labelsOf(store, setId, id));
  const status = statusOf(conversation, { plan, outcome, verdicts });
  return {
    row: rowOf(conversation, { status, number, label }),
    verdicts: verdictWords(id, verdicts),
    ...saidBy(conversation),
  };
}

/** A conversation that has just been read from a file: nothing has been said of it. */
export const rowOfImported = (conversation: Conversation, number: number): FoundRow => ({
  row: rowOf(conversation, { status: 'imported', number }),
  verdicts: [],
  ...saidBy(conversation),
});

const saidBy = (conversation: Conversation): Pick<FoundRow, 'profiles' | 'terms' | 'text'> => ({
  profiles: [profileNumber(conversation.pair.profiles[0]), profileNumber(conversation.pair.profiles[1])],
  terms: termsWord(conversation),
  text: soughtText(conversation),
});
