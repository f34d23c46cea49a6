// Owns how far any number of raters agree, each of whom may have left items out: Krippendorff's α, Gwet's AC1 and Fleiss' κ.
// Two raters without gaps are a case of it.
import type { ConfusionMatrix, Value } from './two-raters.ts';

/** What was given to one item, a place a rater; null where that rater gave nothing. */
export type ItemRatings<Given extends Value> = readonly (Given | null)[];

export const levels = ['nominal', 'ordinal', 'interval'] as const;
/** How far two values differ. nominal: the same or not · ordinal: by how many values lie between · interval: as numbers. */
export type Level = (typeof levels)[number];

const givenIn = <Given extends Value>(item: ItemRatings<Given>): Given[] =>
  item.filter((value): value is Given => value !== null);

/**
 * Krippendorff's α (Krippendorff 2011, “Computing Krippendorff's Alpha-Reliability”): 1 − observed ÷ expected disagreement, over
 * the pairs of values that stand at one item. Items with fewer than two values take no part. `scale` holds the values in their
 * order; for `interval` they are numbers. Not defined (null): without such pairs, and where all values are the same.
 */
export function krippendorffAlpha<Given extends Value>(
  items: readonly ItemRatings<Given>[],
  scale: readonly Given[],
  level: Level,
): number | null {
  const places = new Map(scale.map((value, place) => [value, place]));
  const coincidences = scale.map(() => scale.map(() => 0));
  for (const item of items) addCoincidences(givenIn(item), places, coincidences);
  return alphaOf(coincidences, scale, level);
}

/** Of two raters without gaps, from their table: each item stands in it once, and counts in both orders. */
export const alphaOfTable = <Given extends Value>(
  { values, counts }: ConfusionMatrix<Given>,
  level: Level,
): number | null =>
  alphaOf(
    counts.map((row, at) => row.map((count, place) => count + (counts[place]?.[at] ?? 0))),
    values,
    level,
  );

function alphaOf(
  coincidences: readonly (readonly number[])[],
  scale: readonly Value[],
  level: Level,
): number | null {
  const totals = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0));
  const all = totals.reduce((sum, count) => sum + count, 0);
  const distance = distanceOf(level, scale, totals);
  let observed = 0;
  let expected = 0;
  for (let row = 0; row < scale.length; row += 1)
    for (let column = row + 1; column < scale.length; column += 1) {
      const apart = distance(row, column);
      observed += apart * (coincidences[row]?.[column] ?? 0);
      expected += apart * (totals[row] ?? 0) * (totals[column] ?? 0);
    }
  return expected === 0 ? null : 1 - ((all - 1) * observed) / expected;
}

/** Every ordered pair of values at one item counts 1 ÷ (values there − 1), so that each value counts once. */
function addCoincidences<Given extends Value>(
  given: readonly Given[],
  places: ReadonlyMap<Given, number>,
  coincidences: number[][],
): void {
  const at = given.flatMap((value) => places.get(value) ?? []);
  if (at.length < 2) return;
  for (const [one, row] of at.entries())
    for (const [other, column] of at.entries()) {
      const counts = coincidences[row];
      if (one !== other && counts) counts[column] = (counts[column] ?? 0) + 1 / (at.length - 1);
    }
}

function distanceOf(level: Level, scale: readonly Value[], totals: readonly number[]) {
  switch (level) {
    case 'nominal':
      return () => 1;
    case 'interval':
      return (row: number, column: number) => (Number(scale[row]) - Number(scale[column])) ** 2;
    case 'ordinal':
      return (low: number, high: number) => {
        const between = totals.slice(low, high + 1).reduce((sum, count) => sum + count, 0);
        return (between - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2) ** 2;
      };
  }
}

/** How many raters gave each value to each item, and how often each value stands among all. */
function countsBy<Given extends Value>(items: readonly ItemRatings<Given>[], values: readonly Given[]) {
  return items.map((item) => {
    const given = givenIn(item);
    const counts = values.map((value) => given.filter((one) => one === value).length);
    return { counts, raters: counts.reduce((sum, count) => sum + count, 0) };
  });
}

/** Mean share of agreeing pairs of raters, over items that have two or more; null without any. */
function pairwiseAgreement(rows: ReturnType<typeof countsBy>): number | null {
  const shares = rows
    .filter(({ raters }) => raters > 1)
    .map(({ counts, raters }) =>
      counts.reduce((sum, count) => sum + (count * (count - 1)) / (raters * (raters - 1)), 0),
    );
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Mean over the items of the share that each value has there; what nobody rated takes no part. */
function meanShares(rows: ReturnType<typeof countsBy>, values: number): number[] {
  const rated = rows.filter(({ raters }) => raters > 0);
  return Array.from(
    { length: values },
    (_, value) =>
      rated.reduce((sum, { counts, raters }) => sum + (counts[value] ?? 0) / raters, 0) / rated.length,
  );
}

/**
 * Gwet's AC1 (Gwet 2008, “Computing inter-rater reliability and its variance in the presence of high agreement”): as κ, with the
 * chance that two raters agree when they guess on the hard items only. It stays high where one value is rare. `values` holds all
 * that can be given, at least two. Raters who gave one value throughout agree: 1. Not defined (null): where no item has two
 * values, and with fewer than two values to give.
 */
export function gwetAc1<Given extends Value>(
  items: readonly ItemRatings<Given>[],
  values: readonly Given[],
): number | null {
  const rows = countsBy(items, values);
  const observed = pairwiseAgreement(rows);
  if (observed === null || values.length < 2) return null;
  return ac1Of(observed, meanShares(rows, values.length));
}

/** Of two raters without gaps, from their table. */
export function ac1OfTable<Given extends Value>({ counts, n }: ConfusionMatrix<Given>): number | null {
  if (n === 0 || counts.length < 2) return null;
  const same = counts.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
  const shares = counts.map(
    (row, at) =>
      (row.reduce((sum, count) => sum + count, 0) +
        counts.reduce((sum, other) => sum + (other[at] ?? 0), 0)) /
      (2 * n),
  );
  return ac1Of(same / n, shares);
}

function ac1Of(observed: number, shares: readonly number[]): number {
  const expected = shares.reduce((sum, share) => sum + share * (1 - share), 0) / (shares.length - 1);
  return (observed - expected) / (1 - expected);
}

/**
 * Fleiss' κ (Fleiss 1971): for a fixed number of raters an item, who need not be the same people. Items that fewer than the most
 * rated are left out, since the formula knows no gaps; α does. Not defined (null): below two raters, and where all values are the
 * same.
 */
export function fleissKappa<Given extends Value>(
  items: readonly ItemRatings<Given>[],
  values: readonly Given[],
): number | null {
  const rows = countsBy(items, values);
  const most = rows.reduce((found, { raters }) => Math.max(found, raters), 0);
  const full = rows.filter(({ raters }) => raters === most);
  const observed = pairwiseAgreement(full);
  if (observed === null) return null;
  const expected = meanShares(full, values.length).reduce((sum, share) => sum + share ** 2, 0);
  return expected > 1 - 1e-12 ? null : (observed - expected) / (1 - expected);
}
