// Owns taking in a project file that anyone may have made. All of it is read and checked before anything is written; what is
// refused leaves no trace. It is read piece by piece, so that its size costs time and no memory.
import { BadArchive, unpacked, zipEntries, type ZipEntry } from '../../../src/archive/zip-reader.ts';
import {
  headerName,
  itemsFileOf,
  parseHeader,
  parseLine,
  readmeName,
  type ItemsFile,
  type ProjectHeader,
} from '../../../src/core/formats/project/layout.ts';
import type { ProjectKind } from '../../../src/core/formats/project/shapes.ts';
import { isSetKind } from '../../../src/core/items.ts';
import { Broken } from '../../../src/core/trouble.ts';

const limits = { entries: 20_000, bytes: 4e9 };
const longestLineCharacters = 16_000_000;
const longestHeaderCharacters = 100_000;

export interface ProjectArchive {
  readonly file: Blob;
  readonly header: ProjectHeader;
  /** What belongs to the project itself comes before what belongs to its sets. */
  readonly files: readonly (ItemsFile & { readonly entry: ZipEntry })[];
}

/** An item without its owner, in the order of their ids, none twice. */
export interface ReadItem {
  readonly kind: ProjectKind;
  readonly set: string | null;
  readonly item: { readonly id: string };
}

/** Throws `Broken` `bad-project-file` where the file is no project that can be opened here. Nothing is kept of it. */
export function openProjectFile(file: Blob): Promise<ProjectArchive> {
  return refusing(async () => {
    const entries = await zipEntries(file, limits);
    const head = entries.find(({ name }) => name === headerName);
    if (!head) throw new BadArchive(`It has no ${headerName}, so it is no project file of Parley.`);
    const header = parseHeader(await headerText(file, head));
    if (!header.ok) throw new BadArchive(header.problem);
    const files = entries
      .filter(({ name }) => name !== headerName && name !== readmeName && !name.endsWith('/'))
      .map((entry) => {
        const known = itemsFileOf(entry.name);
        if (!known) throw new BadArchive(`It holds a file that no project has: “${shortened(entry.name)}”.`);
        return { ...known, entry };
      });
    const ofProject = files.filter(({ set }) => set === null);
    const archive = {
      file,
      header: header.value,
      files: [...ofProject, ...files.filter(({ set }) => set !== null)],
    };
    await check(archive);
    return archive;
  });
}

/** Every item, each set's after the set itself. Throws `Broken`. */
export async function* itemsOf(archive: ProjectArchive): AsyncGenerator<ReadItem> {
  for (const { kind, set, entry } of archive.files) {
    let [line, last] = [0, ''];
    for await (const text of linesOf(archive.file, entry)) {
      line += 1;
      const read = parseLine(kind, text);
      const where = `${entry.name}, line ${line}`;
      if (!read.ok) throw new BadArchive(`${where}: ${shortened(read.problem)}`);
      if (read.value.id <= last)
        throw new BadArchive(`${where}: its id stands before the last one, or is the same.`);
      last = read.value.id;
      yield { kind, set, item: read.value };
    }
  }
}

async function check(archive: ProjectArchive): Promise<void> {
  const sets = new Set<string>();
  for await (const { kind, set, item } of itemsOf(archive)) {
    if (set !== null && !sets.has(set))
      throw new BadArchive(`It holds a set that it does not list: “${set}”.`);
    if (set !== null || !isSetKind(kind)) continue;
    if (sets.has(item.id)) throw new BadArchive(`It lists two sets of one name: “${item.id}”.`);
    sets.add(item.id);
  }
}

async function headerText(file: Blob, entry: ZipEntry): Promise<string> {
  let text = '';
  for await (const line of linesOf(file, entry)) {
    text += `${line}\n`;
    if (text.length > longestHeaderCharacters) throw new BadArchive(`Its ${headerName} is far too long.`);
  }
  return text;
}

async function* linesOf(file: Blob, entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decoded = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new BadArchive(`${entry.name} is no text in UTF-8.`);
    }
  };
  let waiting = '';
  for await (const piece of unpacked(file, entry)) {
    const lines = (waiting + decoded(piece)).split('\n');
    waiting = lines.pop() ?? '';
    yield* lines;
    if (waiting.length > longestLineCharacters)
      throw new BadArchive(`${entry.name} has a line that is far too long.`);
  }
  waiting += decoded();
  if (waiting !== '') yield waiting;
}

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)} …` : text);

/** What is wrong with a file becomes the trouble that says so. */
export async function refusing<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (thrown) {
    if (!(thrown instanceof BadArchive)) throw thrown;
    throw new Broken({ kind: 'bad-project-file', detail: thrown.message }, { cause: thrown });
  }
}
