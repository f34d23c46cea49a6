// Owns the shape of the database: one object store per kind of item, under the key [owner, id], so that one owner's items
// lie together in the order of their ids.
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { kinds, type Kind } from '../../core/items.ts';
import { kindsChangedSince, upgraded } from '../../core/upgrades.ts';

/** Grows by one with each change of shape; what older versions wrote then follows the chain of core/upgrades.ts. */
export const databaseVersion = 4;

/** The version that brought a kind, where it was not the first. */
const since: Readonly<Partial<Record<Kind, number>>> = {
  answer: 2,
  review: 3,
  task: 3,
  taskAnswer: 3,
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
  assessment: 4,
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
  if (oldVersion > 0)
    for (const kind of kindsChangedSince(oldVersion)) void change(transaction, kind, oldVersion);
}

async function change(
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
  kind: Kind,
  oldVersion: number,
): Promise<void> {
  let cursor = await transaction.objectStore(kind).openCursor();
  while (cursor) {
    await cursor.update(upgraded(kind, cursor.value, oldVersion));
    cursor = await cursor.continue();
  }
}

/** In IndexedDB's order an array comes after every string, so [owner, []] lies behind all of an owner's ids. */
export const ofOwner = (owner: string, after = ''): IDBKeyRange =>
  IDBKeyRange.bound([owner, after], [owner, []], true, false);
