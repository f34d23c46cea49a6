// Owns keeping the studio's items in IndexedDB. Every write is one transaction: all of it lands or nothing. Refuses to open
// data that a newer studio wrote.
import { openDB, unwrap, type IDBPDatabase } from 'idb';
import type { Items, Kind } from '../../core/items.ts';
import type { Change, Store } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { databaseVersion, ofOwner, upgrade } from './schema.ts';

/** Throws `Broken`: `store-newer`, `store-blocked` (another tab holds an older version open), `store-refused`,
 * `store-lost`. */
export async function openIdbStore(name = 'parley'): Promise<Store> {
  let blocked: () => void = () => undefined;
  const blocking = new Promise<never>((_, reject) => {
    blocked = () => reject(new Broken({ kind: 'store-blocked' }));
  });
  try {
    const opening = openDB(name, databaseVersion, {
      upgrade,
      blocked,
      // A newer studio in another tab must not wait for this one: it closes, and says so at the next call.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new IdbStore(await Promise.race([opening, blocking]));
  } catch (thrown) {
    if (thrown instanceof Broken) throw thrown;
    if (nameOf(thrown) === 'VersionError') throw await newerThanKnown(name, thrown);
    if (nameOf(thrown) === 'SecurityError') throw new Broken({ kind: 'store-refused' }, { cause: thrown });
    throw new Broken({ kind: 'store-lost', detail: messageOf(thrown) }, { cause: thrown });
  }
}

async function newerThanKnown(name: string, cause: unknown): Promise<Broken> {
  const database = await openDB(name);
  const found = database.version;
  database.close();
  return new Broken({ kind: 'store-newer', found, known: databaseVersion }, { cause });
}

class IdbStore implements Store {
  readonly #database: IDBPDatabase;

  constructor(database: IDBPDatabase) {
    this.#database = database;
  }

  write(
    changes: readonly Change[],
    manner: { readonly durability: 'strict' | 'relaxed' } = { durability: 'strict' },
  ): Promise<void> {
    return guarded(async () => {
      const touched = [...new Set(changes.map((change) => ('put' in change ? change.put : change.remove)))];
      if (touched.length === 0) return;
      const transaction = this.#database.transaction(touched, 'readwrite', manner);
      // Without idb's promises, which would wait for tens of thousands of answers one by one; what fails fails the whole.
      const plainStore = (kind: Kind): IDBObjectStore => unwrap(transaction.objectStore(kind));
      // Nothing foreign is awaited in here: the transaction would end by itself.
      try {
        for (const change of changes) {
          if ('put' in change) plainStore(change.put).put(change.item);
          else plainStore(change.remove).delete([change.owner, change.id]);
        }
      } catch (thrown) {
        // An item that can't be copied throws at once, and what was put before it would land by itself.
        transaction.abort();
        await transaction.done.catch(() => undefined);
        throw thrown;
      }
      await transaction.done;
    });
  }

  read<K extends Kind>(kind: K, owner: string, id: string): Promise<Items[K] | undefined> {
    return guarded(() => this.#database.get(kind, [owner, id]) as Promise<Items[K] | undefined>);
  }

  page<K extends Kind>(
    kind: K,
    owner: string,
    { after, limit }: { after?: string; limit?: number } = {},
  ): Promise<Items[K][]> {
    return guarded(() => this.#database.getAll(kind, ofOwner(owner, after), limit) as Promise<Items[K][]>);
  }

  count(kind: Kind, owner: string): Promise<number> {
    return guarded(() => this.#database.count(kind, ofOwner(owner)));
  }

  clear(kind: Kind, owner: string): Promise<void> {
    return guarded(() => this.#database.delete(kind, ofOwner(owner)));
  }

  close(): void {
    this.#database.close();
  }
}

/** Every failure of the database as a `Broken`; what the database said stays as its cause. */
async function guarded<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (thrown) {
    if (nameOf(thrown) === 'QuotaExceededError') throw new Broken({ kind: 'quota-full' }, { cause: thrown });
    throw new Broken({ kind: 'store-lost', detail: messageOf(thrown) }, { cause: thrown });
  }
}

const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : '');
const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
