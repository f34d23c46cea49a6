// Owns who talks with whom (method.md, section 1.6): by shared categories, as in the paper, or at random. Each profile is in
// at most one pair. An index of the categories keeps 10,000 profiles from being held against each other one by one.
import { asTold } from './draw.ts';
import { derive, sample, shuffle } from '../random.ts';
import type { Attribute, Pair, Profile } from './profile.ts';

/** The paper pairs profiles whose score exceeds this. */
export const paperScore = 2;

export interface SharedCategory {
  readonly category: string;
  readonly first: readonly Attribute[];
  readonly second: readonly Attribute[];
}

/** Why a score is what it is: each category that both profiles have, with the attributes of either. */
export function sharedCategories([first, second]: Pair['profiles']): readonly SharedCategory[] {
  const inCategory = ({ attributes }: Profile, category: string) =>
    attributes.filter((attribute) => attribute.category === category);
  const categories = new Set(first.attributes.flatMap(({ category }) => category ?? []));
  return [...categories]
    .map((category) => ({
      category,
      first: inCategory(first, category),
      second: inCategory(second, category),
    }))
    .filter((shared) => shared.second.length > 0);
}

/** The number of pairs of attributes, one from each profile, that share a category. */
export const pairScore = (profiles: Pair['profiles']): number =>
  sharedCategories(profiles).reduce((sum, { first, second }) => sum + first.length * second.length, 0);

export interface Pairing {
  readonly pairs: readonly Pair[];
  /** Profiles that found no partner, or were not needed. */
  readonly alone: readonly Profile[];
}

const pairOf = (first: Profile, second: Profile): Pair => ({
  id: `${first.id}~${second.id}`,
  profiles: [asTold(first), asTold(second)],
});

/** The order in which profiles are given changes nothing. */
const inDrawnOrder = (profiles: readonly Profile[], seed: number): Profile[] =>
  shuffle(
    [...profiles].sort((a, b) => (a.id < b.id ? -1 : 1)),
    seed,
  );

export function pairAtRandom(profiles: readonly Profile[], count: number, seed: number): Pairing {
  const drawn = inDrawnOrder(profiles, derive(seed, 'pairs'));
  const pairs: Pair[] = [];
  while (pairs.length < count && drawn.length > 1) {
    const [first, second] = drawn.splice(-2);
    if (first && second) pairs.push(pairOf(first, second));
  }
  return { pairs, alone: drawn };
}

/** Each profile in turn gets a partner, drawn among those that are free and share more than `moreThan`. */
export function pairByCategories(
  profiles: readonly Profile[],
  { moreThan = paperScore, count, seed }: { moreThan?: number; count: number; seed: number },
): Pairing {
  const drawn = inDrawnOrder(profiles, derive(seed, 'pairs'));
  const index = new CategoryIndex(drawn);
  const pairs: Pair[] = [];
  for (const [place, first] of drawn.entries()) {
    if (pairs.length === count) break;
    if (!index.isFree(place)) continue;
    const partners = index.scores(place).filter(([, score]) => score > moreThan);
    const [partner] = sample(partners, 1, derive(seed, 'partner', first.id));
    const second = partner && drawn[partner[0]];
    if (!partner || !second) continue;
    index.take(place, partner[0]);
    pairs.push(pairOf(first, second));
  }
  return { pairs, alone: drawn.filter((_, place) => index.isFree(place)) };
}

/** Who has attributes of which category, and who is still free. */
class CategoryIndex {
  readonly #profiles: readonly Profile[];
  readonly #free: boolean[];
  /** For each category the places of profiles that have it, once for each attribute. */
  readonly #places = new Map<string, number[]>();

  constructor(profiles: readonly Profile[]) {
    this.#profiles = profiles;
    this.#free = profiles.map(() => true);
    for (const [place, { attributes }] of profiles.entries())
      for (const { category } of attributes)
        if (category !== undefined) {
          const places = this.#places.get(category) ?? [];
          places.push(place);
          this.#places.set(category, places);
        }
  }

  isFree(place: number): boolean {
    return this.#free[place] === true;
  }

  take(...places: readonly number[]): void {
    for (const place of places) this.#free[place] = false;
  }

  /** The scores of the free profiles that share a category with one, in the order of their places. */
  scores(of: number): readonly (readonly [place: number, score: number])[] {
    const scores = new Map<number, number>();
    for (const { category } of this.#profiles[of]?.attributes ?? []) {
      for (const place of this.#freePlaces(category))
        if (place !== of) scores.set(place, (scores.get(place) ?? 0) + 1);
    }
    return [...scores].sort(([a], [b]) => a - b);
  }

  /** Those that were taken are swept out as they are met, so that a long list gets shorter. */
  #freePlaces(category: string | undefined): readonly number[] {
    if (category === undefined) return [];
    const places = (this.#places.get(category) ?? []).filter((place) => this.#free[place]);
    this.#places.set(category, places);
    return places;
  }
}
