import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutInto, mergeTree, mostLeaves, type MergeTree } from '../../../src/core/persona/merge-tree.ts';

const dimensions = 5;

/** Vectors of unit length, one after the other. */
function flat(rows: readonly (readonly number[])[]): Float32Array {
  return Float32Array.from(
    rows.flatMap((row) => {
      const length = Math.hypot(...row);
      return row.map((value) => value / length);
    }),
  );
}

const row = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: dimensions, maxLength: dimensions })
  .filter((values) => values.some((value) => value !== 0));

/** By the definition: the two clusters with the smallest mean distance between their members, again and again. */
function slowDistances(vectors: Float32Array): number[] {
  const leaves = vectors.length / dimensions;
  const at = (leaf: number) => vectors.subarray(leaf * dimensions, (leaf + 1) * dimensions);
  const distance = (one: number, other: number) =>
    1 - at(one).reduce((sum, value, index) => sum + value * (at(other)[index] ?? 0), 0);
  let clusters = Array.from({ length: leaves }, (_, leaf) => [leaf]);
  const found: number[] = [];
  while (clusters.length > 1) {
    const pairs = clusters.flatMap((one, index) =>
      clusters.slice(index + 1).map((other) => {
        const all = one.flatMap((a) => other.map((b) => distance(a, b)));
        return { one, other, mean: all.reduce((sum, value) => sum + value, 0) / all.length };
      }),
    );
    const [nearest] = pairs.sort((a, b) => a.mean - b.mean);
    if (!nearest) break;
    found.push(nearest.mean);
    clusters = clusters.filter((cluster) => cluster !== nearest.one && cluster !== nearest.other);
    clusters.push([...nearest.one, ...nearest.other]);
  }
  return found;
}

/** The mean distance between the members of the two nodes of each merge. */
function recounted(tree: MergeTree, vectors: Float32Array): number[] {
  const members = new Map(Array.from({ length: tree.leaves }, (_, leaf) => [leaf, [leaf]]));
  const dot = (one: number, other: number) =>
    Array.from({ length: dimensions }).reduce<number>(
      (sum, _, at) => sum + (vectors[one * dimensions + at] ?? 0) * (vectors[other * dimensions + at] ?? 0),
      0,
    );
  return tree.merges.map(({ first, second }, index) => {
    const [ours, theirs] = [members.get(first) ?? [], members.get(second) ?? []];
    members.set(tree.leaves + index, [...ours, ...theirs]);
    const all = ours.flatMap((one) => theirs.map((other) => 1 - dot(one, other)));
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  });
}

describe('the merge tree', () => {
  it('merges at the heights that the definition of average linkage gives', () => {
    const spread = Array.from({ length: 40 }, (_, leaf) =>
      Array.from({ length: dimensions }, (_, at) => Math.sin((leaf + 1) * (at + 2) * 1.7)),
    );
    const vectors = flat(spread);
    const { merges } = mergeTree(vectors, dimensions);
    const expected = slowDistances(vectors);
    expect(merges).toHaveLength(39);
    merges.forEach(({ distance }, index) => expect(distance).toBeCloseTo(expected[index] ?? NaN, 5));
  });

  it('gives each merge the mean distance between its two sides, the nearest first, for any vectors', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 90 }), (rows) => {
        const vectors = flat(rows);
        const tree = mergeTree(vectors, dimensions);
        const distances = tree.merges.map(({ distance }) => distance);
        expect(tree.merges).toHaveLength(rows.length - 1);
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
        recounted(tree, vectors).forEach((distance, index) =>
          expect(distances[index]).toBeCloseTo(distance, 4),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is cut into any number of clusters that hold each leaf once', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.nat(), (rows, wish) => {
        const clusters = 1 + (wish % rows.length);
        const cut = cutInto(mergeTree(flat(rows), dimensions), clusters);
        expect(cut).toHaveLength(clusters);
        expect(cut.flat().sort((a, b) => a - b)).toEqual(rows.map((_, leaf) => leaf));
      }),
    );
  });

  it('tells how far it is, up to all of it', () => {
    const heard: number[] = [];
    mergeTree(flat(Array.from({ length: 200 }, (_, leaf) => [leaf, 1, 2, 3, 4])), dimensions, (share) =>
      heard.push(share),
    );
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBe(1);
  });

  it('refuses more leaves than its memory is meant for', () => {
    expect(() => mergeTree(new Float32Array(mostLeaves + 1), 1)).toThrow(RangeError);
  });
});
