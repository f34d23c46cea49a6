// A project that leaves as a file and comes back is the same project, wherever it is opened.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { inState, pausedBy } from '../../../src/core/run/pause.ts';
import type { Run } from '../../../src/core/run/plan.ts';
import type { Store } from '../../../src/core/ports.ts';
import { duplicateProject } from '../../../workers/studio/project-file/duplicate.ts';
import { takeInProject } from '../../../workers/studio/project-file/take-in.ts';
import { projectFile } from '../../../workers/studio/project-file/write.ts';
import { canonicalExport } from '../../core/run/harness.ts';
import { card, countsOf, filledProject } from './filled.ts';

const bytesOf = async (store: Store, projectId: string): Promise<Buffer> =>
  Buffer.from(await (await projectFile(store, projectId)).file.arrayBuffer());

describe('a project file', () => {
  it('holds every kind of item that belongs to a project', async () => {
    const [store, { id }] = await filledProject();
    const counts = await countsOf(store, id);
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
    const files = unzipSync(await bytesOf(store, id));
    const lines = new Map<string, number>();
    for (const [name, bytes] of Object.entries(files)) {
      const [, kind = ''] = /([A-Za-z]+)s\.jsonl$/.exec(name) ?? [];
      lines.set(kind, (lines.get(kind) ?? 0) + strFromU8(bytes).split('\n').length - 1);
    }
    for (const [kind, count] of Object.entries(counts))
      expect([kind, lines.get(kind)]).toEqual([kind, count]);
  });

  it('opened elsewhere gives the same project, byte for byte when it leaves again', async () => {
    const [store, { id }] = await filledProject();
    const first = await bytesOf(store, id);
    const elsewhere = new MemoryStore();
    const project = await takeInProject(elsewhere, new Blob([new Uint8Array(first)]));
    expect(await countsOf(elsewhere, project.id)).toEqual(await countsOf(store, id));
    expect((await bytesOf(elsewhere, project.id)).equals(first)).toBe(true);
  });

  it('opened beside the project that it is of gives a second one that shares nothing with it', async () => {
    const [store, { id }] = await filledProject();
    const first = await bytesOf(store, id);
    const project = await takeInProject(store, new Blob([new Uint8Array(first)]));
    expect((await bytesOf(store, project.id)).equals(first)).toBe(true);
    const [run] = await store.page('run', project.id);
    if (!run) throw new Error('The project has a run.');
    for (const kind of ['conversation', 'verdict', 'outcome'] as const) await store.clear(kind, run.id);
    expect((await bytesOf(store, id)).equals(first)).toBe(true);
  });

  it('has a run that goes on to the same records as the one it was copied from', async () => {
    const [store, { id }] = await filledProject();
    const copy = await duplicateProject(store, id);
    const [run] = await store.page('run', id);
    const [copied] = await store.page('run', copy.id);
    if (!run || !copied) throw new Error('Both have a run.');
    expect(await canonicalExport(store, copied)).toBe(await canonicalExport(store, run));
  });

  it('leaves behind why its run paused, and takes in no such word from elsewhere', async () => {
    const [store, { id }] = await filledProject();
    const [run] = await store.page('run', id);
    if (!run) throw new Error('The project has a run.');
    const put = (item: Run) => store.write([{ put: 'run', item }]);
    await put(inState(run, 'paused'));
    const plain = await bytesOf(store, id);
    await put(pausedBy(run, { kind: 'endpoint-away', host: 'gpu.example' }));
    expect((await bytesOf(store, id)).equals(plain)).toBe(true);
    const made = unzipSync(plain);
    const line = strFromU8(made['runs.jsonl'] ?? new Uint8Array());
    const told = line.replace('"state":', '"pausedBy":{"kind":"quota-full"},"state":');
    const file = zipSync({ ...made, 'runs.jsonl': strToU8(told) });
    const elsewhere = new MemoryStore();
    const project = await takeInProject(elsewhere, new Blob([new Uint8Array(file)]));
    expect(told).not.toBe(line);
    expect((await elsewhere.page('run', project.id)).map((taken) => 'pausedBy' in taken)).toEqual([false]);
  });

  it.each(['aa-01', 'zz-01'])(
    'has runs that name one another wherever it is opened: one called %s goes on from the first, and one is it again',
    async (second) => {
      const [store, { id }] = await filledProject();
      const [run] = await store.page('run', id);
      if (!run) throw new Error('The project has a run.');
      const onward: Run = { ...run, id: second, name: 'onward', goesOnFrom: run.id };
      const back: Run = { ...run, name: 'back', id: `${second}2`, goesOnFrom: second, reproduces: 'gone-01' };
      await store.write([onward, back].map((item) => ({ put: 'run', item })));
      const first = await bytesOf(store, id);
      const elsewhere = new MemoryStore();
      const project = await takeInProject(elsewhere, new Blob([new Uint8Array(first)]));
      const copy = await duplicateProject(elsewhere, project.id);
      for (const { id: owner } of [project, copy]) {
        const runs = await elsewhere.page('run', owner);
        const called = (name: string) => runs.find((one) => one.name === name);
        expect(called('onward')?.goesOnFrom).toBe(called('Run 1')?.id);
        expect(called('back')?.goesOnFrom).toBe(called('onward')?.id);
      }
      expect((await bytesOf(elsewhere, project.id)).equals(first)).toBe(true);
    },
  );

  it('is the same on another day and in another time zone', async () => {
    const [store, { id }] = await filledProject();
    const zone = process.env['TZ'];
    const first = await bytesOf(store, id);
    try {
      process.env['TZ'] = 'Pacific/Kiritimati';
      expect((await bytesOf(store, id)).equals(first)).toBe(true);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('says in its README what it holds, and names no id of this browser', async () => {
    const [store, { id }] = await filledProject();
    const files = unzipSync(await bytesOf(store, id));
    const readme = strFromU8(files['README.md'] ?? new Uint8Array());
    expect(readme).toContain('# Bees & buses');
    expect(readme).toMatch(/attributes\.jsonl` \(16\)/);
    for (const [name, bytes] of Object.entries(files))
      expect(`${name}: ${strFromU8(bytes)}`).not.toContain(id);
  });

  it('holds a copy of a copy under the same names as the first', async () => {
    const [store, { id }] = await filledProject();
    const copy = await duplicateProject(store, id);
    const again = await duplicateProject(store, copy.id);
    const names = async (projectId: string) => Object.keys(unzipSync(await bytesOf(store, projectId)));
    expect(await names(again.id)).toEqual(await names(id));
  });
});

describe('a character card', () => {
  it('comes back whole with its profile, fields that nobody knows included', async () => {
    const [store, { id }] = await filledProject();
    const elsewhere = new MemoryStore();
    const project = await takeInProject(elsewhere, new Blob([new Uint8Array(await bytesOf(store, id))]));
    expect((await elsewhere.read('profile', project.id, 'drawn'))?.card).toEqual(card);
  });
});
