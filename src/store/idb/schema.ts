// Owns the shape of the database: one object store per kind of item, under the key [owner, id], so that one owner's items
// lie together in the order of their ids.
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { kinds, type Kind } from '../../core/items.ts';

/** Grows by one with each change of shape; `upgrade` then takes over what older versions wrote. */
export const databaseVersion = 3;

/** The version that brought a kind, where it was not the first. */
const since: Readonly<Partial<Record<Kind, number>>> = {
  answer: 2,
  review: 3,
  draft: 3,
  undoable: 3,
  formers: 3,
  index: 3,
  expansion: 3,
  question: 3,
  expansionStep: 3,
  expert: 3,
  version: 3,
  bench: 3,
  building: 3,
};

/** What a database of that version holds. */
export const kindsOf = (version: number): Kind[] => kinds.filter((kind) => (since[kind] ?? 1) <= version);

export function upgrade(
  database: IDBPDatabase,
  oldVersion: number,
  _newVersion: number | null,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): void {
  const missing = kinds.filter((kind) => !kindsOf(oldVersion).includes(kind));
  for (const kind of missing) database.createObjectStore(kind, { keyPath: ['owner', 'id'] });
  if (oldVersion > 0 && oldVersion < 3) void nameSubjects(transaction);
}

/** Before version 3 a label was kept under the id of its conversation. */
async function nameSubjects(transaction: IDBPTransaction<unknown, string[], 'versionchange'>): Promise<void> {
  let cursor = await transaction.objectStore('label').openCursor();
  while (cursor) {
    await cursor.update({ about: cursor.value.id, ...cursor.value });
    cursor = await cursor.continue();
  }
}

/** In IndexedDB's order an array comes after every string, so [owner, []] lies behind all of an owner's ids. */
export const ofOwner = (owner: string, after = ''): IDBKeyRange =>
  IDBKeyRange.bound([owner, after], [owner, []], true, false);
