// Owns comparing two versions of an expert on the same labels: McNemar's test, and how many more labels would show the
// difference (“label about n more”).

/** On how many labels exactly one of the two versions is right, and on how many both were tried. */
export interface PairedCounts {
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly n: number;
}

export function pairedCounts(
  items: readonly { readonly firstIsRight: boolean; readonly secondIsRight: boolean }[],
): PairedCounts {
  const onlyFirst = items.filter((item) => item.firstIsRight && !item.secondIsRight).length;
  const onlySecond = items.filter((item) => item.secondIsRight && !item.firstIsRight).length;
  return { onlyFirst, onlySecond, n: items.length };
}

export interface PairedTest {
  /** Two-sided, by the binomial distribution; never too bold, and often too timid. */
  readonly exact: number;
  /** Two-sided mid-p (Fagerland, Lydersen & Laake 2013): nearer to its nominal 5 %. */
  readonly midP: number;
}

/** McNemar's test (McNemar 1947) on the labels on which the two differ. Where they never differ, both are 1. */
export function mcNemar({ onlyFirst, onlySecond }: Omit<PairedCounts, 'n'>): PairedTest {
  const differing = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let below = 0;
  for (let count = 0; count <= fewer; count += 1) below += binomialHalf(differing, count);
  const exact = Math.min(1, 2 * below);
  const atPoint = binomialHalf(differing, fewer);
  if (differing === 0) return { exact: 1, midP: 1 };
  return { exact, midP: onlyFirst === onlySecond ? 1 - atPoint / 2 : exact - atPoint };
}

/** Probability of `count` heads in `throws` of a fair coin, by logarithms, so that hundreds do not overflow. */
function binomialHalf(throws: number, count: number): number {
  let logarithm = -throws * Math.LN2;
  for (let index = 1; index <= count; index += 1) logarithm += Math.log((throws - count + index) / index);
  return Math.exp(logarithm);
}

/** Quantiles of the normal distribution: two-sided 5 %, and 80 % power. */
const quantiles = { alpha: 1.959963984540054, power: 0.8416212335729143 };

/**
 * Labels in all that McNemar's test needs to find this difference in 80 of 100 trials at 5 %, if the two go on to differ as they
 * have so far (Connor 1987): n = (z_α √ψ + z_β √(ψ − δ²))² ÷ δ², ψ the share of labels on which they differ, δ the difference
 * between the two ways. null where no difference is seen: no number of labels would be enough.
 */
export function labelsNeeded({ onlyFirst, onlySecond, n }: PairedCounts): number | null {
  if (n === 0 || onlyFirst === onlySecond) return null;
  const differing = (onlyFirst + onlySecond) / n;
  const difference = Math.abs(onlyFirst - onlySecond) / n;
  const spread =
    quantiles.alpha * Math.sqrt(differing) + quantiles.power * Math.sqrt(differing - difference ** 2);
  return Math.ceil(spread ** 2 / difference ** 2);
}

/** How many more to label; 0 where there are enough. null as in `labelsNeeded`. */
export function labelsLacking(counts: PairedCounts): number | null {
  const needed = labelsNeeded(counts);
  return needed === null ? null : Math.max(0, needed - counts.n);
}
