// Owns what it costs to compare a model's kept files with their hashes at each load: reading them from the browser's cache in
// parts, as the studio keeps them, with MD5 beside reading alone, in one page; and with SHA-256, which it does once a download.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findOrInstallBrowser } from '../../scripts/test/browser.mjs';
import { lineOf, quantile } from './figure.mjs';
import { root } from './studio.mjs';

/**
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 * @typedef {'plain' | 'md5' | 'sha256'} Way
 * @typedef {Readonly<Record<Way, number>>} Seconds of one pass over all parts
 */

const partBytes = 4 * 1024 * 1024;
const parts = Number(process.env['PARLEY_BENCH_PARTS'] ?? 32);
const rounds = 5;

/** Runs in the page: it must stand alone. */
async function measure(/** @type {{ partBytes: number, parts: number, rounds: number }} */ wish) {
  const cache = await caches.open('bench');
  const part = Uint8Array.from({ length: wish.partBytes }, (_, index) => (index * 31 + (index >> 8)) % 256);
  for (let index = 0; index < wish.parts; index += 1)
    await cache.put(`/part-${index}`, new Response(part, { headers: { 'content-type': 'a/b' } }));
  const { createMD5, createSHA256 } = /** @type {typeof import('hash-wasm')} */ (
    Reflect.get(globalThis, 'hashwasm')
  );
  const hashers = { plain: null, md5: await createMD5(), sha256: await createSHA256() };
  /** @type {Record<string, number>[]} */
  const passes = [];
  for (let round = 0; round < wish.rounds; round += 1) {
    /** @type {Record<string, number>} */
    const seconds = {};
    for (const [way, hasher] of Object.entries(hashers)) {
      const begun = performance.now();
      hasher?.init();
      let read = 0;
      for (let index = 0; index < wish.parts; index += 1) {
        const reader = (await cache.match(`/part-${index}`))?.body?.getReader();
        for (;;) {
          const { done = true, value } = (await reader?.read()) ?? {};
          if (done || !value) break;
          read += value.byteLength;
          hasher?.update(value);
        }
      }
      hasher?.digest('hex');
      if (read !== wish.partBytes * wish.parts) throw new Error(`Only ${read} bytes were read.`);
      seconds[way] = (performance.now() - begun) / 1000;
    }
    passes.push(seconds);
  }
  await caches.delete('bench');
  return passes;
}

/** @returns {Promise<Figure | NotRun>} */
export async function benchKeptFiles() {
  const found = await findOrInstallBrowser();
  if (!found.ok) return { notRun: found.why };
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Bench</p>'),
  );
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(null)));
  const address = server.address();
  const browser = await chromium.launch({ executablePath: found.value, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
    await page.addScriptTag({
      content: readFileSync(join(root, 'node_modules/hash-wasm/dist/index.umd.min.js'), 'utf8'),
    });
    const passes = /** @type {Seconds[]} */ (await page.evaluate(measure, { partBytes, parts, rounds }));
    const middle = (/** @type {Way} */ way) =>
      quantile(
        passes.map((pass) => pass[way]),
        0.5,
      );
    const speed = (/** @type {Way} */ way) => Math.round((partBytes * parts) / 1e6 / middle(way));
    return {
      name: 'checking kept files by MD5, beside reading them',
      value: middle('md5') / middle('plain'),
      unit: 'times',
      goal: { atMost: 6 },
      detail: `reading ${speed('plain')} MB/s, with MD5 ${speed('md5')} MB/s, with SHA-256 ${speed('sha256')} MB/s, so 4 GB take ${(4000 / speed('plain')).toFixed(1)}, ${(4000 / speed('md5')).toFixed(1)} and ${(4000 / speed('sha256')).toFixed(1)} s`,
    };
  } finally {
    await browser.close();
    server.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(lineOf('checking kept files', await benchKeptFiles()));
