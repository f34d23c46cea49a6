// Owns the experts of a project: those of the studio and a person's own, their drafts and versions, and which the next run asks.
import { builtIn, builtInExperts, builtInVersions } from '../../src/core/critic/built-in-experts.ts';
import {
  sameText,
  versionOf,
  type ExpertText,
  type ExpertVersion,
} from '../../src/core/critic/expert-version.ts';
import type { PanelExpert } from '../../src/core/critic/panel-file.ts';
import { versionId, type KeptExpert, type KeptVersion } from '../../src/core/items.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { DatedVersion, ExpertView } from '../studio-api/critics.ts';
import { listOf } from './pages.ts';

export async function expertViews(store: Store, projectId: string): Promise<ExpertView[]> {
  const [kept, versions] = await Promise.all([
    listOf(store, 'expert', projectId),
    listOf(store, 'version', projectId),
  ]);
  const names = builtInExperts.map(({ expert }) => expert);
  const own = kept
    .filter(({ id }) => !builtIn(id))
    .sort((a, b) => a.createdAt - b.createdAt)
    .map(({ id }) => id);
  return [...names, ...own].flatMap((name) => {
    const expert = kept.find(({ id }) => id === name);
    const kind = builtIn(name)?.text.kind ?? expert?.kind;
    if (!kind) return [];
    const dated = versions.filter((version) => version.expert === name).map(datedVersion);
    return {
      ...{ name, kind, builtIn: builtIn(name) !== undefined },
      versions: [...builtInVersions(name).map((version) => ({ ...version, createdAt: null })), ...dated],
      inUse: expert?.inUse ?? null,
      draft: expert?.draft ?? null,
    };
  });
}

const datedVersion = ({ owner: _, id: __, ...version }: KeptVersion): DatedVersion => version;

async function viewOf(store: Store, projectId: string, name: string): Promise<ExpertView> {
  const view = (await expertViews(store, projectId)).find((expert) => expert.name === name);
  if (!view) throw new Broken({ kind: 'gone', what: 'expert' });
  return view;
}

const keptOf = (projectId: string, { name, kind, inUse, draft }: ExpertView): KeptExpert => ({
  ...{ owner: projectId, id: name, kind, inUse, createdAt: Date.now() },
  ...(draft ? { draft } : {}),
});

/** As it is kept, or as it would be, with something changed. */
async function changed(
  store: Store,
  projectId: string,
  view: ExpertView,
  change: (expert: KeptExpert) => KeptExpert,
): Promise<Change> {
  const kept = (await store.read('expert', projectId, view.name)) ?? keptOf(projectId, view);
  return { put: 'expert', item: change(kept) };
}

/** Its first version is what it is begun with. */
export async function addedExpert(
  store: Store,
  projectId: string,
  name: string,
  text: ExpertText,
): Promise<Change[]> {
  const views = await expertViews(store, projectId);
  if (views.some((expert) => expert.name === name)) throw new Broken({ kind: 'name-taken', name });
  const createdAt = Date.now();
  return [
    { put: 'expert', item: { owner: projectId, id: name, kind: text.kind, createdAt, inUse: null } },
    putVersion(projectId, versionOf(name, 1, text)),
  ];
}

const putVersion = (owner: string, version: ExpertVersion): Change => ({
  put: 'version',
  item: { ...version, owner, id: versionId(version.expert, version.number), createdAt: Date.now() },
});

/** An expert of a person's own goes with all its versions; one of the studio goes back to how it came. */
export async function removedExpert(store: Store, projectId: string, name: string): Promise<Change[]> {
  const { versions } = await viewOf(store, projectId, name);
  const made = versions.filter(({ createdAt }) => createdAt !== null);
  return [
    { remove: 'expert', owner: projectId, id: name },
    ...made.map(({ number }): Change => ({
      remove: 'version',
      owner: projectId,
      id: versionId(name, number),
    })),
  ];
}

export async function draftKept(
  store: Store,
  projectId: string,
  name: string,
  draft: ExpertText | null,
): Promise<Change[]> {
  const view = await viewOf(store, projectId, name);
  const newest = view.versions.at(-1);
  const differs = draft !== null && !(newest && sameText(newest.text, draft));
  return [await changed(store, projectId, view, (expert) => withDraft(expert, differs ? draft : null))];
}

const withDraft = ({ draft: _, ...expert }: KeptExpert, draft: ExpertText | null): KeptExpert =>
  draft ? { ...expert, draft } : expert;

export async function versionSaved(
  store: Store,
  projectId: string,
  name: string,
  text: ExpertText,
): Promise<{ readonly version: ExpertVersion; readonly changes: Change[]; readonly isNew: boolean }> {
  const view = await viewOf(store, projectId, name);
  const cleared = await changed(store, projectId, view, (expert) => withDraft(expert, null));
  const known = view.versions.find((version) => sameText(version.text, text));
  if (known) return { version: known, changes: [cleared], isNew: false };
  const number = Math.max(0, ...view.versions.map((version) => version.number)) + 1;
  const version = versionOf(name, number, text);
  return { version, changes: [cleared, putVersion(projectId, version)], isNew: true };
}

export async function versionUsed(
  store: Store,
  projectId: string,
  name: string,
  inUse: number | null,
): Promise<Change[]> {
  const view = await viewOf(store, projectId, name);
  return [await changed(store, projectId, view, (expert) => ({ ...expert, inUse }))];
}

/** What differs from the studio's own; the rest needs no naming. */
export async function versionsInUse(store: Store, projectId: string): Promise<ExpertVersion[]> {
  return (await expertViews(store, projectId)).flatMap(({ inUse, versions }) => {
    const version = versions.find(({ number }) => number === inUse);
    if (!version) return [];
    const { createdAt: _, ...exact } = version;
    return [exact];
  });
}

/** Every expert that a person has touched. */
export async function panelExperts(store: Store, projectId: string): Promise<PanelExpert[]> {
  return (await expertViews(store, projectId))
    .map(({ name, kind, inUse, versions }) => ({
      ...{ name, kind, inUse },
      versions: versions.flatMap(({ createdAt, ...version }) => (createdAt === null ? [] : [version])),
    }))
    .filter(({ inUse, versions }) => inUse !== null || versions.length > 0);
}

/** Versions that are here already stay; a text that is new gets the next free number. */
export async function panelTakenIn(
  store: Store,
  projectId: string,
  experts: readonly PanelExpert[],
): Promise<{ readonly changes: Change[]; readonly versions: number }> {
  const views = await expertViews(store, projectId);
  const changes: Change[] = [];
  let versions = 0;
  for (const { name, kind, inUse, versions: brought } of experts) {
    const known = views.find((view) => view.name === name);
    if (known && known.kind !== kind) throw new Broken({ kind: 'name-taken', name });
    const all: ExpertVersion[] = [...(known?.versions ?? [])];
    const places = new Map<number, number>();
    for (const version of brought) {
      const same = all.find(({ text }) => sameText(text, version.text));
      const number = same?.number ?? Math.max(0, ...all.map((one) => one.number)) + 1;
      places.set(version.number, number);
      if (same) continue;
      const taken = versionOf(name, number, version.text);
      all.push(taken);
      changes.push(putVersion(projectId, taken));
      versions += 1;
    }
    const used = inUse === null ? null : (places.get(inUse) ?? inUse);
    const kept = await store.read('expert', projectId, name);
    const fresh = { owner: projectId, id: name, kind, createdAt: Date.now(), inUse: used };
    changes.push({ put: 'expert', item: kept ? { ...kept, inUse: used } : fresh });
  }
  return { changes, versions };
}
