// Owns the indexes that are in memory: of the sets looked at last. Their program comes with the first list.
import type { Change, Store } from '../../../src/core/ports.ts';
import { changesOf } from '../../../src/core/run/changes.ts';
import type { StudioEvent } from '../../studio-api.ts';
import type { Plan } from '../../../src/core/run/plan.ts';
import { findSet } from '../find.ts';
import type { SetListing } from './set-listing.ts';

/** A set of 20,000 takes about 40 MB with what a search looks through. */
const mostInMemory = 2;

export class Listings {
  readonly #store: Store;
  readonly #mayWrite: (projectId: string) => Promise<boolean>;
  /** The one asked for last comes last. */
  readonly #sets = new Map<string, SetListing>();

  /** `mayWrite`: an index is kept by the tab that holds the project; one that watches makes do without. */
  constructor(store: Store, mayWrite: (projectId: string) => Promise<boolean> = () => Promise.resolve(true)) {
    this.#store = store;
    this.#mayWrite = mayWrite;
  }

  hear(setId: string, changes: readonly Change[]): void {
    this.#sets.get(setId)?.hear(changes);
  }

  /** Another tab has written: what it says of a run is taken in, anything else makes the lists be read anew. */
  hearOther(event: StudioEvent): void {
    if (event.kind === 'run') this.hear(event.runId, changesOf(event.event));
    else if (event.kind === 'changed' && event.what === 'sets') this.#sets.clear();
  }

  /** Throws `Broken`: `gone`. */
  async of(setId: string): Promise<SetListing> {
    const { run } = await findSet(this.#store, setId);
    return this.#opened(setId, run?.plan ?? null);
  }

  /** Of an import, also while its set is still coming. */
  ofImport(setId: string): Promise<SetListing> {
    return this.#opened(setId, null);
  }

  async #opened(setId: string, plan: Plan | null): Promise<SetListing> {
    const { SetListing } = await import('./set-listing.ts');
    const listing =
      this.#sets.get(setId) ??
      new SetListing(this.#store, { id: setId, plan, mayKeep: () => this.#mayKeep(setId) });
    this.#sets.delete(setId);
    this.#sets.set(setId, listing);
    for (const other of [...this.#sets.keys()].slice(0, -mostInMemory)) this.#sets.delete(other);
    return listing;
  }

  /** A set that is not there yet can be kept once it is. */
  async #mayKeep(setId: string): Promise<boolean> {
    const found = await findSet(this.#store, setId).catch(() => null);
    return found !== null && this.#mayWrite(found.projectId);
  }
}
