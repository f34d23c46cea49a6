// Owns which attribute is tried next for a profile, given what was tried before: pure. A profile takes one attribute of a
// category, none twice, and none that is too near in meaning to one already in.
import { derive, shuffle } from '../../random.ts';
import { nearestOf, type RedundancyCheck } from '../draw.ts';
import type { Attribute, Profile } from '../profile.ts';
import type { BuildingPlan } from './plan.ts';

/** Every attribute in the order in which this profile meets them. */
export const meetingOrder = (
  attributes: readonly Attribute[],
  { seed }: Pick<BuildingPlan, 'seed'>,
  place: number,
): readonly Attribute[] => shuffle(attributes, derive(seed, 'profile', place));

/** null when the profile is full, when enough was tried, or when there is nothing left. */
export function nextTry(
  met: readonly Attribute[],
  { attributesPerProfile, mostTried }: Pick<BuildingPlan, 'attributesPerProfile' | 'mostTried'>,
  { attributes, redundant = [], inconsistent = [] }: Profile,
): Attribute | null {
  const leftOut = [...redundant, ...inconsistent].map(({ attribute }) => attribute);
  if (attributes.length >= attributesPerProfile || attributes.length + leftOut.length >= mostTried)
    return null;
  const tried = new Set([...attributes, ...leftOut].map(({ id }) => id));
  const categories = new Set(attributes.flatMap(({ category }) => category ?? []));
  const texts = new Set(attributes.map(({ text }) => text));
  const next = met.find(
    ({ id, category, text }) =>
      !tried.has(id) && !texts.has(text) && !(category !== undefined && categories.has(category)),
  );
  return next ?? null;
}

/** The profile with the attribute left out as redundant; null where it is not. */
export function leftOutAsRedundant(
  profile: Profile,
  attribute: Attribute,
  check: RedundancyCheck,
): Profile | null {
  const found = nearestOf(attribute, profile.attributes, check);
  return found ? { ...profile, redundant: [...(profile.redundant ?? []), found] } : null;
}
