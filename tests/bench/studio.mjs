// Owns the studio that the benches measure: built as for a release into a folder of its own, served as `npm start` does, on a
// port of the benches' own, and opened in a real Chromium that reaches no other host.
import { execFile } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { createStudioServer } from '../../scripts/server.mjs';
import { findOrInstallBrowser } from '../../scripts/test/browser.mjs';
import { probe } from './probe.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const port = 4763;

/**
 * @typedef {import('playwright').Browser} Browser
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 * @typedef {{ readonly browser: Browser, readonly origin: string, readonly folder: string }} Opened
 */

/**
 * Builds, serves and opens the studio for as long as the work takes.
 * @param {{ readonly probed: boolean }} manner `probed`: its workers tell of each engine call
 * @param {(opened: Opened) => Promise<Figure | NotRun>} work
 * @returns {Promise<Figure | NotRun>}
 */
export async function withStudio({ probed }, work) {
  const found = await findOrInstallBrowser();
  if (!found.ok) return { notRun: found.why };
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    await buildInto(folder);
    if (probed) addProbe(folder);
    const server = await createStudioServer({ root: folder, port });
    const browser = await chromium.launch({
      executablePath: found.value,
      args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost'],
    });
    try {
      return await work({ browser, origin: server.origin, folder });
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function buildInto(folder) {
  await promisify(execFile)(process.execPath, [join(root, 'models/library/build.mjs')], { cwd: root });
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
}

/**
 * The bare page's program lies beside the studio's, with the same headers and the same llama.cpp.
 * @param {string} folder
 * @param {string} name of the file beside this one
 */
export async function addPage(folder, name) {
  const input = fileURLToPath(new URL(name, import.meta.url));
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    publicDir: false,
    build: {
      target: 'es2023',
      assetsInlineLimit: 0,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { input, output: { entryFileNames: 'bench-page.js' } },
    },
  });
  writeFileSync(
    join(folder, 'bench.html'),
    '<!doctype html><title>Bench</title><script type="module" src="./bench-page.js"></script>',
  );
}

/** @param {string} folder */
function addProbe(folder) {
  const assets = join(folder, 'assets');
  const workers = readdirSync(assets).filter((name) => /^(?:studio|engine)\.worker-.*\.js$/.test(name));
  if (workers.length !== 2) throw new Error(`The build has other workers than two: ${workers.join(', ')}.`);
  for (const name of workers) {
    const program = readFileSync(join(assets, name), 'utf8');
    writeFileSync(join(assets, name), `(${probe})();\n`);
    appendFileSync(join(assets, name), program);
  }
}
