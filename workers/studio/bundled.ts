// Owns the personas that come with the studio, fetched from its own origin.
import type { Attribute, Pair, Profile, Source } from '../../src/core/persona/profile.ts';
import { fetchJson } from './origin.ts';

interface AttributesFile {
  readonly licence: string;
  readonly source: string;
  readonly attributes: readonly { readonly id: string; readonly category: string; readonly text: string }[];
}
interface ProfilesFile {
  readonly profiles: readonly { readonly id: string; readonly attributes: readonly string[] }[];
  readonly pairs: readonly (readonly [string, string])[];
}
export interface BundledPersonas {
  readonly attributes: readonly Attribute[];
  readonly profiles: readonly Profile[];
  readonly pairs: readonly Pair[];
}

export async function bundledPersonas(): Promise<BundledPersonas> {
  const [{ licence, source: name, attributes: rows }, { profiles: lists, pairs }] = await Promise.all([
    fetchJson<AttributesFile>('seed/attributes.json'),
    fetchJson<ProfilesFile>('seed/profiles.json'),
  ]);
  const source: Source = { name, licence };
  const attributes = rows.map((row) => ({ ...row, source }));
  const byId = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  const profiles = lists.map(({ id, attributes: ids }) => ({
    id,
    attributes: ids.flatMap((attributeId) => byId.get(attributeId) ?? []),
  }));
  return { attributes, profiles, pairs: pairs.map((ids) => pairOf(profiles, ids)) };
}

export function pairOf(profiles: readonly Profile[], ids: readonly [string, string]): Pair {
  const [first, second] = ids.map((id) => profiles.find((profile) => profile.id === id));
  if (!first || !second)
    throw new Error(`The bundled personas name a profile that is not there: ${ids.join(', ')}.`);
  return { id: ids.join('~'), profiles: [first, second] };
}
