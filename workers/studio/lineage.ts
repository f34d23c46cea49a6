// Owns what became of a conversation: what it taught later rounds, and what a person made of it.
import { editedConversation } from '../../src/core/conversation/edit.ts';
import { rowOf, type ConversationRow } from '../../src/core/listing/row.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { pairPlace, placeOf } from '../../src/core/run/places.ts';
import { Broken } from '../../src/core/trouble.ts';
import { findSet } from './find.ts';
import { statusOf } from './listing/status.ts';

const pageLength = 500;

/** Exemplars come from the rounds before: only what came after this one is read. */
export async function descendantsOf(store: Store, setId: string, id: string): Promise<ConversationRow[]> {
  const place = placeOf(id);
  if (!place) return [];
  const { run } = await findSet(store, setId);
  const found: ConversationRow[] = [];
  let after = id.replace(/-r\d+-p\d+-a\d+-c\d+$/, `-${pairPlace(place.round + 1, 0).slice(0, 3)}`);
  for (;;) {
    const page = await store.page('conversation', setId, { after, limit: pageLength });
    for (const conversation of page) {
      const { origin } = conversation;
      if (origin.kind !== 'generated' || !origin.exemplarIds.includes(id)) continue;
      const outcome =
        (await store.read('outcome', setId, pairPlace(origin.place.round, origin.place.pair))) ?? null;
      const status = statusOf(conversation, { plan: run?.plan ?? null, outcome, verdicts: [] });
      found.push(rowOf(conversation, { status, number: 0 }));
    }
    const last = page.at(-1);
    if (!last || page.length < pageLength) return found;
    after = last.id;
  }
}

/** Throws `Broken`: `gone`. */
export async function editChanges(
  store: Store,
  setId: string,
  id: string,
  texts: readonly string[],
): Promise<Change[]> {
  const conversation = await store.read('conversation', setId, id);
  if (!conversation) throw new Broken({ kind: 'gone', what: 'conversation' });
  const { run } = await findSet(store, setId);
  const item = editedConversation(conversation, texts, run?.plan.turnsAllowed ?? null);
  return item === conversation ? [] : [{ put: 'conversation', item }];
}
