// Owns the merge tree of texts by meaning: agglomerative clustering with average linkage and the cosine distance
// (method.md, section 1.1). The nearest-neighbour chain (Murtagh 1983) finds it in O(n²) steps on the lower half of the
// distance matrix, each merge updating it by the formula of Lance and Williams (1967).

/** Two nodes become one. Nodes 0 … n−1 are the leaves; merge k makes node n + k. */
export interface Merge {
  readonly first: number;
  readonly second: number;
  /** The mean cosine distance (0 … 2) between the leaves of the one and those of the other. */
  readonly distance: number;
}

export interface MergeTree {
  readonly leaves: number;
  /** leaves − 1 of them, the nearest first. */
  readonly merges: readonly Merge[];
}

/** The matrix takes two bytes for each pair of leaves: 450 MB at this size. */
export const mostLeaves = 15_000;

/** Rows that are compared with each other while they are near in memory; even. */
const block = 64;

/**
 * `vectors`: leaves × dimensions, one after the other, each of unit length. `onProgress` hears the share done, 0 … 1.
 * Needs 2 n² bytes and n² × dimensions / 2 multiplications; throws `RangeError` for more than `mostLeaves`.
 */
export function mergeTree(
  vectors: Float32Array,
  dimensions: number,
  onProgress: (share: number) => void = () => undefined,
): MergeTree {
  const leaves = vectors.length / dimensions;
  if (leaves > mostLeaves) throw new RangeError(`${leaves} texts are more than ${mostLeaves}.`);
  const rows = distanceRows(vectors, dimensions, leaves, onProgress);
  return { leaves, merges: inOrder(leaves, chain(rows, leaves)) };
}

/** Row i holds the distances to 0 … i − 1. */
function distanceRows(
  vectors: Float32Array,
  dimensions: number,
  leaves: number,
  onProgress: (share: number) => void,
): Float32Array[] {
  const rows = Array.from({ length: leaves }, (_, row) => new Float32Array(row));
  const panel = (from: number) =>
    panelOf(vectors.subarray(from * dimensions, (from + block) * dimensions), dimensions);
  const dots = new Float64Array(block * block);
  for (let from = 0; from < leaves; from += block) {
    const ours = panel(from);
    for (let against = 0; against <= from; against += block) {
      dotsOf(ours, against === from ? ours : panel(against), dimensions, dots);
      for (let row = from; row < Math.min(from + block, leaves); row += 1) {
        const distances = rows[row] ?? new Float32Array();
        for (let other = against; other < Math.min(against + block, row); other += 1)
          distances[other] = 1 - (dots[(row - from) * block + other - against] ?? 0);
      }
    }
    onProgress(Math.min((from + block) / leaves, 1) ** 2);
  }
  return rows;
}

/** In the numbers that a processor multiplies without conversion; zeros fill the last panel up. */
function panelOf(vectors: Float32Array, dimensions: number): Float64Array {
  const panel = new Float64Array(block * dimensions);
  panel.set(vectors);
  return panel;
}

/** The products of each row with each; two rows by two at once, so that each number read is used twice. */
function dotsOf(one: Float64Array, other: Float64Array, dimensions: number, dots: Float64Array): void {
  for (let row = 0; row < block; row += 2)
    for (let column = 0; column < block; column += 2) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      const row0 = row * dimensions;
      const row1 = row0 + dimensions;
      const column0 = column * dimensions;
      const column1 = column0 + dimensions;
      for (let at = 0; at < dimensions; at += 1) {
        const x = one[row0 + at] ?? 0;
        const y = one[row1 + at] ?? 0;
        const u = other[column0 + at] ?? 0;
        const v = other[column1 + at] ?? 0;
        a += x * u;
        b += x * v;
        c += y * u;
        d += y * v;
      }
      const to = row * block + column;
      dots[to] = a;
      dots[to + 1] = b;
      dots[to + block] = c;
      dots[to + block + 1] = d;
    }
}

/** The merges in the order in which the chain finds them; a cluster goes by the number of one of its leaves. */
function chain(rows: readonly Float32Array[], leaves: number): Merge[] {
  const sizes = new Int32Array(leaves).fill(1);
  const living = Array.from({ length: leaves }, (_, leaf) => leaf);
  const merges: Merge[] = [];
  const path: number[] = [];
  while (merges.length < leaves - 1) {
    const [end, before] = [path.at(-1) ?? living[0] ?? 0, path.at(-2)];
    if (path.length === 0) path.push(end);
    const { nearest, distance } = nearestOf(end, before, rows, living);
    if (nearest !== before) {
      path.push(nearest);
      continue;
    }
    path.splice(-2);
    merges.push({ first: nearest, second: end, distance });
    living.splice(living.indexOf(end), 1);
    unite(nearest, end, rows, living, sizes);
  }
  return merges;
}

/** Where two are equally near, the one before in the chain is taken, so that the chain ends. */
function nearestOf(
  of: number,
  before: number | undefined,
  rows: readonly Float32Array[],
  living: readonly number[],
): { readonly nearest: number; readonly distance: number } {
  let nearest = before ?? -1;
  let distance = before === undefined ? Infinity : between(rows, of, before);
  for (const other of living) {
    if (other === of) continue;
    const found = between(rows, of, other);
    if (found < distance) [nearest, distance] = [other, found];
  }
  return { nearest, distance };
}

const between = (rows: readonly Float32Array[], one: number, other: number): number =>
  (one > other ? rows[one]?.[other] : rows[other]?.[one]) ?? 0;

function unite(
  into: number,
  gone: number,
  rows: readonly Float32Array[],
  living: readonly number[],
  sizes: Int32Array,
): void {
  const [ours, theirs] = [sizes[into] ?? 1, sizes[gone] ?? 1];
  for (const other of living) {
    if (other === into) continue;
    const row = rows[Math.max(into, other)];
    const mean = (ours * between(rows, into, other) + theirs * between(rows, gone, other)) / (ours + theirs);
    if (row) row[Math.min(into, other)] = mean;
  }
  sizes[into] = ours + theirs;
}

/** The same merges, nearest first, with nodes for names. */
function inOrder(leaves: number, found: readonly Merge[]): Merge[] {
  const nodeOf = Array.from({ length: leaves }, (_, leaf) => leaf);
  const parents = Int32Array.from(nodeOf);
  const rootOf = (leaf: number): number => {
    let root = leaf;
    while (parents[root] !== root) root = parents[root] = parents[parents[root] ?? root] ?? root;
    return root;
  };
  return [...found]
    .sort((one, other) => one.distance - other.distance)
    .map(({ first, second, distance }, index) => {
      const [one, other] = [rootOf(first), rootOf(second)];
      const [nodeOne = one, nodeOther = other] = [nodeOf[one], nodeOf[other]];
      parents[other] = one;
      nodeOf[one] = leaves + index;
      return { first: Math.min(nodeOne, nodeOther), second: Math.max(nodeOne, nodeOther), distance };
    });
}

/** The tree cut into so many clusters (1 … leaves): the leaves of each, the largest cluster first. */
export function cutInto({ leaves, merges }: MergeTree, clusters: number): readonly (readonly number[])[] {
  const members = new Map<number, number[]>(Array.from({ length: leaves }, (_, leaf) => [leaf, [leaf]]));
  merges.slice(0, leaves - clusters).forEach(({ first, second }, index) => {
    members.set(leaves + index, [...(members.get(first) ?? []), ...(members.get(second) ?? [])]);
    members.delete(first);
    members.delete(second);
  });
  return [...members.values()]
    .map((cluster) => cluster.sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}
