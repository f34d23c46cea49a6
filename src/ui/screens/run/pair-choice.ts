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
export function chosenPairIds(pairs: readonly Pair[], choice: PairChoice): readonly string[] {
  switch (choice.kind) {
    case 'all':
      return pairs.map(({ id }) => id);
    case 'first':
      return Number.isInteger(choice.count) && choice.count > 0
        ? pairs.slice(0, choice.count).map(({ id }) => id)
        : [];
    case 'picked':
      return pairs.flatMap(({ id }) => (choice.ids.has(id) ? [id] : []));
  }
}

export function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const without = new Set(ids);
  return without.delete(id) ? without : new Set([...ids, id]);
}
