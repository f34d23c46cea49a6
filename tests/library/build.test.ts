// The build as a person runs it: a process that writes a file and says a sentence.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './browser.ts';
import { LibraryHost } from './host.ts';

const TIMEOUT_MILLISECONDS = 120_000;
const SMALL = {
  name: 'small',
  vocabulary: 320,
  width: 64,
  layers: 2,
  heads: 4,
  headWidth: 16,
  feedForward: 128,
  contextTokens: 64,
  prefillChunkTokens: 32,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'model-library-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function build(sizes: object, ...more: string[]): { status: number | null; said: string } {
  const file = path.join(folder, 'sizes.json');
  writeFileSync(file, JSON.stringify([sizes]));
  const script = path.join(ROOT, 'models/library/build.mjs');
  const { status, stdout, stderr } = spawnSync('node', [script, '--out', folder, '--sizes', file, ...more]);
  return { status, said: `${stdout}${stderr}` };
}

describe('building a library', { timeout: TIMEOUT_MILLISECONDS }, () => {
  test('it leaves one that is up to date alone, and built anew it has the same bytes', () => {
    const file = path.join(folder, 'small.wasm');
    expect(build(SMALL)).toEqual({ status: 0, said: 'Model library "small": built.\n' });
    const [bytes, written] = [readFileSync(file), statSync(file).mtimeMs];
    expect(build(SMALL)).toEqual({ status: 0, said: 'Model library "small": up to date.\n' });
    expect(statSync(file).mtimeMs).toBe(written);
    expect(build(SMALL, '--force').said).toContain('built');
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('a changed size is built again, and the library speaks of it', () => {
    expect(build({ ...SMALL, layers: 3 })).toMatchObject({
      status: 0,
      said: expect.stringContaining('built'),
    });
    const host = new LibraryHost(path.join(folder, 'small.wasm'));
    const metadata = JSON.parse(host.textOf(host.callModule('_metadata'))) as { params: { name: string }[] };
    expect(metadata).toMatchObject({ context_window_size: 64, prefill_chunk_size: 32 });
    expect(metadata.params.map((parameter) => parameter.name)).toContain('layers.2.wd.weight');
  });

  test.each([
    ['a number that is missing', { layers: undefined }, '"layers" must be a whole number above 0.'],
    [
      'a width that the kernels cannot tile',
      { width: 96, headWidth: 24 },
      '"width" must be a multiple of 64.',
    ],
    ['heads that do not fill the width', { heads: 2 }, '"heads" times "headWidth" must be "width".'],
    [
      'a chunk beyond the context',
      { prefillChunkTokens: 128 },
      '"prefillChunkTokens" must be at most "contextTokens".',
    ],
  ])('it refuses %s with a sentence', (_what, change, sentence) => {
    const { status, said } = build({ ...SMALL, ...change });
    expect(status).toBe(1);
    expect(said).toMatch(/^The size "small" in .* cannot be built: /);
    expect(said.trim().endsWith(sentence)).toBe(true);
  });
});
