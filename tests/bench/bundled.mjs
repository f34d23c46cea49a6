// Owns how a bench in Node gets at the core: Vite bundles what it asks for, as it does for the studio.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What each file exports, all in one.
 * @param {readonly string[]} files below src/core
 */
export async function bundledCore(...files) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    const entry = join(folder, 'entry.ts');
    const lines = files.map((file) => `export * from ${JSON.stringify(join(root, 'src/core', file))};\n`);
    writeFileSync(entry, lines.join(''));
    await build({
      configFile: false,
      logLevel: 'error',
      root,
      build: { ssr: entry, outDir: folder, emptyOutDir: false, minify: false },
      ssr: { noExternal: true },
    });
    return await import(pathToFileURL(join(folder, 'entry.js')).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
