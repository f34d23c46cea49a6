// Project files that were cut off, made by hand or made to harm: each is refused with a sentence, and nothing changes.
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/core/ports.ts';
import { Broken } from '../../../src/core/trouble.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { takeInProject } from '../../../workers/studio/project-file/take-in.ts';
import { projectFile } from '../../../workers/studio/project-file/write.ts';
import { everything, filledProject } from './filled.ts';

let whole: Uint8Array;
let files: Record<string, Uint8Array>;
let runFolder: string;
beforeAll(async () => {
  const [store, { id }] = await filledProject();
  whole = new Uint8Array(await (await projectFile(store, id)).file.arrayBuffer());
  files = unzipSync(whole);
  runFolder = `sets/${(await store.page('run', id))[0]?.id ?? ''}`;
});

async function refusal(bytes: Uint8Array, store: Store = new MemoryStore()): Promise<string> {
  const before = await everything(store);
  const thrown = await takeInProject(store, new Blob([new Uint8Array(bytes)])).catch(
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Broken);
  const { trouble } = thrown as Broken;
  if (trouble.kind !== 'bad-project-file') throw new Error(`It was refused as ${JSON.stringify(trouble)}.`);
  expect(await everything(store)).toEqual(before);
  return trouble.detail;
}

const withFiles = (changes: Zippable): Uint8Array => zipSync({ ...files, ...changes });
const withLine = (name: string, change: (line: string) => string): Uint8Array => {
  const [first = '', ...rest] = new TextDecoder().decode(files[name]).split('\n');
  return withFiles({ [name]: strToU8([change(first), ...rest].join('\n')) });
};
const header = (changes: object) =>
  withFiles({
    'project.json': strToU8(
      JSON.stringify({
        format: 'parley-project',
        version: 1,
        name: 'n',
        kind: 'own',
        createdAt: 1,
        ...changes,
      }),
    ),
  });

describe('a project file that is not what it should be is refused', () => {
  it.each<[string, () => Uint8Array, RegExp]>([
    ['an empty file', () => new Uint8Array(), /no zip archive/],
    ['a picture', () => strToU8('\x89PNG and so on'), /no zip archive/],
    ['one that was cut off', () => whole.slice(0, whole.length / 2), /no zip archive|cut off/],
    ['one whose beginning is missing', () => whole.slice(1000), /not where it should be|cut off/],
    ['an archive of something else', () => zipSync({ 'a.txt': strToU8('a') }), /no project\.json/],
    ['a newer one', () => header({ version: 99 }), /newer Parley/],
    ['one with a header of the wrong types', () => header({ name: 7 }), /project\.json is not that/],
    [
      'one with a path that leads out',
      () => withFiles({ '../../etc/passwd': strToU8('x') }),
      /no project has/,
    ],
    ['one with an absolute path', () => withFiles({ '/attributes.jsonl': strToU8('') }), /no project has/],
    ['one with a set called ..', () => withFiles({ 'sets/../labels.jsonl': strToU8('') }), /no project has/],
    [
      'one with a kind that stays at home',
      () => withFiles({ 'settings.jsonl': strToU8('{}') }),
      /no project/,
    ],
    [
      'one with a set that it does not list',
      () => withFiles({ 'sets/x/labels.jsonl': files[`${runFolder}/labels.jsonl`] ?? strToU8('') }),
      /does not list/,
    ],
    [
      'one with a line that is no JSON',
      () => withLine('attributes.jsonl', () => '{"id":'),
      /line 1: it is no JSON/,
    ],
    [
      'one with a number for a text',
      () => withLine('attributes.jsonl', (line) => line.replace(/"text":"[^"]*"/, '"text":7')),
      /line 1: it is no attribute: text/,
    ],
    ['one with a list for an item', () => withLine('attributes.jsonl', () => '[1,2]'), /it is no attribute/],
    ['one with null for an item', () => withLine('runs.jsonl', () => 'null'), /it is no run/],
    [
      'one with the same id twice',
      () => withLine('attributes.jsonl', (line) => `${line}\n${line}`),
      /line 2: its id/,
    ],
    [
      'one with an id of a thousand letters',
      () =>
        withLine('attributes.jsonl', (line) => line.replace(/"id":"[^"]*"/, `"id":"${'x'.repeat(1000)}"`)),
      /it is no attribute: id/,
    ],
    [
      'one with a run whose id is a path',
      () => withLine('runs.jsonl', (line) => line.replace(/"id":"[^"]*"/, '"id":"../x-01"')),
      /can’t be a name/,
    ],
    [
      'one that is no UTF-8',
      () => withFiles({ 'attributes.jsonl': new Uint8Array([0xff, 0xfe, 0x0a]) }),
      /no text in UTF-8/,
    ],
  ])('%s', async (_, make, sentence) => {
    expect(await refusal(make())).toMatch(sentence);
  });

  it('one that unpacks to far more than it says, before it is unpacked', async () => {
    const bomb = zipSync({ ...files, 'profiles.jsonl': [new Uint8Array(5_000_000), { level: 6 }] });
    expect(bomb.length).toBeLessThan(100_000);
    const small = sayingOf(bomb, 'profiles.jsonl', { bytes: 10 });
    expect(await refusal(small)).toMatch(/larger than it says/);
    const huge = sayingOf(bomb, 'profiles.jsonl', { bytes: 0xfffffff0 });
    expect(await refusal(huge)).toMatch(/more than is taken in/);
  });

  it('one with a line without end, with no more of it in memory than a line may have', async () => {
    const bomb = zipSync({
      ...files,
      'attributes.jsonl': [new Uint8Array(40_000_000).fill(0x20), { level: 1 }],
    });
    const before = process.memoryUsage().rss;
    expect(await refusal(bomb)).toMatch(/far too long/);
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });

  it('one with a byte changed, by its checksum', async () => {
    const stored = zipSync(files, { level: 0 });
    const at = Buffer.from(stored).indexOf('I keep bees');
    const changed = stored.slice();
    changed[at] = 'J'.charCodeAt(0);
    expect(await refusal(changed)).toMatch(/damaged/);
  });

  it('beside a project, which stays as it was, and a sound file is taken in after it', async () => {
    const [store] = await filledProject();
    await refusal(whole.slice(0, -30), store);
    await expect(takeInProject(store, new Blob([new Uint8Array(whole)]))).resolves.toMatchObject({
      name: 'Bees & buses',
    });
  });

  it('a store that fails in the middle is left without a trace of the project', async () => {
    const store = new MemoryStore();
    let writes = 0;
    const write = store.write.bind(store);
    store.write = (changes) => {
      writes += 1;
      return writes === 2 ? Promise.reject(new Broken({ kind: 'quota-full' })) : write(changes);
    };
    await expect(takeInProject(store, new Blob([new Uint8Array(whole)]))).rejects.toMatchObject({
      trouble: { kind: 'quota-full' },
    });
    expect(await everything(store)).toEqual({ project: 0 });
  });
});

/** The archive with another size in its list of files. */
function sayingOf(zip: Uint8Array, name: string, { bytes }: { bytes: number }): Uint8Array {
  const changed = Buffer.from(zip);
  const at = changed.lastIndexOf(name) - 46;
  changed.writeUInt32LE(bytes, at + 24);
  return new Uint8Array(changed);
}
