// Owns how the build makes the service worker: with the list of its files, a version that changes with any of them, and the
// guarding headers. Refuses models: they are fetched when a person loads one, and kept by the engines.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { securityHeaders } from '../headers.mjs';

export const serviceWorkerName = 'service-worker.js';

/** A larger file is kept when it is first used, so that the first visit fetches little. */
const mostBytesAtOnce = 1_200_000;

export function offline() {
  let folder = '';
  return {
    name: 'parley-offline',
    apply: /** @type {const} */ ('build'),
    /** @param {{ readonly root: string, readonly build: { readonly outDir: string } }} config */
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    /** After the files of public/ have been copied too. */
    async closeBundle() {
      await writeFile(join(folder, serviceWorkerName), await serviceWorkerFor(folder));
    },
  };
}

/** @param {string} folder what the build has written */
export async function serviceWorkerFor(folder) {
  const template = await readFile(fileURLToPath(new URL('./service-worker.js', import.meta.url)), 'utf8');
  /** @type {string[]} */
  const files = [];
  /** @type {string[]} */
  const programs = [];
  const version = createHash('sha256').update(template);
  for (const path of await pathsBelow(folder)) {
    if (path.startsWith('models/') || path === serviceWorkerName) continue;
    const content = await readFile(join(folder, path));
    version.update(path).update(content);
    const isLarge = content.length > mostBytesAtOnce && path.startsWith('assets/');
    (isLarge ? programs : files).push(path);
  }
  return template
    .replace('__VERSION__', version.digest('hex').slice(0, 16))
    .replace("'__FILES__'", JSON.stringify(files))
    .replace("'__PROGRAMS__'", JSON.stringify(programs))
    .replace("'__GUARDS__'", () => JSON.stringify(securityHeaders()));
}

/** @param {string} folder */
async function pathsBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();
}
