// Owns going through all of an owner's items, a page at a time, so that no list has to fit in memory twice.
import type { Items, Kind } from '../../src/core/items.ts';
import type { Store } from '../../src/core/ports.ts';

const pageLength = 500;

export async function* allOf<K extends Kind>(store: Store, kind: K, owner: string): AsyncGenerator<Items[K]> {
  let after = '';
  for (;;) {
    const page = await store.page(kind, owner, { after, limit: pageLength });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageLength) return;
    after = last.id;
  }
}

export async function listOf<K extends Kind>(store: Store, kind: K, owner: string): Promise<Items[K][]> {
  const list: Items[K][] = [];
  for await (const item of allOf(store, kind, owner)) list.push(item);
  return list;
}
