// Owns cutting a set into train, validation and test without leaks: no profile stands in two of them. Pairs that share a profile
// hang together; where what hangs together fits into train, it stays together. Where it does not, the profiles are divided, and
// a pair of two profiles from different parts belongs to none: it goes to `mixed`, or is left out.
import { shuffle } from '../random.ts';

export const splitNames = ['train', 'validation', 'test', 'mixed'] as const;
export type SplitName = (typeof splitNames)[number];

export interface SplitWish {
  /** Shares of the pairs, in percent; what they come to is taken as the whole. Where all are 0, all pairs are train. */
  readonly shares: Readonly<Record<Exclude<SplitName, 'mixed'>, number>>;
  readonly seed: number;
  readonly crossing: 'mixed' | 'left out';
}

export interface Split {
  /** For each pair the place of its part in `splitNames`, or −1 where it is left out. */
  readonly parts: Int8Array;
  readonly counts: Readonly<Record<SplitName, number>>;
  readonly leftOut: number;
  /** Whether what hangs together stayed together, or the profiles themselves were divided. */
  readonly by: 'components' | 'profiles';
}

const main = ['train', 'validation', 'test'] as const;

/** Pair i has the profiles `first[i]` and `second[i]`, each a number that stands for all that the profile says. */
export function splitPairs(first: ArrayLike<number>, second: ArrayLike<number>, wish: SplitWish): Split {
  const total = main.reduce((sum, name) => sum + wish.shares[name], 0);
  const shares = total > 0 ? main.map((name) => wish.shares[name] / total) : [1, 0, 0];
  const targets = shares.map((share) => first.length * share);
  const components = componentsOf(first, second);
  const largest = Math.max(0, ...[...components.values()].map(({ length }) => length));
  return largest <= (targets[0] ?? 0)
    ? counted(byComponents(components, targets, first.length, wish.seed), 'components')
    : counted(byProfiles(first, second, targets, wish), 'profiles');
}

/** Pairs by the component that they belong to (union–find over profiles). */
function componentsOf(first: ArrayLike<number>, second: ArrayLike<number>): Map<number, number[]> {
  const parents = new Map<number, number>();
  const rootOf = (profile: number): number => {
    let root = profile;
    for (let above = parents.get(root); above !== undefined && above !== root; above = parents.get(root))
      root = above;
    // Whoever is asked next is nearer to the root.
    for (let at = profile; at !== root;) {
      const above = parents.get(at) ?? root;
      parents.set(at, root);
      at = above;
    }
    return root;
  };
  for (let pair = 0; pair < first.length; pair += 1)
    parents.set(rootOf(first[pair] ?? 0), rootOf(second[pair] ?? 0));
  const components = new Map<number, number[]>();
  for (let pair = 0; pair < first.length; pair += 1) {
    const root = rootOf(first[pair] ?? 0);
    const known = components.get(root);
    if (known) known.push(pair);
    else components.set(root, [pair]);
  }
  return components;
}

/** The largest first, each to the part that lacks most. */
function byComponents(
  components: ReadonlyMap<number, readonly number[]>,
  targets: readonly number[],
  count: number,
  seed: number,
): Int8Array {
  const parts = new Int8Array(count);
  const lacking = [...targets];
  const inOrder = shuffle([...components.values()], seed).sort((a, b) => b.length - a.length);
  for (const pairs of inOrder) {
    const part = lacking.indexOf(Math.max(...lacking));
    for (const pair of pairs) parts[pair] = part;
    lacking[part] = (lacking[part] ?? 0) - pairs.length;
  }
  return parts;
}

function byProfiles(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  targets: readonly number[],
  { seed, crossing }: SplitWish,
): Int8Array {
  const profiles = [...new Set([...Array.from(first), ...Array.from(second)])].sort((a, b) => a - b);
  const whole = targets.reduce((sum, target) => sum + target, 0) || 1;
  const ends = targets.map((_, part) =>
    Math.round(
      (profiles.length * targets.slice(0, part + 1).reduce((sum, target) => sum + target, 0)) / whole,
    ),
  );
  const partOf = new Map(
    shuffle(profiles, seed).map((profile, place) => [profile, ends.findIndex((end) => place < end)]),
  );
  return Int8Array.from({ length: first.length }, (_, pair) => {
    const [one, other] = [partOf.get(first[pair] ?? 0) ?? 0, partOf.get(second[pair] ?? 0) ?? 0];
    if (one === other) return one;
    return crossing === 'mixed' ? splitNames.indexOf('mixed') : -1;
  });
}

function counted(parts: Int8Array, by: Split['by']): Split {
  const counts = { train: 0, validation: 0, test: 0, mixed: 0 };
  let leftOut = 0;
  for (const part of parts) {
    const name = splitNames[part];
    if (name) counts[name] += 1;
    else leftOut += 1;
  }
  return { parts, counts, leftOut, by };
}
