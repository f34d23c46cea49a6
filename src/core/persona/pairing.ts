// Owns who talks with whom (method.md, section 1.6): by shared categories, as in the paper, or at random. Each profile is in
// at most one pair. An index of the categories keeps 10,000 profiles from being held against each other one by one.
import { asTold } from './draw.ts';
import { derive, shuffle } from '../random.ts';
import type { Attribute, Pair, Profile } from './profile.ts';

/** The paper pairs profiles whose score exceeds this. */
export const paperScore = 2;

/** Two profiles of ten attributes, all of one category, share 100. */
export const pairingRanges = {
  count: { min: 1, max: 20_000 },
  seed: { min: 1, max: 2 ** 31 - 2 },
  moreThan: { min: 0, max: 100 },
} as const;

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

/** Two profiles as they go into a run. */
export const pairOf = (first: Profile, second: Profile): Pair => ({
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
    const partner = index.drawPartner(place, moreThan, derive(seed, 'partner', first.id));
    const second = partner === undefined ? undefined : drawn[partner];
    if (partner === undefined || !second) continue;
    index.take(place, partner);
    pairs.push(pairOf(first, second));
  }
  return { pairs, alone: drawn.filter((_, place) => index.isFree(place)) };
}

/** Free profiles that are tried at random before all that share a category are looked through. */
const mostProbes = 32;

/** Who has attributes of which category, and who is still free. */
class CategoryIndex {
  /** The categories of each profile's attributes. */
  readonly #categories: readonly (readonly string[])[];
  /** The places that are free in any order, and for each place where it stands in there; −1 when taken. */
  readonly #free: number[];
  readonly #standing: Int32Array;
  /** Counted up for one profile at a time, and back to zero after it. */
  readonly #scores: Int32Array;
  /** For each category the places of profiles that have it, once for each attribute. */
  readonly #places = new Map<string, number[]>();

  constructor(profiles: readonly Profile[]) {
    this.#categories = profiles.map(({ attributes }) => attributes.flatMap(({ category }) => category ?? []));
    this.#free = profiles.map((_, place) => place);
    this.#standing = Int32Array.from(this.#free);
    this.#scores = new Int32Array(profiles.length);
    for (const [place, categories] of this.#categories.entries())
      for (const category of categories) {
        const places = this.#places.get(category) ?? [];
        places.push(place);
        this.#places.set(category, places);
      }
  }

  isFree(place: number): boolean {
    return (this.#standing[place] ?? -1) >= 0;
  }

  take(...places: readonly number[]): void {
    for (const place of places) {
      const [standing, last] = [this.#standing[place] ?? -1, this.#free.pop()];
      if (last !== undefined && last !== place) {
        this.#free[standing] = last;
        this.#standing[last] = standing;
      }
      this.#standing[place] = -1;
    }
  }

  /**
   * A free profile whose score with one exceeds `moreThan`, each as likely as the other. Where many do, one of a few that are
   * drawn does; where few do, those that share a category are few.
   */
  drawPartner(of: number, moreThan: number, seed: number): number | undefined {
    for (let probe = 0; probe < mostProbes; probe += 1) {
      const place = this.#free[derive(seed, probe) % this.#free.length];
      if (place !== undefined && place !== of && this.#score(of, place) > moreThan) return place;
    }
    const partners = this.#partnersOf(of, moreThan);
    return partners[seed % partners.length];
  }

  #score(one: number, other: number): number {
    const theirs = this.#categories[other] ?? [];
    return (this.#categories[one] ?? []).reduce(
      (score, category) => score + theirs.filter((known) => known === category).length,
      0,
    );
  }

  #partnersOf(of: number, moreThan: number): readonly number[] {
    const met: number[] = [];
    for (const category of this.#categories[of] ?? [])
      for (const place of this.#freePlaces(category)) {
        if (place === of) continue;
        if (this.#scores[place] === 0) met.push(place);
        this.#scores[place] = (this.#scores[place] ?? 0) + 1;
      }
    const partners = met.filter((place) => (this.#scores[place] ?? 0) > moreThan);
    for (const place of met) this.#scores[place] = 0;
    return partners;
  }

  /** Those that were taken are swept out as they are met, so that a long list gets shorter. */
  #freePlaces(category: string): readonly number[] {
    const places = (this.#places.get(category) ?? []).filter((place) => this.isFree(place));
    this.#places.set(category, places);
    return places;
  }
}
