// Owns intervals of confidence: what one is, that of a share, and that of any figure by drawing the conversations again.
import { derive } from '../random.ts';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

/** Where the true value lies with 95 % confidence, both ends included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A figure with how many it was taken from. null: not defined on these. */
export interface Estimate {
  readonly value: number | null;
  readonly n: number;
  readonly interval: Interval | null;
}

/** The 97.5th percentile of the normal distribution. */
const z = 1.959963984540054;

/**
 * `count` of `of`, with Wilson's interval (Wilson 1927, without continuity correction), which keeps within 0 … 1 and does not
 * collapse at either end. Of none: neither value nor interval.
 */
export function shareOf(count: number, of: number): Estimate {
  if (of === 0) return { value: null, n: 0, interval: null };
  const share = count / of;
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const low = count === 0 ? 0 : centre - half;
  const high = count === of ? 1 : centre + half;
  return { value: share, n: of, interval: { low, high } };
}

/** Mean with its interval by the normal distribution (± 1.96 standard errors); below two values there is no interval. */
export function meanOf(values: readonly number[]): Estimate {
  const n = values.length;
  if (n === 0) return { value: null, n, interval: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { value: mean, n, interval: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = z * Math.sqrt(variance / n);
  return { value: mean, n, interval: { low: mean - half, high: mean + half } };
}

/**
 * The interval of `statistic` by the percentile bootstrap (Efron 1979): groups are drawn with replacement as often as there
 * are, all items of a drawn group go in together, and the middle 95 % of the values so gained is the interval. A group is a
 * conversation: what was judged within one hangs together. Draws on which the statistic is not defined are left out. null
 * below two groups, and where it is not defined on more than half of the draws.
 */
export function bootstrapInterval<Item>(
  groups: readonly (readonly Item[])[],
  statistic: (items: readonly Item[]) => number | null,
  seed: number,
  draws = 1000,
): Interval | null {
  const ofDrawn = (drawn: readonly number[]) => [statistic(drawn.flatMap((place) => groups[place] ?? []))];
  return bootstrapIntervals(groups.length, ofDrawn, seed, draws)[0] ?? null;
}

/**
 * The same for several statistics of the same draws, which costs the drawing once. `statistics` is given the places of the groups
 * drawn, in a list that the next draw overwrites.
 */
export function bootstrapIntervals(
  groupCount: number,
  statistics: (drawn: readonly number[]) => readonly (number | null)[],
  seed: number,
  draws = 1000,
): readonly (Interval | null)[] {
  if (groupCount < 2) return [];
  const generator = xoroshiro128plus(derive(seed, 'bootstrap'));
  const values: number[][] = [];
  const drawn = new Array<number>(groupCount).fill(0);
  for (let draw = 0; draw < draws; draw += 1) {
    for (let place = 0; place < groupCount; place += 1)
      drawn[place] = uniformInt(generator, 0, groupCount - 1);
    for (const [which, value] of statistics(drawn).entries()) {
      const own = (values[which] ??= []);
      if (value !== null) own.push(value);
    }
  }
  return values.map((own) => middleOf(own, draws));
}

function middleOf(values: readonly number[], draws: number): Interval | null {
  if (values.length * 2 <= draws) return null;
  const sorted = [...values].sort((one, other) => one - other);
  return { low: percentile(sorted, 0.025), high: percentile(sorted, 0.975) };
}

/** Between neighbours in proportion (type 7 of Hyndman & Fan 1996, as in numpy). `sorted` is not empty. */
function percentile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Items that belong together, as `bootstrapInterval` draws them; in the order in which each group is first met. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
