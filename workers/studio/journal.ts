// Owns taking back what a person did: beside each change, in the same transaction, stands every item that it touched as it was
// before. The last fifty deeds of each project are kept, across reloads. Refuses to know what the items mean.
import type { Deed, Former, Formers, Kind, Undoable } from '../../src/core/items.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { listOf } from './pages.ts';

/** Deeds that can be taken back, per owner. */
export const mostDeeds = 50;

/** Changes in one transaction. A deed of more lands, and is taken back, in parts: thousands of conversations are too much for one item. */
const mostInPart = 1000;

/** What taking back or doing again came to: the deed, and the kinds of item that are different now. */
export interface Turned {
  readonly deed: Deed;
  readonly kinds: readonly Kind[];
}

export class Journal {
  readonly #store: Store;
  /** What a deed found before it must still hold when it lands, so that one goes after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Writes the changes so that they can be taken back, by the id that it gives. `owner`: the project, or '' for the list of projects. */
  write(owner: string, deed: Deed, changes: readonly Change[]): Promise<string> {
    return this.#next(async () => {
      const known = await listOf(this.#store, 'undoable', owner);
      const parts = inParts(changes);
      const id = idAfter(known.at(-1));
      const entry: Undoable = { owner, id, deed, at: Date.now(), undone: false, parts: parts.length };
      const forgotten = [
        ...known.filter(({ undone }) => undone),
        ...known.filter(({ undone }) => !undone).slice(0, -(mostDeeds - 1)),
      ];
      for (const [number, part] of parts.entries()) {
        const formers = await this.#formersOf(part.map(placeOf));
        await this.#store.write([
          ...part,
          ...(number === 0
            ? [{ put: 'undoable', item: entry } as const, ...forgotten.flatMap(removalOf)]
            : []),
          { put: 'formers', item: { owner, id: partId(id, number), formers } },
        ]);
      }
      return id;
    });
  }

  /** Oldest first. */
  list(owner: string): Promise<Undoable[]> {
    return listOf(this.#store, 'undoable', owner);
  }

  /** Takes back one deed, by default the newest that stands; null when there is none. */
  undo(owner: string, id?: string): Promise<Turned | null> {
    return this.#next(async () => {
      const standing = (await this.list(owner)).filter(({ undone }) => !undone);
      const entry = id === undefined ? standing.at(-1) : standing.find((known) => known.id === id);
      return entry ? this.#turn(entry) : null;
    });
  }

  /** Does again what was taken back last; null when nothing was. */
  redo(owner: string): Promise<Turned | null> {
    return this.#next(async () => {
      const entry = (await this.list(owner)).find(({ undone }) => undone);
      return entry ? this.#turn(entry) : null;
    });
  }

  /** What was deleted can't be brought back after this. */
  async forget(owner: string): Promise<void> {
    await this.#next(async () => {
      const known = await this.list(owner);
      await this.#store.write(known.flatMap(removalOf));
    });
  }

  /** The items of a deed and those in the store change places. */
  async #turn(entry: Undoable): Promise<Turned> {
    const { owner, deed } = entry;
    const kinds = new Set<Kind>();
    const parts = partsOf(entry);
    for (const [number, id] of parts.entries()) {
      const kept = (await this.#store.read('formers', owner, id))?.formers ?? [];
      const formers = await this.#formersOf(kept);
      const item: Formers = { owner, id, formers };
      const turned = { put: 'undoable', item: { ...entry, undone: !entry.undone } } as const;
      await this.#store.write([
        ...kept.map(changeTo),
        ...(number === parts.length - 1 ? [turned] : []),
        { put: 'formers', item },
      ]);
      for (const { kind } of kept) kinds.add(kind);
    }
    return { deed, kinds: [...kinds] };
  }

  async #formersOf(places: readonly Place[]): Promise<Former[]> {
    const distinct = new Map(places.map((place) => [`${place.kind} ${place.owner} ${place.id}`, place]));
    return Promise.all(
      [...distinct.values()].map(async ({ kind, owner, id }) => {
        const item = (await this.#store.read(kind, owner, id)) ?? null;
        // Kind and item belong together; the compiler can't follow that through the union.
        return { kind, owner, id, item } as Former;
      }),
    );
  }

  #next<Result>(act: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(act);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

type Place = Pick<Former, 'kind' | 'owner' | 'id'>;

function placeOf(change: Change): Place {
  const place =
    'put' in change
      ? { kind: change.put, owner: change.item.owner, id: change.item.id }
      : { kind: change.remove, owner: change.owner, id: change.id };
  // The journal is no subject of itself: no caller writes into it.
  return place as Place;
}

const changeTo = ({ kind, owner, id, item }: Former): Change =>
  item === null ? { remove: kind, owner, id } : ({ put: kind, item } as Change);

const removalOf = (entry: Undoable): Change[] => [
  { remove: 'undoable', owner: entry.owner, id: entry.id },
  ...partsOf(entry).map((id): Change => ({ remove: 'formers', owner: entry.owner, id })),
];

/** The ids of what a deed found before it. */
const partsOf = ({ id, parts = 1 }: Undoable): string[] =>
  Array.from({ length: parts }, (_, number) => partId(id, number));
const partId = (id: string, number: number): string => (number === 0 ? id : `${id}-${number}`);

function inParts(changes: readonly Change[]): (readonly Change[])[] {
  const count = Math.max(1, Math.ceil(changes.length / mostInPart));
  return Array.from({ length: count }, (_, number) =>
    changes.slice(number * mostInPart, (number + 1) * mostInPart),
  );
}

const idAfter = (last: Undoable | undefined): string => String(Number(last?.id ?? 0) + 1).padStart(9, '0');
