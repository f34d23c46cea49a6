// Owns what sets are called inside a project file and in copies. Ids of sets are unique in the whole studio, so they carry their
// project's; the name inside a file does not, and is the same wherever the project is opened.
import { isSetName } from '../../../src/core/formats/project/layout.ts';
import { setKinds, type Items, type Kind, type SetKind } from '../../../src/core/items.ts';
import type { Store } from '../../../src/core/ports.ts';
import { listOf } from '../pages.ts';

const mark = (projectId: string): string => projectId.slice(0, 8);

/** Ids of runs and expansions begin with their plan's hash and end in a number; that form is kept. */
export function localSetId(kind: SetKind, name: string, projectId: string): string {
  if (kind === 'set' || kind === 'bench') return `${projectId}-${name}`;
  const end = name.lastIndexOf('-');
  return `${name.slice(0, end)}-${mark(projectId)}${name.slice(end + 1)}`;
}

function portableName(kind: SetKind, id: string, projectId: string): string {
  if (kind === 'set' || kind === 'bench')
    return id.startsWith(`${projectId}-`) ? id.slice(projectId.length + 1) : id;
  const end = id.lastIndexOf('-');
  const number = id.slice(end + 1);
  const marked = number.startsWith(mark(projectId)) && number.length > mark(projectId).length;
  return marked ? `${id.slice(0, end)}-${number.slice(mark(projectId).length)}` : id;
}

export interface NamedSet {
  readonly kind: SetKind;
  readonly id: string;
  readonly name: string;
  readonly item: Items[SetKind];
}

/** As a set is called inside the file, of its id here. A run that is here no more is called as it would be. */
export const namesOf =
  (kind: Kind, sets: readonly NamedSet[], projectId: string) =>
  (setId: string): string =>
    sets.find(({ id }) => id === setId)?.name ??
    (kind === 'run' ? portableName(kind, setId, projectId) : setId);

/** The other way round. A run may name one that comes after it in the file, or one that does not stand in it. */
export const idsOf =
  (kind: Kind, ids: ReadonlyMap<string, string>, projectId: string) =>
  (name: string): string =>
    ids.get(name) ?? (kind === 'run' && name.includes('-') ? localSetId(kind, name, projectId) : name);

/** All sets of a project by name. Two never share one: the second keeps its id. */
export async function namedSets(store: Store, projectId: string): Promise<NamedSet[]> {
  const taken = new Set<string>();
  const named = (kind: SetKind) => (item: Items[SetKind]) => {
    const portable = portableName(kind, item.id, projectId);
    const name = isSetName(portable) && !taken.has(portable) ? portable : item.id;
    taken.add(name);
    return { kind, id: item.id, name, item };
  };
  const lists = await Promise.all(setKinds.map((kind) => listOf(store, kind, projectId)));
  const all = lists.flatMap((list, place) => list.map(named(setKinds[place] ?? 'set')));
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}
