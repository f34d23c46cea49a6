// Owns how profiles are built (method.md, section 1.5): attributes drawn at random, one from a category, and none that is too
// near in meaning to one already in.
import { derive, shuffle } from '../random.ts';
import type { Attribute, Profile, Redundant } from './profile.ts';

/** Attributes per profile in the paper (method.md, section 1.5). */
export const attributesPerProfile = 5;

/**
 * The cosine of the Universal Sentence Encoder lite from which two attributes are of one matter: read off the 256 nearest
 * pairs of the 494 attributes in Synthetic-Persona-Chat's validation part. They say the same, or one denies the other (“I
 * have two dogs.” and “I have three dogs.”, .98). The paper's .9 belongs to BERT.
 */
export const redundantAbove = 0.75;

export interface RedundancyCheck {
  readonly cosine: (one: Attribute, other: Attribute) => number;
  readonly above: number;
}

/**
 * `count` profiles; each draws afresh from all attributes, so attributes may appear in several profiles, never twice in one.
 * What the check rejects stands with the profile.
 */
export function drawProfiles(
  attributes: readonly Attribute[],
  count: number,
  seed: number,
  check?: RedundancyCheck,
): Profile[] {
  return Array.from({ length: count }, (_, index) => {
    const shuffled = shuffle(attributes, derive(seed, 'profile', index));
    return { id: `drawn-${seed}-${String(index + 1).padStart(5, '0')}`, ...chosenFrom(shuffled, check) };
  }).filter((profile) => profile.attributes.length > 0);
}

function chosenFrom(shuffled: readonly Attribute[], check?: RedundancyCheck): Omit<Profile, 'id'> {
  const chosen: Attribute[] = [];
  const redundant: Redundant[] = [];
  const categories = new Set<string>();
  for (const attribute of shuffled) {
    if (chosen.length === attributesPerProfile) break;
    if (attribute.category !== undefined && categories.has(attribute.category)) continue;
    if (chosen.some(({ text }) => text === attribute.text)) continue;
    const found = check && nearestOf(attribute, chosen, check);
    if (found) {
      redundant.push(found);
      continue;
    }
    chosen.push(attribute);
    if (attribute.category !== undefined) categories.add(attribute.category);
  }
  return redundant.length > 0 ? { attributes: chosen, redundant } : { attributes: chosen };
}

/** With the nearest of those already in, if that is too near. */
export function nearestOf(
  attribute: Attribute,
  chosen: readonly Attribute[],
  { cosine, above }: RedundancyCheck,
): Redundant | undefined {
  const [nearest] = chosen
    .map((like) => ({ attribute, like, cosine: cosine(attribute, like) }))
    .sort((one, other) => other.cosine - one.cosine);
  return nearest && nearest.cosine > above ? nearest : undefined;
}

/** A person overrules the check: the attribute is in after all. */
export function overruled(profile: Profile, attributeId: string): Profile {
  const { redundant = [], inconsistent = [], ...rest } = profile;
  const isMeant = ({ attribute }: { readonly attribute: Attribute }) => attribute.id === attributeId;
  const [added] = [...redundant, ...inconsistent].filter(isMeant);
  const left = {
    redundant: redundant.filter((one) => !isMeant(one)),
    inconsistent: inconsistent.filter((one) => !isMeant(one)),
  };
  return {
    ...rest,
    attributes: [...profile.attributes, ...(added ? [added.attribute] : [])],
    ...(left.redundant.length > 0 ? { redundant: left.redundant } : {}),
    ...(left.inconsistent.length > 0 ? { inconsistent: left.inconsistent } : {}),
  };
}

/** As it goes into pairs, and so into runs and files. */
export const asTold = ({ id, attributes }: Profile): Profile => ({ id, attributes });
