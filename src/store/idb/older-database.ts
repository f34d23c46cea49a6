// Owns a database that an older version of the studio wrote, before it is brought up to date: whether there is one, and reading
// it as it is, so that a backup can be made first.
import { openDB, type IDBPDatabase } from 'idb';
import type { Items, Kind } from '../../core/items.ts';
import type { Store } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { databaseVersion, ofOwner } from './schema.ts';

/** The version found; null where there is none that is older, or where the browser does not tell. */
export async function olderVersion(name = 'parley'): Promise<number | null> {
  try {
    const found = (await indexedDB.databases()).find((database) => database.name === name)?.version ?? 0;
    return found > 0 && found < databaseVersion ? found : null;
  } catch {
    // It lacks the question, or refuses the database; opening that says why.
    return null;
  }
}

/** For reading alone; kinds that came later are empty. Close it before the database is opened to be brought up to date. */
export async function openOlderStore(version: number, name = 'parley'): Promise<Store> {
  return new OlderStore(await openDB(name, version));
}

class OlderStore implements Store {
  readonly #database: IDBPDatabase;

  constructor(database: IDBPDatabase) {
    this.#database = database;
  }

  async read<K extends Kind>(kind: K, owner: string, id: string): Promise<Items[K] | undefined> {
    return this.#has(kind)
      ? ((await this.#database.get(kind, [owner, id])) as Items[K] | undefined)
      : undefined;
  }

  async page<K extends Kind>(
    kind: K,
    owner: string,
    { after, limit }: { after?: string; limit?: number } = {},
  ): Promise<Items[K][]> {
    if (!this.#has(kind)) return [];
    return (await this.#database.getAll(kind, ofOwner(owner, after), limit)) as Items[K][];
  }

  async count(kind: Kind, owner: string): Promise<number> {
    return this.#has(kind) ? this.#database.count(kind, ofOwner(owner)) : 0;
  }

  write(): Promise<void> {
    return refused();
  }

  clear(): Promise<void> {
    return refused();
  }

  close(): void {
    this.#database.close();
  }

  #has(kind: Kind): boolean {
    return this.#database.objectStoreNames.contains(kind);
  }
}

const refused = (): Promise<void> =>
  Promise.reject(new Broken({ kind: 'store-lost', detail: 'an older database is open for reading alone.' }));
