// Owns when to build: when something that was built is missing or older than what it is made from.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, runCommand } from './command.mjs';
import { builtRoot, checkoutRoot } from './places.mjs';
import { CannotGoOn, say } from './say.mjs';

/** Everything that dist/ is made from. Places that do not exist are as good as old. */
const studioSources = [
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'svelte.config.js',
  'src',
  'workers',
  'models',
  'public',
  'scripts/headers.mjs',
];

/**
 * The newest change under a path. Folders count with their own time, because deleting a file changes only that.
 * @param {string} path
 * @returns {Promise<number>} milliseconds since 1970, 0 where there is nothing
 */
export async function newestChangeMs(path) {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const names = (await readdir(path)).filter((name) => name !== 'node_modules' && name !== '__pycache__');
  const changes = await Promise.all(names.map((name) => newestChangeMs(join(path, name))));
  return Math.max(found.mtimeMs, ...changes);
}

/**
 * @param {string} result a file that the making writes last, or the folder that it fills
 * @param {readonly string[]} sources
 * @returns {Promise<'missing' | 'older' | 'current'>}
 */
export async function stateOfBuilt(result, sources) {
  const builtMs = await newestChangeMs(result);
  if (builtMs === 0) return 'missing';
  const changes = await Promise.all(sources.map(newestChangeMs));
  return Math.max(...changes) > builtMs ? 'older' : 'current';
}

/** Builds dist/ where it is missing or older than its sources, and says so. */
export async function buildWhereNeeded() {
  const sources = studioSources.map((path) => join(checkoutRoot, path));
  const state = await stateOfBuilt(join(builtRoot, 'index.html'), sources);
  if (state === 'current') return;
  say(state === 'missing' ? 'Building the studio.' : 'Building the studio anew: its sources have changed.');
  const { code } = await runCommand(npm('run', 'build'), { show: 'everything' });
  if (code !== 0) {
    throw new CannotGoOn(
      'The build failed; its own words are above. Mend what they name, then run the command again.',
    );
  }
}
