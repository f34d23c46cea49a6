import { describe, expect, it } from 'vitest';
import { dendrogram, drawing } from '../../src/ui/screens/personas/dendrogram.ts';
import type { MergeTree } from '../../src/core/persona/merge-tree.ts';

/** 0 and 2 are nearest, then 1 and 3, then all. */
const tree: MergeTree = {
  leaves: 4,
  merges: [
    { first: 0, second: 2, distance: 0.1 },
    { first: 1, second: 3, distance: 0.4 },
    { first: 4, second: 5, distance: 0.9 },
  ],
};
const brackets = (path: string) => path.split('M').length - 1;

/** A chain: each leaf joins what there is. */
const chainOf = (leaves: number): MergeTree => ({
  leaves,
  merges: Array.from({ length: leaves - 1 }, (_, index) => ({
    first: index === 0 ? 0 : leaves + index - 1,
    second: index + 1,
    distance: (index + 1) / leaves,
  })),
});

describe('the drawing of a merge tree', () => {
  it.each([1, 2, 3, 4])('tells the merges below the cut from those above it: %i categories', (clusters) => {
    const { made, undone } = dendrogram(tree, clusters);
    expect(brackets(made)).toBe(4 - clusters);
    expect(brackets(undone)).toBe(clusters - 1);
  });

  it('moves the cut down as the categories grow more', () => {
    const cuts = [1, 2, 3, 4].map((clusters) => dendrogram(tree, clusters).cut);
    expect(cuts).toEqual([...cuts].sort((a, b) => a - b));
  });

  it('puts the leaves of a merge side by side, so that no brackets cross', () => {
    // The feet are 0, 2, 1, 3 from left to right.
    expect(dendrogram(tree, 1).made).toContain('M125.0');
    expect(dendrogram(tree, 1).made).toMatch(/H375\.0/);
  });

  it('draws the upper merges alone of a tree that has more than there is room for', () => {
    const { made, undone, cut } = dendrogram(chainOf(5000), 300);
    expect(brackets(made) + brackets(undone)).toBe(600);
    expect(brackets(undone)).toBe(299);
    expect(cut).toBeGreaterThanOrEqual(0);
    expect(cut).toBeLessThanOrEqual(drawing.height);
  });

  it('draws nothing of a single leaf', () => {
    expect(dendrogram({ leaves: 1, merges: [] }, 1)).toMatchObject({ made: '', undone: '' });
  });
});
