// Owns writing a whole project to a file: page by page from the store, at any time, also while a run goes on.
import { ZipWriter } from '../../../src/archive/zip-writer.ts';
import {
  formatHeader,
  formatLine,
  headerName,
  kindsOfProject,
  kindsOfSet,
  nameOf,
  readmeName,
} from '../../../src/core/formats/project/layout.ts';
import { formatReadme, type Counts } from '../../../src/core/formats/project/readme.ts';
import type { ProjectKind } from '../../../src/core/formats/project/shapes.ts';
import { isSetKind } from '../../../src/core/items.ts';
import type { Store } from '../../../src/core/ports.ts';
import { fileNameOf } from '../file-name.ts';
import { allOf } from '../pages.ts';
import { projectOf } from '../projects.ts';
import { portable, withSetNames } from './portable.ts';
import { namedSets, namesOf, type NamedSet } from './set-names.ts';

export async function projectFile(store: Store, projectId: string): Promise<{ name: string; file: Blob }> {
  const project = await projectOf(store, projectId);
  const sets = await namedSets(store, projectId);
  const [counts, ...countsOfSets] = await Promise.all([
    countsOf(store, kindsOfProject, projectId),
    ...sets.map(({ id }) => countsOf(store, kindsOfSet, id)),
  ]);
  const readmeSets = sets.map(({ name, item }, index) => ({
    ...{ name, title: item.name },
    counts: countsOfSets[index] ?? {},
  }));
  const zip = new ZipWriter();
  await zip.add(readmeName, [formatReadme(project, counts ?? {}, readmeSets)]);
  await zip.add(headerName, [formatHeader(project)]);
  for (const kind of kindsOfProject)
    if (counts?.[kind])
      await zip.add(nameOf({ kind, set: null }), linesOfProject(store, kind, projectId, sets));
  for (const [index, { id, name }] of sets.entries())
    for (const kind of kindsOfSet)
      if (countsOfSets[index]?.[kind]) await zip.add(nameOf({ kind, set: name }), linesOf(store, kind, id));
  return { name: `${fileNameOf(project.name)}.parley.zip`, file: zip.end() };
}

async function countsOf(store: Store, kinds: readonly ProjectKind[], owner: string): Promise<Counts> {
  const counts = await Promise.all(kinds.map(async (kind) => [kind, await store.count(kind, owner)]));
  return Object.fromEntries(counts) as Counts;
}

async function* linesOf(store: Store, kind: ProjectKind, owner: string): AsyncGenerator<string> {
  for await (const item of allOf(store, kind, owner)) yield formatLine(portable(kind, item));
}

async function* linesOfProject(
  store: Store,
  kind: ProjectKind,
  projectId: string,
  sets: readonly NamedSet[],
): AsyncGenerator<string> {
  if (!isSetKind(kind)) return yield* linesOf(store, kind, projectId);
  const setName = namesOf(kind, sets, projectId);
  // By the names inside the file, which need not sort as the ids do.
  for (const { kind: own, name, item } of sets)
    if (own === kind) yield formatLine(withSetNames(kind, portable(kind, item), setName), name);
}
