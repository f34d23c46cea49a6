// Owns how far two raters agree beyond chance, a critic and a person say: Cohen's κ, its weighted form for scales, and the
// table that both are taken from.
//
// Not defined (null): on no items, and where both raters gave one and the same value throughout, since then all agreement is
// what chance would give. One of them constant is defined and gives 0. κ falls when a value is rare although the raters hardly
// differ; AC1 (several-raters.ts) does not.

/** A value that can be given: a word of a closed list, or a step of a scale. */
export type Value = string | number;

/** What the first and the second rater gave to one item. */
export type ValuePair<Given extends Value> = readonly [first: Given, second: Given];

/** counts[i][j]: items to which the first rater gave values[i] and the second values[j]. */
export interface ConfusionMatrix<Given extends Value> {
  readonly values: readonly Given[];
  readonly counts: readonly (readonly number[])[];
  readonly n: number;
}

/** `values`: all that can be given, in the order of the scale. What is not among them is left out. */
export function confusionMatrix<Given extends Value>(
  pairs: readonly ValuePair<Given>[],
  values: readonly Given[],
): ConfusionMatrix<Given> {
  const places = new Map(values.map((value, place) => [value, place]));
  const counts = values.map(() => values.map(() => 0));
  let n = 0;
  for (const [first, second] of pairs) {
    const row = counts[places.get(first) ?? -1];
    const column = places.get(second);
    if (!row || column === undefined) continue;
    row[column] = (row[column] ?? 0) + 1;
    n += 1;
  }
  return { values, counts, n };
}

/** Share of items with the same value from both; null on none. */
export const agreementShare = <Given extends Value>(pairs: readonly ValuePair<Given>[]): number | null =>
  pairs.length === 0 ? null : pairs.filter(([first, second]) => first === second).length / pairs.length;

/** What a difference between two places of the scale weighs: all the same, or by its square. */
export const differing = (row: number, column: number): number => (row === column ? 0 : 1);
export const bySquare = (row: number, column: number): number => (row - column) ** 2;

/** Cohen's κ (Cohen 1960): (observed − expected agreement) ÷ (1 − expected). −1 … 1. */
export const cohenKappa = <Given extends Value>(
  pairs: readonly ValuePair<Given>[],
  values: readonly Given[],
): number | null => kappaOf(confusionMatrix(pairs, values), differing);

/**
 * κ with quadratic weights (Cohen 1968): a difference of two steps weighs four times one of a single step. Steps are places in
 * `scale`, which must hold every step, also one that nobody gave.
 */
export const quadraticKappa = <Given extends Value>(
  pairs: readonly ValuePair<Given>[],
  scale: readonly Given[],
): number | null => kappaOf(confusionMatrix(pairs, scale), bySquare);

/** 1 − observed ÷ expected disagreement, each weighted: Cohen's general form (1968), of which the plain κ is a case. */
export function kappaOf<Given extends Value>(
  { counts, n }: ConfusionMatrix<Given>,
  weight: (row: number, column: number) => number,
): number | null {
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = counts.map((_, column) => counts.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  let observed = 0;
  let expected = 0;
  for (const [row, ofRow] of rows.entries())
    for (const [column, ofColumn] of columns.entries()) {
      observed += weight(row, column) * (counts[row]?.[column] ?? 0);
      expected += (weight(row, column) * ofRow * ofColumn) / n;
    }
  return n === 0 || expected === 0 ? null : 1 - observed / expected;
}
