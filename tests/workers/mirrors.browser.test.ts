// A project's mirror in real folders: those of the browser's own file system, which are handles like those that a person picks.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Outcome } from '../../src/core/run/outcome.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { Mirrors } from '../../workers/studio/mirrors.ts';
import { takeInProject } from '../../workers/studio/project-file/take-in.ts';
import { projectFile } from '../../workers/studio/project-file/write.ts';
import { filledProject } from './project-file/filled.ts';

/** TypeScript's own description of the browser lacks the question for permission. */
const handles = FileSystemHandle.prototype as unknown as { queryPermission(): Promise<string> };

let folder: FileSystemDirectoryHandle;
beforeEach(async () => {
  folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('mirrors', { create: true });
});
afterEach(async () => (await navigator.storage.getDirectory()).removeEntry('mirrors', { recursive: true }));

async function mirrored() {
  const [store, { id }] = await filledProject();
  const changed: string[] = [];
  const mirrors = new Mirrors(store, (projectId) => changed.push(projectId));
  await mirrors.set(id, folder);
  const [{ owner, id: runId } = { owner: '', id: '' }] = await store.page('run', id);
  expect(owner).toBe(id);
  return { store, id, runId, mirrors, changed };
}

async function onlyFile(): Promise<File> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  expect(names).toHaveLength(1);
  return (await folder.getFileHandle(names[0] ?? '')).getFile();
}

const outcomeIn = (round: number) => ({ kind: 'outcome', item: { round } as Outcome }) as const;

test('a mirror is the project file, and opens as the same project', async () => {
  const { store, id } = await mirrored();
  const file = await onlyFile();
  const expected = await projectFile(store, id);
  expect(file.name).toBe(expected.name);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(await expected.file.arrayBuffer()));
  const other = new MemoryStore();
  await takeInProject(other, file);
  expect(await other.count('project', '')).toBe(1);
});

test('it is written after every round, and at the end of a run, not after every pair', async () => {
  const { mirrors, runId, changed, store, id } = await mirrored();
  changed.length = 0;
  for (const round of [0, 0, 0]) mirrors.hear({ kind: 'run', runId, event: outcomeIn(round) });
  await new Promise((resume) => setTimeout(resume, 50));
  expect(changed).toEqual([]);
  mirrors.hear({ kind: 'run', runId, event: outcomeIn(1) });
  await expect.poll(() => changed.length).toBe(1);
  const run = (await store.page('run', id))[0] ?? expect.fail('There is no run.');
  mirrors.hear({ kind: 'run', runId, event: { kind: 'state', run: { ...run, state: 'finished' } } });
  await expect.poll(() => changed.length).toBe(2);
});

test('a folder that is gone is said, stops nothing, and is written again once it is there', async () => {
  const { mirrors, id } = await mirrored();
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('mirrors', { recursive: true });
  await mirrors.write(id);
  expect(await mirrors.state(id)).toMatchObject({ trouble: { kind: 'mirror-gone' } });
  folder = await root.getDirectoryHandle('mirrors', { create: true });
  await mirrors.set(id, folder);
  expect(await mirrors.state(id)).toMatchObject({ trouble: null });
  expect((await onlyFile()).size).toBeGreaterThan(0);
});

test('a folder that takes no changes is said to, and is written again once it does', async () => {
  const { mirrors, id } = await mirrored();
  const handle = await folder.getFileHandle((await onlyFile()).name);
  // Who writes alone has the disk refuse others as a folder without rights does.
  const alone: FileSystemCreateWritableOptions & { mode: 'exclusive' } = { mode: 'exclusive' };
  const held = await handle.createWritable(alone);
  await mirrors.write(id);
  expect(await mirrors.state(id)).toMatchObject({ trouble: { kind: 'mirror-unwritable' } });
  await held.abort();
  await mirrors.write(id);
  expect(await mirrors.state(id)).toMatchObject({ trouble: null });
});

test('a full disk is said, and leaves the last file whole, or none where there was none', async () => {
  const { mirrors, id } = await mirrored();
  const { name, size } = await onlyFile();
  const full = new DOMException('No space.', 'QuotaExceededError');
  const writing = vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockRejectedValue(full);
  await mirrors.write(id);
  expect(await mirrors.state(id)).toMatchObject({ trouble: { kind: 'mirror-full' } });
  expect((await onlyFile()).size).toBe(size);
  await folder.removeEntry(name);
  for (const _ of [1, 2]) await mirrors.set(id, folder);
  for await (const left of folder.keys()) expect.fail(`${left} was left.`);
  writing.mockRestore();
  await mirrors.write(id);
  expect((await onlyFile()).name).toBe(name);
});

test('a permission that has to be asked for again is said, and nothing is tried without it', async () => {
  const { mirrors, id } = await mirrored();
  await folder.removeEntry((await onlyFile()).name);
  const permission = vi.spyOn(handles, 'queryPermission').mockResolvedValue('prompt');
  await mirrors.set(id, folder);
  expect(await mirrors.state(id)).toMatchObject({ permission: 'prompt', trouble: null });
  permission.mockRestore();
  await mirrors.write(id);
  expect((await onlyFile()).size).toBeGreaterThan(0);
});

test('a mirror that was ended writes no more', async () => {
  const { mirrors, id } = await mirrored();
  await mirrors.end(id);
  await folder.removeEntry((await onlyFile()).name);
  await mirrors.write(id);
  expect(await mirrors.state(id)).toBeNull();
  for await (const name of folder.keys()) expect.fail(`${name} was written.`);
});

test('projects of one name share a folder, each with a file of its own, also when one is mirrored there anew or renamed', async () => {
  const namesThere = async () => {
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names.sort();
  };
  const [one, other] = [await mirrored(), await mirrored()];
  const names = await namesThere();
  const { name } = await projectFile(one.store, one.id);
  expect(names).toEqual([name.replace('.', '-2.'), name].sort());
  await one.mirrors.set(one.id, folder);
  const [project] = await other.store.page('project', '');
  if (!project) return expect.fail('There is no project.');
  await other.store.write([{ put: 'project', item: { ...project, name: 'Another name' } }]);
  await other.mirrors.write(other.id);
  expect(await namesThere()).toEqual(names);
});
