import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  pairAtRandom,
  pairByCategories,
  pairScore,
  sharedCategories,
} from '../../../src/core/persona/pairing.ts';
import type { Profile } from '../../../src/core/persona/profile.ts';

const source = { name: 'test', licence: 'CC0-1.0' };

/** A profile with one attribute for each letter, whose category is the letter; "-" has none. */
const profile = (id: string, categories: string): Profile => ({
  id,
  attributes: [...categories].map((category, index) => ({
    id: `${id}${index}`,
    text: `I am ${id} ${index}.`,
    ...(category === '-' ? {} : { category }),
    source,
  })),
});

describe('the score of a pair', () => {
  test.each([
    ['abc', 'xyz', 0],
    ['abc', 'abc', 3],
    ['aab', 'aac', 4],
    ['aaa', 'a', 3],
    ['a--', '--a', 1],
    ['', 'abc', 0],
  ])('of %s and %s is %i', (first, second, score) => {
    expect(pairScore([profile('1', first), profile('2', second)])).toBe(score);
    expect(pairScore([profile('2', second), profile('1', first)])).toBe(score);
  });

  it('is explained by the categories that both have', () => {
    const shared = sharedCategories([profile('1', 'aabx'), profile('2', 'aby')]);
    expect(shared.map(({ category, first, second }) => [category, first.length, second.length])).toEqual([
      ['a', 2, 1],
      ['b', 1, 1],
    ]);
  });
});

describe('pairing by shared categories', () => {
  it('pairs those whose score exceeds the limit, and leaves the rest alone', () => {
    const profiles = [profile('1', 'abc'), profile('2', 'xyz'), profile('3', 'abcd'), profile('4', 'xy-')];
    const { pairs, alone } = pairByCategories(profiles, { count: 10, seed: 1 });
    expect(pairs.map(({ profiles: both }) => both.map(({ id }) => id).sort())).toEqual([['1', '3']]);
    expect(alone.map(({ id }) => id).sort()).toEqual(['2', '4']);
  });

  const anyProfiles = fc
    .array(fc.string({ unit: fc.constantFrom(...'abcd-'), maxLength: 5 }), { maxLength: 40 })
    .map((all) => all.map((categories, index) => profile(`p${index}`, categories)));

  it('holds for any profiles: enough shared, nobody twice or with itself, nobody lost, the order given no matter', () => {
    fc.assert(
      fc.property(
        anyProfiles,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 99 }),
        (profiles, moreThan, seed) => {
          const options = { moreThan, count: 15, seed };
          const { pairs, alone } = pairByCategories(profiles, options);
          for (const pair of pairs) expect(pairScore(pair.profiles)).toBeGreaterThan(moreThan);
          const seen = [...pairs.flatMap((pair) => pair.profiles), ...alone].map(({ id }) => id);
          expect(seen.sort()).toEqual(profiles.map(({ id }) => id).sort());
          expect(pairs.length).toBeLessThanOrEqual(15);
          expect(pairByCategories(profiles.toReversed(), options)).toEqual({ pairs, alone });
        },
      ),
    );
  });

  it('leaves nobody alone who could still be paired with another one left alone', () => {
    fc.assert(
      fc.property(anyProfiles, fc.integer({ min: 1, max: 99 }), (profiles, seed) => {
        const { alone } = pairByCategories(profiles, { count: 1000, seed });
        for (const [index, first] of alone.entries())
          for (const second of alone.slice(index + 1))
            expect(pairScore([first, second])).toBeLessThanOrEqual(2);
      }),
    );
  });

  it.each([
    ['as many categories as the paper found', 553],
    ['few categories, where nearly any two profiles fit', 12],
  ])('never holds 10,000 profiles against each other one by one: %s', (_, categories) => {
    const letters = Array.from({ length: categories }, (_, index) => String.fromCodePoint(0x4e00 + index));
    let read = 0;
    const counting = (id: number): Profile => {
      const own = profile(
        String(id),
        [0, 1, 2, 3, 4].map((at) => letters[(id * 31 + at * (1 + (id % 97))) % categories]).join(''),
      );
      return {
        id: own.id,
        get attributes() {
          read += 1;
          return own.attributes;
        },
      };
    };
    const profiles = Array.from({ length: 10_000 }, (_, id) => counting(id));
    const { pairs } = pairByCategories(profiles, { moreThan: 1, count: 5_000, seed: 1 });
    expect(pairs.length).toBeGreaterThan(1_000);
    expect(read).toBeLessThan(10 * profiles.length);
  });
});

describe('pairing at random', () => {
  it('pairs as many as are asked for, nobody twice, the same for the same seed', () => {
    const profiles = Array.from({ length: 9 }, (_, id) => profile(String(id), 'a'));
    const { pairs, alone } = pairAtRandom(profiles, 3, 7);
    expect(pairs).toHaveLength(3);
    expect(alone).toHaveLength(3);
    expect(pairAtRandom(profiles.toReversed(), 3, 7)).toEqual({ pairs, alone });
    expect(pairAtRandom(profiles, 3, 8).pairs).not.toEqual(pairs);
    expect(new Set(pairs.flatMap((pair) => pair.profiles.map(({ id }) => id))).size).toBe(6);
  });
});
