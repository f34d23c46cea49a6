// Owns the indexes that are in memory: of the sets looked at last. Their program comes with the first list.
import type { Change, Store } from '../../../src/core/ports.ts';
import { findSet } from '../find.ts';
import type { SetListing } from './set-listing.ts';

/** A set of 20,000 takes about 40 MB with what a search looks through. */
const mostInMemory = 2;

export class Listings {
  readonly #store: Store;
  /** The one asked for last comes last. */
  readonly #sets = new Map<string, SetListing>();

  constructor(store: Store) {
    this.#store = store;
  }

  hear(setId: string, changes: readonly Change[]): void {
    this.#sets.get(setId)?.hear(changes);
  }

  /** Throws `Broken`: `gone`. */
  async of(setId: string): Promise<SetListing> {
    const { SetListing } = await import('./set-listing.ts');
    const { run } = await findSet(this.#store, setId);
    const listing = this.#sets.get(setId) ?? new SetListing(this.#store, setId, run?.plan ?? null);
    this.#sets.delete(setId);
    this.#sets.set(setId, listing);
    for (const other of [...this.#sets.keys()].slice(0, -mostInMemory)) this.#sets.delete(other);
    return listing;
  }
}
