// Owns how a bench in Node gets at our TypeScript: Vite bundles what it asks for, as it does for the studio.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What each file exports, all in one.
 * @param {readonly string[]} files below the root
 */
export async function bundled(...files) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    const entry = join(folder, 'entry.ts');
    const lines = files.map((file) => `export * from ${JSON.stringify(join(root, file))};\n`);
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
