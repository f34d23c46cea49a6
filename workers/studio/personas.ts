// Owns a project's attributes, profiles and pairs.
import type { Attribute, Pair, Profile } from '../../src/core/persona/profile.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { drawProfiles } from '../../src/core/persona/draw.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { ImportReport, Personas } from '../studio-api.ts';
import { bundledPersonas, type BundledPersonas } from './bundled.ts';
import { listOf } from './pages.ts';

export async function personasOf(store: Store, projectId: string): Promise<Personas> {
  const [attributes, profiles, pairs] = await Promise.all([
    listOf(store, 'attribute', projectId),
    listOf(store, 'profile', projectId),
    listOf(store, 'pair', projectId),
  ]);
  return { attributes, profiles, pairs };
}

export async function addBundled(store: Store, projectId: string): Promise<ImportReport> {
  const personas = await bundledPersonas();
  await store.write(personaChanges(projectId, personas));
  return {
    file: 'Bundled personas',
    format: 'studio-json',
    attributes: personas.attributes.length,
    profiles: personas.profiles.length,
    pairs: personas.pairs.length,
    conversations: 0,
    setId: null,
    problems: [],
    faults: {},
  };
}

export function personaChanges(owner: string, { attributes, profiles, pairs }: BundledPersonas): Change[] {
  return [
    ...attributes.map((item): Change => ({ put: 'attribute', item: { ...item, owner } })),
    ...profiles.map((item): Change => ({ put: 'profile', item: { ...item, owner } })),
    ...pairs.map((item): Change => ({ put: 'pair', item: { ...item, owner } })),
  ];
}

/** Profiles and pairs hold the attributes' texts, so an edit reaches them too; runs keep what they were started with. */
export async function putAttribute(store: Store, owner: string, attribute: Attribute): Promise<void> {
  const { profiles, pairs } = await personasOf(store, owner);
  const inProfile = (profile: Profile): Profile => ({
    ...profile,
    attributes: profile.attributes.map((known) => (known.id === attribute.id ? attribute : known)),
  });
  const holds = (profile: Profile) => profile.attributes.some(({ id }) => id === attribute.id);
  await store.write([
    { put: 'attribute', item: { ...attribute, owner } },
    ...profiles
      .filter(holds)
      .map((profile): Change => ({ put: 'profile', item: { ...inProfile(profile), owner } })),
    ...pairs
      .filter((pair) => pair.profiles.some(holds))
      .map((pair): Change => ({
        put: 'pair',
        item: { ...pair, owner, profiles: [inProfile(pair.profiles[0]), inProfile(pair.profiles[1])] },
      })),
  ]);
}

/** New profiles of five attributes each, drawn at random, paired as drawn. */
export async function drawPairs(store: Store, owner: string, count: number, seed: number): Promise<Pair[]> {
  const attributes = await listOf(store, 'attribute', owner);
  const profiles = drawProfiles(attributes, count * 2, seed);
  const pairs = Array.from({ length: Math.floor(profiles.length / 2) }, (_, index) => {
    const [first, second] = [profiles[index * 2], profiles[index * 2 + 1]];
    return first && second ? [{ id: `${first.id}~${second.id}`, profiles: [first, second] } as const] : [];
  }).flat();
  await store.write(personaChanges(owner, { attributes: [], profiles, pairs }));
  return pairs;
}

export async function chosenPairs(store: Store, owner: string, pairIds: readonly string[]): Promise<Pair[]> {
  const found = await Promise.all(pairIds.map((id) => store.read('pair', owner, id)));
  const pairs = found.filter((pair) => pair !== undefined);
  if (pairs.length !== pairIds.length) throw new Broken({ kind: 'gone', what: 'project' });
  return pairs;
}
