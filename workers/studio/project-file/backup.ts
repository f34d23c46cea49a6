// Owns a backup: the project files of all projects in one archive, and reading it back.
import { BadArchive, unpacked, zipEntries } from '../../../src/archive/zip-reader.ts';
import { ZipWriter } from '../../../src/archive/zip-writer.ts';
import type { Store } from '../../../src/core/ports.ts';
import { listOf } from '../pages.ts';
import { projectFile } from './write.ts';

const ending = '.parley.zip';
const limits = { entries: 10_000, bytes: 4e9 };

export async function backupFile(store: Store, version: number): Promise<{ name: string; file: Blob }> {
  const zip = new ZipWriter();
  const projects = (await listOf(store, 'project', '')).filter(({ deletedAt }) => deletedAt === undefined);
  for (const [index, { id }] of projects.entries()) {
    const { name, file } = await projectFile(store, id);
    // Names repeat, numbers do not.
    await zip.addBlob(`${String(index + 1).padStart(3, '0')}-${name}`, file);
  }
  return { name: `parley-backup-version-${version}.zip`, file: zip.end() };
}

/** The project files in a backup; null for any other file. Throws `BadArchive`. */
export async function projectFilesIn(file: Blob): Promise<Blob[] | null> {
  const entries = await zipEntries(file, limits).catch((thrown: unknown) => {
    if (thrown instanceof BadArchive) return [];
    throw thrown;
  });
  if (entries.length === 0 || entries.some(({ name }) => !name.endsWith(ending))) return null;
  const files: Blob[] = [];
  for (const entry of entries) {
    const pieces: Blob[] = [];
    for await (const piece of unpacked(file, entry)) pieces.push(new Blob([new Uint8Array(piece)]));
    files.push(new Blob(pieces));
  }
  return files;
}
