// Owns which attributes, profiles and pairs a filter lets through. Pure.
import type { Attribute, Pair, Profile } from '../../../core/persona/profile.ts';

/** `category` null lets every category through; '' those without one. */
export interface Filter {
  readonly text: string;
  readonly category: string | null;
}

export const everything: Filter = { text: '', category: null };

export function matchingAttributes(attributes: readonly Attribute[], filter: Filter): readonly Attribute[] {
  const sought = filter.text.trim().toLowerCase();
  if (sought === '' && filter.category === null) return attributes;
  return attributes.filter((attribute) => matches(attribute, sought, filter.category));
}

/** With its place in the whole list, which is its number for people. */
export interface Numbered<T> {
  readonly number: number;
  readonly item: T;
}

export const matchingProfiles = (
  profiles: readonly Profile[],
  filter: Filter,
): readonly Numbered<Profile>[] => matching(profiles, ({ attributes }) => attributes, filter);

export const matchingPairs = (pairs: readonly Pair[], filter: Filter): readonly Numbered<Pair>[] =>
  matching(pairs, ({ profiles: [one, other] }) => [...one.attributes, ...other.attributes], filter);

function matching<T>(
  items: readonly T[],
  attributesOf: (item: T) => readonly Attribute[],
  { text, category }: Filter,
): readonly Numbered<T>[] {
  const sought = text.trim().toLowerCase();
  const numbered = items.map((item, place) => ({ number: place + 1, item }));
  if (sought === '' && category === null) return numbered;
  return numbered.filter(({ item }) => attributesOf(item).some((one) => matches(one, sought, category)));
}

const matches = (attribute: Attribute, sought: string, category: string | null): boolean =>
  (category === null || (attribute.category ?? '') === category) &&
  attribute.text.toLowerCase().includes(sought);

/** In alphabetical order; '' stands for attributes without one. */
export const categoriesOf = (attributes: readonly Attribute[]): readonly string[] =>
  [...new Set(attributes.map(({ category }) => category ?? ''))].sort((one, other) =>
    one.localeCompare(other),
  );
