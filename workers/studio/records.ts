// Owns reading a set as records, in plan order and page by page: conversations, and beside them what was said of each. What
// belongs together lies together in the store, since ids begin alike, so that one pass over each kind is enough.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Items } from '../../src/core/items.ts';
import { recordOf, type ConversationRecord } from '../../src/core/formats/record.ts';
import type { Store } from '../../src/core/ports.ts';
import type { Outcome } from '../../src/core/run/outcome.ts';
import { pairPlace, pairPrefix, placeOf } from '../../src/core/run/places.ts';
import { partsAround } from './conversations.ts';
import { allOf, listOf } from './pages.ts';

/** With fewer, each is read by itself. */
const fewIds = 200;

/**
 * The records of a set: what was kept, and what was not made by a run; losers stand inside of their record. With `ids` those
 * conversations, whether they were kept or not; one that was not is a record by itself.
 */
export async function* recordsOf(
  store: Store,
  setId: string,
  ids?: readonly string[],
): AsyncGenerator<ConversationRecord> {
  if (ids && ids.length <= fewIds) return yield* recordsOfFew(store, setId, ids);
  const wanted = ids && new Set(ids);
  const outcomes = new Map((await listOf(store, 'outcome', setId)).map((outcome) => [outcome.id, outcome]));
  const verdicts = new Beside(store, 'verdict', setId, ({ about }) => about[0]);
  const labels = new Beside(store, 'label', setId, ({ about }) => about);
  for await (const group of groupsOf(store, setId)) {
    const named = wanted && group.filter(({ id }) => wanted.has(id));
    if (named?.length === 0) continue;
    const around = {
      verdicts: await verdicts.of(group),
      labels: await labels.of(group),
      outcome: outcomeOf(group, outcomes),
    };
    yield* recordsOfGroup(group, around, named);
  }
}

async function* recordsOfFew(
  store: Store,
  setId: string,
  ids: readonly string[],
): AsyncGenerator<ConversationRecord> {
  const done = new Set<string>();
  for (const id of ids) {
    const conversation = await store.read('conversation', setId, id);
    if (!conversation) continue;
    const { chosen, others, ...around } = await partsAround(store, conversation);
    const group = [chosen, ...others];
    for (const record of recordsOfGroup(group, around, [conversation])) {
      if (!done.has(record.id)) yield record;
      done.add(record.id);
    }
  }
}

interface Around {
  readonly verdicts: readonly Items['verdict'][];
  readonly labels: readonly Items['label'][];
  readonly outcome: Outcome | null;
}

/** `named`: of the group those that are asked for; undefined for what an export of the whole set holds. */
function* recordsOfGroup(
  group: readonly Conversation[],
  { verdicts, labels, outcome }: Around,
  named: readonly Conversation[] | undefined,
): Generator<ConversationRecord> {
  const alone = (chosen: Conversation) =>
    recordOf({
      chosen,
      others: [],
      verdicts: verdicts.filter(({ about }) => about.length === 1 && about[0] === chosen.id),
      labels: labels.filter(({ about }) => about === chosen.id),
      outcome,
    });
  // The one that was kept may have been deleted since.
  const chosen = outcome?.kind === 'kept' ? group.find(({ id }) => id === outcome.conversationId) : undefined;
  for (const conversation of named ?? group) {
    if (conversation.id === chosen?.id) {
      const others = group.filter(({ id }) => id !== chosen.id);
      yield recordOf({ chosen, others, verdicts, labels, outcome });
    } else if (named || placeOf(conversation.id) === null) yield alone(conversation);
  }
}

/** All candidates of the same pair and round; by itself what no run made. */
async function* groupsOf(store: Store, setId: string): AsyncGenerator<Conversation[]> {
  let group: Conversation[] = [];
  for await (const conversation of allOf(store, 'conversation', setId)) {
    const [first] = group;
    if (first && pairPrefix(first.id) !== pairPrefix(conversation.id)) {
      yield group;
      group = [];
    }
    group.push(conversation);
  }
  if (group.length > 0) yield group;
}

function outcomeOf([first]: readonly Conversation[], outcomes: ReadonlyMap<string, Outcome>): Outcome | null {
  const place = first && placeOf(first.id);
  return (place && outcomes.get(pairPlace(place.round, place.pair))) ?? null;
}

/** Goes through one kind beside the conversations that it is about; both are in the order of their ids. */
class Beside<K extends 'verdict' | 'label'> {
  readonly #items: AsyncGenerator<Items[K]>;
  readonly #aboutOf: (item: Items[K]) => string;
  /** Read and not asked for yet, by the conversation. */
  readonly #waiting = new Map<string, Items[K][]>();
  #next: Items[K] | null | undefined = undefined;

  constructor(store: Store, kind: K, setId: string, aboutOf: (item: Items[K]) => string) {
    this.#items = allOf(store, kind, setId);
    this.#aboutOf = aboutOf;
  }

  async of(group: readonly Conversation[]): Promise<Items[K][]> {
    const end = `${group.at(-1)?.id ?? ''}~\uffff`;
    for (let item = await this.#peek(); item && item.id < end; item = await this.#peek()) {
      const about = this.#aboutOf(item);
      this.#waiting.set(about, [...(this.#waiting.get(about) ?? []), item]);
      this.#next = undefined;
    }
    return group.flatMap(({ id }) => {
      const items = this.#waiting.get(id) ?? [];
      this.#waiting.delete(id);
      return items;
    });
  }

  async #peek(): Promise<Items[K] | null> {
    if (this.#next === undefined) {
      const { value, done } = await this.#items.next();
      this.#next = done ? null : value;
    }
    return this.#next;
  }
}
