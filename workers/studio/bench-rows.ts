// Owns freezing conversations into the rows of a bench: copies under ids that sort in the order of the rows.
import type { BenchRow } from '../../src/core/bench/bench.ts';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Store } from '../../src/core/ports.ts';
import { sample } from '../../src/core/random.ts';
import { corruptionSet } from '../../src/core/trust/corruption-set.ts';
import type { RowsWish } from '../studio-api/critics.ts';
import { allOf, listOf } from './pages.ts';

export interface FrozenRows {
  readonly rows: readonly BenchRow[];
  readonly conversations: readonly Conversation[];
}

/** More would no longer be looked at by a person. */
const mostRows = 1000;

export async function frozenRows(store: Store, benchId: string, wish: RowsWish): Promise<FrozenRows> {
  if (wish.kind === 'spoilt') return spoiltRows(store, benchId, wish);
  const chosen = (await chosenConversations(store, wish)).slice(0, mostRows);
  const ids = chosen.map((_, place) => rowId(place));
  return {
    rows: chosen.map(({ owner, id }, place) => ({
      id: rowId(place),
      from: { setId: owner, conversationId: id },
      // Comparisons hold each against the next one, and the last against the first.
      rival: ids.length > 1 ? (ids[(place + 1) % ids.length] ?? null) : null,
    })),
    conversations: chosen.map((conversation, place) => ({
      ...conversation,
      owner: benchId,
      id: rowId(place),
    })),
  };
}

const rowId = (place: number): string => `row-${String(place + 1).padStart(5, '0')}`;

async function chosenConversations(
  store: Store,
  wish: Exclude<RowsWish, { kind: 'spoilt' }>,
): Promise<Conversation[]> {
  if (wish.kind === 'chosen') {
    const found = await Promise.all(wish.ids.map((id) => store.read('conversation', wish.setId, id)));
    return found.flatMap((conversation) => conversation ?? []);
  }
  const readable = await readableOf(store, wish.setId);
  if (wish.kind === 'sample') {
    const drawn = new Set(sample(readable, wish.count, wish.seed));
    return readable.filter((conversation) => drawn.has(conversation));
  }
  const labelled = new Set<string>();
  for await (const { about } of allOf(store, 'label', wish.setId)) labelled.add(about);
  return readable.filter(({ id }) => labelled.has(id));
}

/** Without a turn there is nothing to ask about. */
async function readableOf(store: Store, setId: string): Promise<Conversation[]> {
  return (await listOf(store, 'conversation', setId)).filter(({ turns }) => turns.length > 0);
}

async function spoiltRows(
  store: Store,
  benchId: string,
  { setId, perKind, seed }: Extract<RowsWish, { kind: 'spoilt' }>,
): Promise<FrozenRows> {
  const { cases } = corruptionSet(await readableOf(store, setId), perKind, benchId, seed);
  const kept = cases.slice(0, mostRows);
  const twins = new Map(
    kept.flatMap(({ corruption, sourceId }, place) =>
      corruption ? [] : [[sourceId, rowId(place)] as const],
    ),
  );
  return {
    rows: kept.map(({ corruption, sourceId }, place) => ({
      id: rowId(place),
      from: null,
      spoilt: { corruption, sourceId },
      rival: corruption ? (twins.get(sourceId) ?? null) : null,
    })),
    conversations: kept.map(({ conversation }, place) => ({ ...conversation, id: rowId(place) })),
  };
}
