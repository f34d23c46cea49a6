// Owns the layout of a project file: which files stand in the archive, in which order, and how a line of them reads. The same
// project gives the same files everywhere: names are the project's own, never this browser's, and no date of export stands inside.
import { z } from 'zod';
import { isSetKind, kindsBelongingTo, type Project } from '../../items.ts';
import { failure, success, type Result } from '../../result.ts';
import { upgraded } from '../../upgrades.ts';
import { orderedJson } from '../canonical.ts';
import { differenceFrom, projectKinds, type ProjectKind } from './shapes.ts';

/** Grows when an older Parley could no longer read what is written. */
export const projectFileVersion = 1;

export const headerName = 'project.json';
export const readmeName = 'README.md';

export type ProjectHeader = Pick<Project, 'name' | 'kind' | 'createdAt'>;

/** One file of items: all of a kind that belong to the project, or to one of its sets. */
export interface ItemsFile {
  readonly kind: ProjectKind;
  /** The set's name inside the file; null for what belongs to the project itself. */
  readonly set: string | null;
}

const belongs = (kind: ProjectKind, owner: 'project' | 'set') => kindsBelongingTo(owner).includes(kind);
export const kindsOfProject = projectKinds.filter((kind) => belongs(kind, 'project'));
export const kindsOfSet = projectKinds.filter((kind) => belongs(kind, 'set'));

export const nameOf = ({ kind, set }: ItemsFile): string =>
  set === null ? `${kind}s.jsonl` : `sets/${set}/${kind}s.jsonl`;

/** No slashes and no dots at the beginning, so that no name leads out of the archive. */
const setName = /^[A-Za-z0-9_~][A-Za-z0-9._~-]{0,199}$/;
export const isSetName = (name: string): boolean => setName.test(name);

/** null for a name that no project file holds. */
export function itemsFileOf(name: string): ItemsFile | null {
  const [, folder, plural] = /^(?:sets\/([^/]+)\/)?([A-Za-z-]+)s\.jsonl$/.exec(name) ?? [];
  const set = folder ?? null;
  const kind = (set === null ? kindsOfProject : kindsOfSet).find((known) => known === plural);
  if (!kind || (set !== null && !isSetName(set))) return null;
  return { kind, set };
}

export function formatHeader({ name, kind, createdAt }: ProjectHeader): string {
  const header = { format: 'parley-project', version: projectFileVersion, name, kind, createdAt };
  return `${JSON.stringify(header, null, 2)}\n`;
}

const headerShape = z.object({
  format: z.literal('parley-project'),
  version: z.int().min(1),
  name: z.string().min(1).max(300),
  kind: z.enum(['own', 'example']),
  createdAt: z.number(),
});

export function parseHeader(text: string): Result<ProjectHeader, string> {
  const value = parsed(text);
  const version = z.looseObject({ version: z.number() }).safeParse(value).data?.version ?? 0;
  if (version > projectFileVersion)
    return failure(
      `It was written by a newer Parley (version ${version} of the format; this one reads up to ${projectFileVersion}).`,
    );
  const read = headerShape.safeParse(value);
  if (!read.success) return failure(`Its ${headerName} is not that of a project of Parley.`);
  const { name, kind, createdAt } = read.data;
  return success({ name, kind, createdAt });
}

type Item = { readonly id: string };

/** The item's owner is told by where the line stands. Ids of sets and runs are given by the name inside the file. */
export function formatLine(item: Item & { readonly owner: string }, id = item.id): string {
  const { owner: _, ...rest } = item;
  return `${orderedJson({ ...rest, id })}\n`;
}

/** The item without its owner. */
export function parseLine(kind: ProjectKind, line: string): Result<Item, string> {
  const value = parsed(line);
  if (value === undefined) return failure('it is no JSON.');
  // What an older Parley wrote is taken in as this one keeps it.
  const item = isObject(value) ? (upgraded(kind, value) as unknown as Item) : value;
  const difference = differenceFrom(kind, item);
  if (difference !== null) return failure(`it is no ${kind}: ${difference}.`);
  return isNamed(kind, item as Item);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isNamed(kind: ProjectKind, item: Item): Result<Item, string> {
  if (isSetKind(kind) && !isSetName(item.id)) return failure('its id can’t be a name.');
  return success(item);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
