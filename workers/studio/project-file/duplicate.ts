// Owns the copy of a project: what a project file of it would hold, taken in again under ids of its own.
import { kindsOfProject, kindsOfSet } from '../../../src/core/formats/project/layout.ts';
import { isSetKind, type Project } from '../../../src/core/items.ts';
import type { Store } from '../../../src/core/ports.ts';
import { allOf } from '../pages.ts';
import { projectOf } from '../projects.ts';
import { portable, withSetNames } from './portable.ts';
import type { ReadItem } from './read.ts';
import { namedSets, namesOf } from './set-names.ts';
import { keepProject } from './take-in.ts';

export async function duplicateProject(store: Store, projectId: string): Promise<Project> {
  const { name, kind } = await projectOf(store, projectId);
  const header = { name: `${name} (copy)`, kind, createdAt: Date.now() };
  return keepProject(store, header, itemsOfProject(store, projectId));
}

async function* itemsOfProject(store: Store, projectId: string): AsyncGenerator<ReadItem> {
  const sets = await namedSets(store, projectId);
  for (const { kind, name, item } of sets) {
    const named = withSetNames(kind, portable(kind, item), namesOf(kind, sets, projectId));
    yield { kind, set: null, item: { ...named, id: name } };
  }
  for (const kind of kindsOfProject) {
    if (isSetKind(kind)) continue;
    for await (const item of allOf(store, kind, projectId))
      yield { kind, set: null, item: portable(kind, item) };
  }
  for (const { id, name } of sets)
    for (const kind of kindsOfSet)
      for await (const item of allOf(store, kind, id)) yield { kind, set: name, item: portable(kind, item) };
}
