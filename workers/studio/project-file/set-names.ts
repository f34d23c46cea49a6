// Owns what sets are called inside a project file and in copies. Ids of sets are unique in the whole studio, so they carry their
// project's; the name inside a file does not, and is the same wherever the project is opened.
import { isSetName } from '../../../src/core/formats/project/layout.ts';
import { setKinds, type Items, type SetKind } from '../../../src/core/items.ts';
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
