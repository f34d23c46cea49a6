// Owns making a project here of one that was read: under ids of its own, seen only once all of it is there.
import { isSetKind, type Items, type Project } from '../../../src/core/items.ts';
import type { Change, Store } from '../../../src/core/ports.ts';
import { removeForGood } from '../projects.ts';
import { projectFilesIn } from './backup.ts';
import { itemsOf, openProjectFile, refusing, type ReadItem } from './read.ts';
import { portable, withSetNames } from './portable.ts';
import { idsOf, localSetId } from './set-names.ts';

/** Items in one transaction: enough to be quick, few enough not to hold the database for long. */
const itemsAtOnce = 500;

/** A project file or a backup of many; all of it is checked before the first is kept. */
export async function takeIn(store: Store, file: Blob): Promise<Project[]> {
  const files = (await refusing(() => projectFilesIn(file))) ?? [file];
  for (const one of files.length > 1 ? files : []) await openProjectFile(one);
  const taken: Project[] = [];
  for (const one of files) taken.push(await takeInProject(store, one));
  return taken;
}

/** Throws `Broken`: `bad-project-file`, and whatever the store says. Either way nothing has changed then. */
export async function takeInProject(store: Store, file: Blob): Promise<Project> {
  const archive = await openProjectFile(file);
  const items = itemsOf(archive);
  return refusing(() => keepProject(store, archive.header, items));
}

/** The items of a project that is not here yet, each set's after the set itself. */
export async function keepProject(
  store: Store,
  header: Pick<Project, 'name' | 'kind' | 'createdAt'>,
  items: AsyncIterable<ReadItem>,
): Promise<Project> {
  const project: Project = { owner: '', id: crypto.randomUUID(), ...header };
  // As a deleted one until it is whole: should this be cut off, what was written goes at the next start.
  await store.write([{ put: 'project', item: { ...project, deletedAt: Date.now() } }]);
  try {
    await keepItems(store, project.id, items);
    await store.write([{ put: 'project', item: project }]);
    return project;
  } catch (thrown) {
    await removeForGood(store, project.id).catch((late: unknown) => console.warn(late));
    throw thrown;
  }
}

async function keepItems(store: Store, projectId: string, items: AsyncIterable<ReadItem>): Promise<void> {
  const localIds = new Map<string, string>();
  let changes: Change[] = [];
  for await (const { kind, set, item } of items) {
    const id = isSetKind(kind) ? localSetId(kind, item.id, projectId) : item.id;
    if (isSetKind(kind)) localIds.set(item.id, id);
    const owner = set === null ? projectId : (localIds.get(set) ?? set);
    // The shape of the kind was checked when the item was read.
    const named = withSetNames(kind, item, idsOf(kind, localIds, projectId));
    const here = { ...named, owner, id } as unknown as Items[typeof kind];
    changes.push({ put: kind, item: portable(kind, here) } as Change);
    if (changes.length < itemsAtOnce) continue;
    await store.write(changes);
    changes = [];
  }
  await store.write(changes);
}
