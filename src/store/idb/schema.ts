// Owns the shape of the database: one object store per kind of item, under the key [owner, id], so that one owner's items
// lie together in the order of their ids.
import type { IDBPDatabase } from 'idb';
import { kinds, type Kind } from '../../core/items.ts';

/** Grows by one with each change of shape; `upgrade` then takes over what older versions wrote. */
export const databaseVersion = 2;

/** The version that brought a kind, where it was not the first. */
const since: Readonly<Partial<Record<Kind, number>>> = { answer: 2 };

export function upgrade(database: IDBPDatabase, oldVersion: number): void {
  const missing = kinds.filter((kind) => oldVersion < (since[kind] ?? 1));
  for (const kind of missing) database.createObjectStore(kind, { keyPath: ['owner', 'id'] });
}

/** In IndexedDB's order an array comes after every string, so [owner, []] lies behind all of an owner's ids. */
export const ofOwner = (owner: string, after = ''): IDBKeyRange =>
  IDBKeyRange.bound([owner, after], [owner, []], true, false);
