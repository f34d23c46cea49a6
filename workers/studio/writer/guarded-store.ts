// Owns the guard before the store: what belongs to a project is written only by the tab that holds the project. Reading is free.
import { belonging, isSetKind, kindsBelongingTo, setKinds, type Kind } from '../../../src/core/items.ts';
import type { Change, Store } from '../../../src/core/ports.ts';
import { Broken } from '../../../src/core/trouble.ts';
import { listOf } from '../pages.ts';

interface Place {
  readonly kind: Kind;
  readonly owner: string;
  readonly id: string;
}

/** `claim` says whether this tab may write to the project. Writing where it may not throws `Broken`: `open-elsewhere`. */
export function guardedStore(store: Store, claim: (projectId: string) => Promise<boolean>): Store {
  const owners = new Owners(store);
  const guard = async (places: readonly Place[]): Promise<void> => {
    for (const projectId of await owners.projectsOf(places)) {
      if (await claim(projectId)) continue;
      const project = await store.read('project', '', projectId);
      throw new Broken({ kind: 'open-elsewhere', project: project?.name ?? '' });
    }
  };
  return {
    async write(changes, manner) {
      await guard(changes.map(placeOf));
      return store.write(changes, manner);
    },
    read: (kind, owner, id) => store.read(kind, owner, id),
    page: (kind, owner, options) => store.page(kind, owner, options),
    count: (kind, owner) => store.count(kind, owner),
    async clear(kind, owner) {
      await guard([{ kind, owner, id: '' }]);
      return store.clear(kind, owner);
    },
    close: () => store.close(),
  };
}

const placeOf = (change: Change): Place =>
  'put' in change
    ? { kind: change.put, owner: change.item.owner, id: change.item.id }
    : { kind: change.remove, owner: change.owner, id: change.id };

class Owners {
  readonly #store: Store;
  readonly #projectOfSet = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  async projectsOf(places: readonly Place[]): Promise<Set<string>> {
    for (const { kind, owner, id } of places) if (isSetKind(kind)) this.#projectOfSet.set(id, owner);
    const found = new Set<string>();
    // Thousands of items of one owner are one question.
    const distinct = new Map(
      places.map((place) => [
        `${place.kind} ${place.owner} ${place.kind === 'project' ? place.id : ''}`,
        place,
      ]),
    );
    for (const place of distinct.values()) {
      const projectId = await this.#projectOf(place);
      if (projectId) found.add(projectId);
    }
    return found;
  }

  /** null for what is the studio's own, and for a set that is not there yet, which nobody can see. */
  async #projectOf({ kind, owner, id }: Place): Promise<string | null> {
    if (kind === 'project') return id || null;
    if ((belonging[kind] as readonly string[]).includes('studio') || owner === '') return null;
    const known = this.#projectOfSet.get(owner);
    if (known !== undefined) return known;
    if (!kindsBelongingTo('set').includes(kind) && !kindsBelongingTo('upkeep').includes(kind)) return owner;
    return this.#lookUp(owner);
  }

  async #lookUp(owner: string): Promise<string | null> {
    for (const { id } of await listOf(this.#store, 'project', '')) {
      if (id === owner) return id;
      for (const kind of setKinds) {
        if (!(await this.#store.read(kind, id, owner))) continue;
        this.#projectOfSet.set(owner, id);
        return id;
      }
    }
    return null;
  }
}
