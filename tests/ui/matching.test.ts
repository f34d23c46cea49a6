import { describe, expect, it } from 'vitest';
import type { Attribute, Pair, Profile } from '../../src/core/persona/profile.ts';
import {
  categoriesOf,
  everything,
  matchingAttributes,
  matchingPairs,
  matchingProfiles,
} from '../../src/ui/screens/personas/matching.ts';

const attribute = (id: string, text: string, category?: string): Attribute => ({
  ...{ id, text, source: { name: 'test', licence: 'CC0-1.0' } },
  ...(category === undefined ? {} : { category }),
});
const bees = attribute('1', 'I keep bees.', 'habit');
const nurse = attribute('2', 'I work as a nurse.', 'work');
const tea = attribute('3', 'I like tea.');
const profile = (id: string, ...attributes: Attribute[]): Profile => ({ id, attributes });
const profiles = [profile('a', bees, tea), profile('b', nurse)] as const;
const pairs: readonly Pair[] = [
  { id: 'x', profiles: [profiles[1], profiles[1]] },
  { id: 'y', profiles: [profiles[1], profiles[0]] },
];

describe('the filter of the Personas screen', () => {
  it('lets everything through at first, without a copy', () => {
    const all = [bees, nurse, tea];
    expect(matchingAttributes(all, everything)).toBe(all);
  });

  it('finds text whatever its case', () => {
    expect(matchingAttributes([bees, nurse, tea], { text: ' BEES', category: null })).toEqual([bees]);
  });

  it('tells attributes without a category from all attributes', () => {
    expect(matchingAttributes([bees, nurse, tea], { text: '', category: '' })).toEqual([tea]);
  });

  it('keeps the number that a profile or a pair has in the whole list', () => {
    expect(matchingProfiles(profiles, { text: 'nurse', category: null })).toEqual([
      { number: 2, item: profiles[1] },
    ]);
    expect(matchingPairs(pairs, { text: 'tea', category: null })).toEqual([{ number: 2, item: pairs[1] }]);
  });

  it('wants text and category in one and the same attribute', () => {
    expect(matchingProfiles(profiles, { text: 'tea', category: 'habit' })).toEqual([]);
  });

  it('lists each category once, in order', () => {
    expect(categoriesOf([nurse, bees, nurse, tea])).toEqual(['', 'habit', 'work']);
  });
});
