// Owns which of a project's pairs go into a run. Pure.
import type { Pair } from '../../../core/persona/profile.ts';

export type PairChoice =
  | { readonly kind: 'all' }
  | { readonly kind: 'first'; readonly count: number }
  | { readonly kind: 'picked'; readonly ids: ReadonlySet<string> };

/** Enough to see how the models do, few enough to wait for. */
const fewPairs = 10;

export const firstChoice = (pairs: readonly Pair[]): PairChoice =>
  pairs.length > fewPairs ? { kind: 'first', count: fewPairs } : { kind: 'all' };

/** In the order of the project, whatever order they were picked in. */
export function chosenPairs(pairs: readonly Pair[], choice: PairChoice): readonly Pair[] {
  switch (choice.kind) {
    case 'all':
      return pairs;
    case 'first':
      return Number.isInteger(choice.count) && choice.count > 0 ? pairs.slice(0, choice.count) : [];
    case 'picked':
      return pairs.filter(({ id }) => choice.ids.has(id));
  }
}

export function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const without = new Set(ids);
  return without.delete(id) ? without : new Set([...ids, id]);
}
