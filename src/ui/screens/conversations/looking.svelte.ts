// Owns what a person has before them in a set: the filter of its list, and the conversations chosen in it. Judge and Export
// take it up. It lasts as long as the page; choosing in another set begins anew.
import { everything, type ListQuery } from '../../../core/listing/query.ts';

const nothing: ReadonlySet<string> = new Set();

class Looking {
  #setId: string | null = $state(null);
  #query: ListQuery = $state.raw(everything);
  #total = $state(0);
  #chosen: ReadonlySet<string> = $state.raw(nothing);

  at(setId: string, query: ListQuery, total: number): void {
    if (setId !== this.#setId) this.#chosen = nothing;
    [this.#setId, this.#query, this.#total] = [setId, query, total];
  }

  /** How the set's list is filtered, and how many it lists; null where nobody has looked at that set. */
  filterOf(setId: string): { readonly query: ListQuery; readonly total: number } | null {
    return setId === this.#setId ? { query: this.#query, total: this.#total } : null;
  }

  chosenOf(setId: string): ReadonlySet<string> {
    return setId === this.#setId ? this.#chosen : nothing;
  }

  choose(setId: string, ids: Iterable<string>): void {
    if (setId === this.#setId) this.#chosen = new Set(ids);
  }

  /** In if they were not all in, else out. */
  toggle(setId: string, ids: readonly string[]): void {
    const before = this.chosenOf(setId);
    const areAllIn = ids.every((id) => before.has(id));
    this.choose(setId, areAllIn ? [...before].filter((id) => !ids.includes(id)) : [...before, ...ids]);
  }
}

export const looking = new Looking();
