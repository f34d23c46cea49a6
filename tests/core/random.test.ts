import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derive, sample, shuffle } from '../../src/core/random.ts';

describe('derive', () => {
  test('gives the same seed for the same place, always', () => {
    expect(derive(7, 'write', 0, 1, 2)).toBe(derive(7, 'write', 0, 1, 2));
  });

  test('stays in the range that web-llm tells apart', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.oneof(fc.string(), fc.integer())), (seed, place) => {
        const derived = derive(seed, ...place);
        expect(Number.isInteger(derived) && derived >= 1 && derived <= 2 ** 31 - 2).toBe(true);
      }),
    );
  });

  test('does not confuse places whose parts join to the same text', () => {
    expect(derive(1, 'a', 'bc')).not.toBe(derive(1, 'ab', 'c'));
    expect(derive(1, 1, 23)).not.toBe(derive(1, 12, 3));
  });

  test('spreads neighbouring places: 10,000 candidates get as good as 10,000 seeds', () => {
    const seeds = new Set(Array.from({ length: 10_000 }, (_, index) => derive(42, 'write', 0, index)));
    expect(seeds.size).toBeGreaterThan(9_990);
  });
});

describe('sample', () => {
  test('draws different items, all of them when there are too few', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.nat(20), fc.integer({ min: 1 }), (items, count, seed) => {
        const drawn = sample(items, count, seed);
        expect(drawn.length).toBe(Math.min(count, items.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.every((item) => items.includes(item))).toBe(true);
      }),
    );
  });

  test('gives each item its turn', () => {
    const firsts = Array.from({ length: 4000 }, (_, seed) => shuffle(['a', 'b', 'c', 'd'], seed + 1)[0]);
    for (const item of ['a', 'b', 'c', 'd'])
      expect(firsts.filter((first) => first === item).length).toBeGreaterThan(850);
  });
});
