// Owns tables that were published with their results: the statistics of trust are held to them here, and to Python's packages
// in tests/references.
import type { ValuePair } from '../../../src/core/trust/two-raters.ts';

type Step = 1 | 2 | 3 | 4 | 5;

/** Krippendorff 2011, “Computing Krippendorff's Alpha-Reliability”, section D: 4 observers, 12 units, gaps (·). */
export const krippendorff2011: readonly (readonly (Step | null)[])[] = columnsOf(
  '1 2 3 3 2 1 4 1 2 · · ·',
  '1 2 3 3 2 2 4 1 2 5 · 3',
  '· 3 3 3 2 3 4 2 2 5 1 ·',
  '1 2 3 3 2 4 4 1 2 5 1 ·',
);

/** Fleiss 1971, table 1: 30 patients, six psychiatrists each, five diagnoses. */
export const fleiss1971: readonly (readonly Step[])[] = (
  '444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 ' +
  '144444 124444 222333 144444 224445 333335 111455 111112 224444 133555 ' +
  '555555 244444 224555 114444 144445 222224 111155 224444 133333 555555'
)
  .split(' ')
  .map((patient) => [...patient].map((diagnosis) => Number(diagnosis) as Step));

export const steps: readonly Step[] = [1, 2, 3, 4, 5];

/** Cohen 1960, table 1, and Cohen 1968, table 1: two judges, 200 cases; counts of personality disorder, neurosis, psychosis. */
export const cohen1960 = pairsOf([
  [88, 14, 18],
  [10, 40, 10],
  [2, 6, 12],
]);

/** Gwet 2002, “Kappa statistic is not satisfactory for assessing the extent of agreement between raters”: yes is rare. */
export const gwet2002 = pairsOf([
  [118, 5],
  [2, 0],
]);

/** counts[i][j] items got i from the first rater and j from the second. */
export function pairsOf(counts: readonly (readonly number[])[]): readonly ValuePair<number>[] {
  return counts.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, (): ValuePair<number> => [first, second])),
  );
}

function columnsOf(...raters: readonly string[]): (Step | null)[][] {
  const rows = raters.map((line) =>
    line.split(' ').map((cell) => (cell === '·' ? null : (Number(cell) as Step))),
  );
  return (rows[0] ?? []).map((_, unit) => rows.map((row) => row[unit] ?? null));
}
