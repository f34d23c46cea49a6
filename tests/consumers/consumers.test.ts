// Our exports, opened by those who will open them: pyarrow, Hugging Face datasets, mlcroissant, Python's csv and json.
import { execFile } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, test, type TestContext } from 'vitest';
import { flatRowOf, type FlatRow } from '../../src/core/formats/flat-row.ts';
import { plainWish, usualSplit, type ExportWish } from '../../src/core/formats/export-wish.ts';
import type { SplitName } from '../../src/core/formats/split.ts';
import { formatConversation } from '../../src/core/conversation/format.ts';
import { exportFile } from '../../workers/studio/exports.ts';
import { recordsOf } from '../../workers/studio/records.ts';
import { setId, taskOf, wildStore } from './wild-set.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-consumers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function opened<Seen>(context: TestContext, how: string, path: string): Promise<Seen> {
  const python = process.env['PARLEY_TEST_PYTHON'];
  if (!python)
    return context.skip(
      `not run: ${process.env['PARLEY_TEST_PYTHON_MISSING'] ?? 'npm test installs the Python packages of tests/consumers and names them to it'}`,
    );
  const script = fileURLToPath(new URL('open.py', import.meta.url));
  const { stdout } = await promisify(execFile)(python, ['-W', 'ignore', script, how, path], {
    maxBuffer: 100e6,
  });
  return JSON.parse(stdout) as Seen;
}

async function written(part: Partial<ExportWish>): Promise<string> {
  const { name, file } = await exportFile(await taskOf(await wildStore(), { ...plainWish, ...part }));
  const path = join(mkdtempSync(join(folder, 'file-')), name);
  writeFileSync(path, new Uint8Array(await file.arrayBuffer()));
  return path;
}

async function unpacked(part: Partial<ExportWish>): Promise<string> {
  const { file } = await exportFile(await taskOf(await wildStore(), { ...plainWish, ...part }));
  const place = mkdtempSync(join(folder, 'folder-'));
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer())))) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), bytes);
  }
  return place;
}

async function flatRows(): Promise<FlatRow[]> {
  const rows: FlatRow[] = [];
  for await (const record of recordsOf(await wildStore(), setId)) rows.push(flatRowOf(record));
  return rows;
}

test('pyarrow reads every row of a Parquet file as it was written', async (context) => {
  const path = await written({ format: 'parquet' });
  expect(await opened(context, 'parquet', path)).toEqual(await flatRows());
});

describe.each(['parquet', 'jsonl'] as const)('a dataset folder of %s', (dataFiles) => {
  const wish: Partial<ExportWish> = {
    format: 'huggingface',
    dataFiles,
    split: usualSplit,
    card: { title: 'A "quoted": title\n- x', description: '<b>bold</b>', licence: 'cc0-1.0', language: 'en' },
  };

  test('is loaded by datasets from disk, part by part, with every row', async (context) => {
    const parts = await opened<Record<SplitName, FlatRow[]>>(context, 'dataset', await unpacked(wish));
    const byId = (a: FlatRow, b: FlatRow) => (a.id < b.id ? -1 : 1);
    const all = Object.values(parts).flat();
    expect(all.toSorted(byId)).toEqual((await flatRows()).toSorted(byId));
    expect(Object.keys(parts)).toContain('test');
  });

  test('is described to mlcroissant, which reads the same rows', async (context) => {
    const parts = await opened<Record<SplitName, FlatRow[]>>(context, 'croissant', await unpacked(wish));
    const texts = Object.values(parts)
      .flat()
      .map(({ id, text }) => [id, text]);
    expect(texts.toSorted()).toEqual((await flatRows()).map(({ id, text }) => [id, text]).toSorted());
  });
});

test('Python’s csv reads the published table, quotes and all', async (context) => {
  const path = await written({ format: 'spc-csv' });
  const [header, ...rows] = await opened<string[][]>(context, 'csv', path);
  expect(header).toEqual(['user 1 personas', 'user 2 personas', 'Best Generated Conversation']);
  const wanted: string[][] = [];
  for await (const { conversation } of recordsOf(await wildStore(), setId))
    wanted.push([
      ...conversation.pair.profiles.map(({ attributes }) => attributes.map(({ text }) => text).join('\n')),
      formatConversation(conversation.turns),
    ]);
  expect(rows).toEqual(wanted);
});

test.for(['openai', 'sharegpt', 'jsonl'] as const)(
  'Python’s json reads each line of %s',
  async (format, context) => {
    const lines = await opened<unknown[]>(context, 'jsonl', await written({ format }));
    const count = (await flatRows()).length;
    // The conversation without turns has no view.
    expect(lines).toHaveLength(format === 'jsonl' ? count : 2 * (count - 1));
  },
);
