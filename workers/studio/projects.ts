// Owns projects: each with its own personas, sets and runs. A deleted project is kept as long as the
// deletion can be taken back.
import { kindsBelongingTo, setKinds, type Former, type Project, type SetKind } from '../../src/core/items.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { ProjectSummary } from '../studio-api/projects.ts';
import { conversationCount } from './listing/conversation-count.ts';
import { allOf, listOf } from './pages.ts';

export async function listProjects(store: Store): Promise<ProjectSummary[]> {
  const projects = await listOf(store, 'project', '');
  const shown = projects.filter((project) => project.deletedAt === undefined);
  const summaries = await Promise.all(shown.map((project) => summaryOf(store, project)));
  return summaries.sort((a, b) => b.createdAt - a.createdAt);
}

async function summaryOf(store: Store, project: Project): Promise<ProjectSummary> {
  // What stands on a bench is a copy, and counts once.
  const setIds = await setIdsOf(store, project.id, ['set', 'run']);
  const [attributeCount, profileCount, pairCount, runCount, ...conversationCounts] = await Promise.all([
    store.count('attribute', project.id),
    store.count('profile', project.id),
    store.count('pair', project.id),
    store.count('run', project.id),
    ...setIds.map((setId) => conversationCount(store, setId)),
  ]);
  return {
    ...project,
    ...{ attributeCount, profileCount, pairCount, runCount },
    conversationCount: conversationCounts.reduce((sum, count) => sum + count, 0),
  };
}

async function setIdsOf(
  store: Store,
  projectId: string,
  of: readonly SetKind[] = setKinds,
): Promise<string[]> {
  const lists = await Promise.all(of.map((kind) => listOf(store, kind, projectId)));
  return lists.flat().map(({ id }) => id);
}

export async function createProject(store: Store, name: string, kind: Project['kind']): Promise<Project> {
  const project: Project = { owner: '', id: crypto.randomUUID(), name, kind, createdAt: Date.now() };
  await store.write([{ put: 'project', item: project }]);
  return project;
}

export async function fillExample(store: Store, project: Project): Promise<void> {
  const setId = `${project.id}-example`;
  const { example } = await import('./bundled-conversations.ts');
  const { note, conversations, verdicts, labels } = await example(setId);
  const set = {
    owner: project.id,
    id: setId,
    name: note,
    file: 'example.json',
    importedAt: project.createdAt,
  };
  await store.write([
    { put: 'set', item: { ...set, conversationCount: conversations.length } },
    ...conversations.map((item): Change => ({ put: 'conversation', item })),
    ...verdicts.map((item): Change => ({ put: 'verdict', item })),
    ...labels.map((item): Change => ({ put: 'label', item })),
  ]);
}

export async function projectOf(store: Store, projectId: string): Promise<Project> {
  const project = await store.read('project', '', projectId);
  if (!project) throw new Broken({ kind: 'gone', what: 'project' });
  return project;
}

/** Removes for good each deleted project whose deletion can no longer be taken back. */
export async function purgeDeleted(store: Store): Promise<void> {
  const undoable = await deletionsInJournal(store);
  for (const { id, deletedAt } of await listOf(store, 'project', '')) {
    if (deletedAt !== undefined && !undoable.has(id)) await removeForGood(store, id);
  }
}

/** The project last, so that a removal that was cut off goes on at the next start. */
export async function removeForGood(store: Store, projectId: string): Promise<void> {
  for (const setId of await setIdsOf(store, projectId))
    for (const kind of [...kindsBelongingTo('set'), ...kindsBelongingTo('upkeep')])
      await store.clear(kind, setId);
  for (const kind of [...kindsBelongingTo('project'), ...kindsBelongingTo('journal')])
    await store.clear(kind, projectId);
  await store.write([{ remove: 'project', owner: '', id: projectId }]);
}

async function deletionsInJournal(store: Store): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { formers } of allOf(store, 'formers', ''))
    for (const { kind, id } of formers as readonly Former[]) if (kind === 'project') ids.add(id);
  return ids;
}
