// Owns the simplest way to build profiles: attributes drawn at random, one from a category.
import { derive, shuffle } from '../random.ts';
import type { Attribute, Profile } from './profile.ts';

/** Attributes per profile in the paper (method.md, section 1.5). */
export const attributesPerProfile = 5;

/** `count` profiles; each draws afresh from all attributes, so attributes may appear in several profiles, never twice in one. */
export function drawProfiles(attributes: readonly Attribute[], count: number, seed: number): Profile[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `drawn-${seed}-${String(index + 1).padStart(5, '0')}`,
    attributes: fromDifferentCategories(shuffle(attributes, derive(seed, 'profile', index))),
  })).filter((profile) => profile.attributes.length > 0);
}

function fromDifferentCategories(shuffled: readonly Attribute[]): Attribute[] {
  const chosen: Attribute[] = [];
  const categories = new Set<string>();
  for (const attribute of shuffled) {
    if (chosen.length === attributesPerProfile) break;
    if (attribute.category !== undefined && categories.has(attribute.category)) continue;
    if (chosen.some(({ text }) => text === attribute.text)) continue;
    chosen.push(attribute);
    if (attribute.category !== undefined) categories.add(attribute.category);
  }
  return chosen;
}
