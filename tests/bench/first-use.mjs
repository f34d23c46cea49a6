// Owns one figure: how much JavaScript a browser is sent before the studio can be used for the first time. Counted at the
// server, so that the scripts of workers count as those of the page do; packed as a static host packs them.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { lineOf } from './figure.mjs';
import { withStudio } from './studio.mjs';

/**
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 */

/** What is fetched so soon after, with nobody having touched anything, was fetched for the first screen. */
const quietMilliseconds = 3000;

/** @returns {Promise<Figure | NotRun>} */
export const benchFirstUse = () =>
  withStudio({ probed: false }, async ({ browser, origin, folder }) => {
    const asked = await scriptsAskedFor(async () => {
      const page = await browser.newPage();
      await page.goto(origin);
      // The list of projects comes from the studio's worker: it is there, and the database is open.
      await page.getByText('No projects yet').waitFor();
      await page.getByRole('button', { name: 'New project with bundled personas' }).click({ trial: true });
      await pause(quietMilliseconds);
    });
    const parts = asked.map((path) => {
      const script = readFileSync(join(folder, path));
      return { path, bytes: script.length, packed: gzipSync(script, { level: 6 }).length };
    });
    const sum = (/** @type {'bytes' | 'packed'} */ key) =>
      parts.reduce((total, part) => total + part[key], 0);
    const listed = parts.map(({ path, packed }) => `${nameOf(path)} ${(packed / 1000).toFixed(1)}`);
    return {
      name: 'JavaScript before first use, gzip',
      value: sum('packed') / 1000,
      unit: 'kB',
      goal: { atMost: 150 },
      detail: `${parts.length} files: ${listed.join(', ')}; ${(sum('bytes') / 1000).toFixed(0)} kB unpacked`,
    };
  });

/**
 * @param {() => Promise<void>} use
 * @returns {Promise<readonly string[]>} paths, each once
 */
async function scriptsAskedFor(use) {
  /** @type {Set<string>} */
  const paths = new Set();
  const hear = (/** @type {unknown} */ message) => {
    const { request } = /** @type {{ request: import('node:http').IncomingMessage }} */ (message);
    const { pathname } = new URL(request.url ?? '/', 'http://bench');
    if (/\.m?js$/.test(pathname)) paths.add(pathname);
  };
  subscribe('http.server.request.start', hear);
  try {
    await use();
  } finally {
    unsubscribe('http.server.request.start', hear);
  }
  return [...paths];
}

/** @param {string} path */
const nameOf = (path) => path.replace(/^.*\//, '').replace(/-[\w-]{8}\.js$/, '');

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(lineOf('JavaScript before first use', await benchFirstUse()));
