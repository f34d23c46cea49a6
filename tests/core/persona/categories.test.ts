import { describe, expect, it } from 'vitest';
import { categoriesOfCut, paperClusters, recategorised } from '../../../src/core/persona/categories.ts';
import { mergeTree } from '../../../src/core/persona/merge-tree.ts';
import type { Attribute } from '../../../src/core/persona/profile.ts';

const attribute = (text: string, category?: string): Attribute => ({
  id: text,
  text,
  source: { name: 'test', licence: 'CC0-1.0' },
  ...(category === undefined ? {} : { category }),
});

/** Two directions, three attributes each. */
function treeOf(count: number) {
  const vectors = Array.from({ length: count }, (_, leaf) => (leaf % 2 === 0 ? [1, 0] : [0, 1]));
  return mergeTree(Float32Array.from(vectors.flat()), 2);
}

const mixed = [
  attribute('My dog is old.'),
  attribute('I bake bread.'),
  attribute('I walk my dog.'),
  attribute('Bread is my trade.'),
  attribute('I have a dog and a cat.'),
  attribute('I sell bread.'),
];

describe('the categories of a cut', () => {
  it('are named by the words that tell them from the others', () => {
    const names = categoriesOfCut(mixed, treeOf(6), 2).map(({ name }) => name);
    expect(names).toHaveLength(2);
    expect(names[0]).toMatch(/^dog, /);
    expect(names[1]).toMatch(/^bread, /);
  });

  it('take the name that at least half of their attributes already have', () => {
    const known = mixed.map((one, index) =>
      index === 0 || index === 2 ? { ...one, category: 'pets' } : one,
    );
    const [first] = categoriesOfCut(known, treeOf(6), 2);
    expect(first?.name).toBe('pets');
  });

  it('have names of their own, even where their words are the same', () => {
    const same = [attribute('Dogs.'), attribute('A dog!'), attribute('The dog.')];
    const names = categoriesOfCut(same, treeOf(3), 3).map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
  });

  it('leave the category of an attribute alone when it is to be kept', () => {
    const known = [attribute('My dog is old.', 'home'), ...mixed.slice(1)];
    const categories = categoriesOfCut(known, treeOf(6), 2);
    expect(recategorised(categories, true).map(({ id }) => id)).not.toContain('My dog is old.');
    expect(recategorised(categories, false)).toHaveLength(6);
  });

  it('change nothing when they are what the attributes have', () => {
    const categories = categoriesOfCut(mixed, treeOf(6), 2);
    const after = recategorised(categories, false);
    const byId = new Map(after.map((one) => [one.id, one]));
    const again = categoriesOfCut(
      mixed.map(({ id }) => byId.get(id) ?? attribute(id)),
      treeOf(6),
      2,
    );
    expect(recategorised(again, false)).toEqual([]);
  });

  it('are as many as the paper made of its attributes, within its share', () => {
    expect(paperClusters(4723)).toBeGreaterThan(4723 * 0.05);
    expect(paperClusters(10_371)).toBeLessThan(10_371 * 0.07);
    expect(paperClusters(2)).toBe(1);
  });
});
