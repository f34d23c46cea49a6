// Owns a project's attributes, profiles and pairs.
import type { Attribute, Pair, Profile } from '../../src/core/persona/profile.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { asTold, drawProfiles, type RedundancyCheck } from '../../src/core/persona/draw.ts';
import { pairAtRandom, pairByCategories, pairOf } from '../../src/core/persona/pairing.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { DrawnPairs, ImportReport, Personas, PairWish } from '../studio-api/personas.ts';
import { bundledPersonas } from './bundled.ts';
import { listOf } from './pages.ts';
import { personaChanges } from './persona-changes.ts';

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
    skipped: 0,
    setId: null,
    problems: [],
    faults: {},
  };
}

/**
 * Profiles and pairs hold the attributes' texts, so an edit reaches them too, unless the profile is locked; runs keep what they
 * were started with.
 */
export async function changesToAttributes(
  store: Store,
  owner: string,
  attributes: readonly Attribute[],
): Promise<Change[]> {
  const { profiles, pairs } = await personasOf(store, owner);
  const changed = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  const locked = new Set(profiles.filter((profile) => profile.locked).map(({ id }) => id));
  const inProfile = (profile: Profile): Profile =>
    locked.has(profile.id)
      ? profile
      : { ...profile, attributes: profile.attributes.map((known) => changed.get(known.id) ?? known) };
  const holds = (profile: Profile) =>
    !locked.has(profile.id) && profile.attributes.some(({ id }) => changed.has(id));
  const inPair = (pair: Pair): Pair => ({
    ...pair,
    profiles: [inProfile(pair.profiles[0]), inProfile(pair.profiles[1])],
  });
  return personaChanges(owner, {
    attributes,
    profiles: profiles.filter(holds).map(inProfile),
    pairs: pairs.filter((pair) => pair.profiles.some(holds)).map(inPair),
  });
}

type Cosines = (attributes: readonly Attribute[]) => Promise<RedundancyCheck['cosine']>;

/** Pairs as a person wished for, of new profiles or of those here. What finds no partner is kept as a profile all the same. */
export async function drawPairs(
  store: Store,
  owner: string,
  wish: PairWish,
  cosinesOf: Cosines,
): Promise<{ readonly drawn: DrawnPairs; readonly changes: readonly Change[] }> {
  const { count, seed, from, pairedBy, moreThan } = wish;
  const profiles =
    from === 'profiles'
      ? await freeProfiles(store, owner)
      : await lockedStay(
          store,
          owner,
          await newProfiles(await listOf(store, 'attribute', owner), wish, cosinesOf),
        );
  const { pairs, alone } =
    pairedBy === 'categories'
      ? pairByCategories(profiles, { moreThan, count, seed })
      : pairAtRandom(profiles, count, seed);
  const redundant = from === 'profiles' ? [] : profiles.flatMap((profile) => profile.redundant ?? []);
  return {
    drawn: { pairs: pairs.length, alone: alone.length, redundant: redundant.length },
    changes: personaChanges(owner, { attributes: [], profiles, pairs }),
  };
}

/** A locked profile of the same id stands in for the one that was drawn anew. */
async function lockedStay(store: Store, owner: string, drawn: readonly Profile[]): Promise<Profile[]> {
  const locked = (await listOf(store, 'profile', owner)).filter((profile) => profile.locked);
  const byId = new Map(locked.map((profile) => [profile.id, profile]));
  return drawn.map((profile) => byId.get(profile.id) ?? profile);
}

async function newProfiles(
  attributes: readonly Attribute[],
  { count, seed, redundantAbove }: PairWish,
  cosinesOf: Cosines,
): Promise<Profile[]> {
  if (redundantAbove === null) return drawProfiles(attributes, count * 2, seed);
  const check = { cosine: await cosinesOf(attributes), above: redundantAbove };
  return drawProfiles(attributes, count * 2, seed, check);
}

export async function changesToProfile(store: Store, owner: string, profile: Profile): Promise<Change[]> {
  const inPlace = (known: Profile): Profile => (known.id === profile.id ? asTold(profile) : known);
  const pairs = (await listOf(store, 'pair', owner)).filter((pair) =>
    pair.profiles.some(({ id }) => id === profile.id),
  );
  return personaChanges(owner, {
    attributes: [],
    profiles: [profile],
    pairs: pairs.map((pair) => ({
      ...pair,
      profiles: [inPlace(pair.profiles[0]), inPlace(pair.profiles[1])],
    })),
  });
}

export async function changesToPair(
  store: Store,
  owner: string,
  firstId: string,
  secondId: string,
): Promise<Change[]> {
  const [first, second] = await Promise.all([
    store.read('profile', owner, firstId),
    store.read('profile', owner, secondId),
  ]);
  if (!first || !second) throw new Broken({ kind: 'gone', what: 'profile' });
  return personaChanges(owner, { attributes: [], profiles: [], pairs: [pairOf(first, second)] });
}

/** Profiles that stand in no pair yet. */
async function freeProfiles(store: Store, owner: string): Promise<Profile[]> {
  const { profiles, pairs } = await personasOf(store, owner);
  const taken = new Set(pairs.flatMap((pair) => pair.profiles.map(({ id }) => id)));
  return profiles.filter(({ id, unfinished }) => !taken.has(id) && !unfinished);
}

export async function chosenPairs(store: Store, owner: string, pairIds: readonly string[]): Promise<Pair[]> {
  const found = await Promise.all(pairIds.map((id) => store.read('pair', owner, id)));
  const pairs = found.filter((pair) => pair !== undefined);
  if (pairs.length !== pairIds.length) throw new Broken({ kind: 'gone', what: 'project' });
  return pairs;
}
