// Owns what was heard of a set since its index last caught up: which rows are to be taken in, taken out or read again.
import type { Columns } from '../../../src/core/listing/columns.ts';
import type { Change } from '../../../src/core/ports.ts';
import { placeOf } from '../../../src/core/run/places.ts';
import { rowOfImported, type FoundRow } from './indexed.ts';

/** What is to be done for a row: to take it in as it is, to take it out (null), to read its labels or all of it again. */
export type News = FoundRow | 'labelled' | 'read' | null;

export class SetNews {
  readonly #ofRows = new Map<string, News>();
  /** Pairs of a run that came to an outcome. */
  readonly #outcomes = new Set<string>();

  get isEmpty(): boolean {
    return this.#ofRows.size === 0 && this.#outcomes.size === 0;
  }

  /** `columns`: null while the set is being read, when nobody can tell which conversations are new. */
  hear(changes: readonly Change[], columns: Columns | null): void {
    for (const change of changes) {
      if ('put' in change && change.put === 'conversation') this.#hearConversation(change.item, columns);
      else if ('put' in change && change.put === 'verdict') this.#ofRows.set(change.item.about[0], 'read');
      else if ('put' in change && change.put === 'outcome') this.#outcomes.add(change.item.id);
      else if ('put' in change && change.put === 'label') this.#hearLabel(change.item.about, columns);
      else if ('remove' in change && change.remove === 'conversation') this.#ofRows.set(change.id, null);
      else if ('remove' in change && change.remove === 'label')
        this.#hearLabel(change.id.replace(/~.*$/s, ''), columns);
    }
  }

  #hearLabel(about: string, columns: Columns | null): void {
    const known = this.#ofRows.get(about);
    // Of a conversation that is gone there is nothing to read.
    if (known === null) return;
    const isAll = columns !== null && (known === undefined || known === 'labelled');
    this.#ofRows.set(about, isAll ? 'labelled' : 'read');
  }

  #hearConversation(
    conversation: Extract<Change, { put: 'conversation' }>['item'],
    columns: Columns | null,
  ): void {
    const { id, origin } = conversation;
    const ids = columns?.ids ?? [];
    const isAfterAll = columns !== null && !this.#ofRows.has(id) && id > (ids.at(-1) ?? '');
    const isNew = isAfterAll && placeOf(id) === null && origin.kind === 'imported';
    this.#ofRows.set(id, isNew ? rowOfImported(conversation, ids.length + this.#ofRows.size + 1) : 'read');
  }

  /** By the id of its row. `known`: the rows that the index has, of which an outcome speaks by its pair. */
  of(known: readonly string[]): ReadonlyMap<string, News> {
    const read = known.filter((id) => this.#outcomes.has(placePartOf(id)));
    return new Map([...this.#ofRows, ...read.map((id): [string, News] => [id, 'read'])]);
  }
}

/** r01-p00003 of the id of a candidate. */
const placePartOf = (id: string): string => /-(r\d+-p\d+)-a\d+-c\d+$/.exec(id)?.[1] ?? '';
