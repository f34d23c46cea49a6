import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asTold,
  attributesPerProfile,
  drawProfiles,
  overruled,
  type RedundancyCheck,
} from '../../../src/core/persona/draw.ts';
import type { Attribute } from '../../../src/core/persona/profile.ts';

const attributes: readonly Attribute[] = Array.from({ length: 24 }, (_, index) => ({
  id: `a${index}`,
  text: `I know ${index}.`,
  source: { name: 'test', licence: 'CC0-1.0' },
}));
const number = ({ id }: Attribute) => Number(id.slice(1));

/** Attributes are near that leave the same rest by four. */
const check: RedundancyCheck = {
  cosine: (one, other) => (number(one) % 4 === number(other) % 4 ? 0.9 : 0.1),
  above: 0.75,
};

describe('profiles drawn with a check', () => {
  it('hold no two attributes that are too near, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 2 }), (seed) => {
        for (const { attributes: chosen } of drawProfiles(attributes, 4, seed, check)) {
          const rests = chosen.map((one) => number(one) % 4);
          expect(new Set(rests).size).toBe(rests.length);
        }
      }),
    );
  });

  it('name what was left out, what it is near, and how near', () => {
    const [profile] = drawProfiles(attributes, 1, 7, check);
    expect(profile?.redundant?.length).toBeGreaterThan(0);
    for (const { attribute, like, cosine } of profile?.redundant ?? []) {
      expect(profile?.attributes).toContain(like);
      expect(profile?.attributes).not.toContain(attribute);
      expect(cosine).toBe(0.9);
    }
  });

  it('are what they would be without it where nothing is too near', () => {
    const never: RedundancyCheck = { cosine: () => 0.75, above: 0.75 };
    expect(drawProfiles(attributes, 6, 3, never)).toEqual(drawProfiles(attributes, 6, 3));
  });

  it('are full as long as there is enough that is not too near', () => {
    const some: RedundancyCheck = {
      ...check,
      cosine: (one, other) => (number(one) + number(other) === 23 ? 1 : 0),
    };
    for (const profile of drawProfiles(attributes, 10, 5, some))
      expect(profile.attributes).toHaveLength(attributesPerProfile);
  });
});

describe('a person who overrules the check', () => {
  it('has the attribute in the profile, and it is left out no more', () => {
    const [profile] = drawProfiles(attributes, 1, 7, check);
    const all = profile?.redundant ?? [];
    let after = profile;
    for (const { attribute } of all) {
      after = after && overruled(after, attribute.id);
      expect(after?.attributes.at(-1)).toBe(attribute);
    }
    expect(all.length).toBeGreaterThan(0);
    expect(after).not.toHaveProperty('redundant');
  });

  it('changes nothing by an attribute that was not left out', () => {
    const [profile] = drawProfiles(attributes, 1, 7, check);
    expect(profile && overruled(profile, 'a99')).toEqual(profile);
  });
});

it('a profile goes into a pair without what was left out', () => {
  const [profile] = drawProfiles(attributes, 1, 7, check);
  expect(profile && Object.keys(asTold(profile))).toEqual(['id', 'attributes']);
});
