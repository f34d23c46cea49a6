// Owns a store that forgets everything when it is dropped: for tests, benches and where the browser gives no IndexedDB.
// It copies on the way in and out, as IndexedDB does, so that nobody comes to rely on sharing.
import type { Items, Kind } from '../../core/items.ts';
import type { Change, Store } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';

type Key = `${Kind}:${string}`;
const keyOf = (kind: Kind, owner: string): Key => `${kind}:${owner}`;

export class MemoryStore implements Store {
  readonly #items = new Map<Key, Map<string, unknown>>();
  #closed = false;

  async write(changes: readonly Change[]): Promise<void> {
    this.#refuseWhenClosed();
    // Copied before anything is changed: what can't be copied must not leave half of the changes behind.
    for (const change of structuredClone(changes)) {
      if ('put' in change) this.#of(change.put, change.item.owner).set(change.item.id, change.item);
      else this.#of(change.remove, change.owner).delete(change.id);
    }
  }

  async read<K extends Kind>(kind: K, owner: string, id: string): Promise<Items[K] | undefined> {
    this.#refuseWhenClosed();
    return structuredClone(this.#of(kind, owner).get(id));
  }

  async page<K extends Kind>(
    kind: K,
    owner: string,
    { after = '', limit }: { after?: string; limit?: number } = {},
  ): Promise<Items[K][]> {
    this.#refuseWhenClosed();
    const items = this.#of(kind, owner);
    const ids = [...items.keys()].filter((id) => id > after).sort();
    return ids.slice(0, limit).map((id) => structuredClone(items.get(id)) as Items[K]);
  }

  async count(kind: Kind, owner: string): Promise<number> {
    this.#refuseWhenClosed();
    return this.#of(kind, owner).size;
  }

  async clear(kind: Kind, owner: string): Promise<void> {
    this.#refuseWhenClosed();
    this.#items.delete(keyOf(kind, owner));
  }

  close(): void {
    this.#closed = true;
  }

  #of<K extends Kind>(kind: K, owner: string): Map<string, Items[K]> {
    const key = keyOf(kind, owner);
    const known = this.#items.get(key) ?? new Map<string, unknown>();
    this.#items.set(key, known);
    return known as Map<string, Items[K]>;
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new Broken({ kind: 'store-lost', detail: 'it was closed.' });
  }
}
