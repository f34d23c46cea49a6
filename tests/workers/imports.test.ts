// Files as they come in: packed, known from before, longer than one transaction.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { formatSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { everything } from '../../src/core/listing/query.ts';
import { Broken } from '../../src/core/trouble.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import type { ImportDesk } from '../../workers/studio/import-desk.ts';
import { importFile, knownConversations } from '../../workers/studio/imports.ts';
import { Listings } from '../../workers/studio/listing/listings.ts';
import { watchedStore } from '../../workers/studio/listing/watched-store.ts';

const csv = (rows: number): string =>
  formatSpcCsv(
    Array.from({ length: rows }, (_, at) => ({
      profiles: [['I keep bees.', `I am ${at}.`], ['I sail.']] as const,
      conversation: `User 1: Hello ${at}.\nUser 2: Hi.`,
    })),
  );

async function opened() {
  const plain = new MemoryStore();
  const store = watchedStore(plain, (owner, changes) => listings.hear(owner, changes));
  const listings: Listings = new Listings(store);
  const heard: number[] = [];
  const desk: ImportDesk = { store, listings, told: (done) => heard.push(done) };
  const project = { owner: '', id: 'p', name: 'P', kind: 'own', createdAt: 1 } as const;
  await store.write([{ put: 'project', item: project }]);
  const ids = async (setId: string) => (await listings.of(setId)).ids(everything);
  return { plain, desk, heard, ids };
}

test('a file packed with gzip is the same file', async () => {
  const { desk, ids } = await opened();
  const plain = await importFile(desk, 'p', new File([csv(3)], 'a.csv'), 'replace');
  const packed = new File([gzipSync(csv(3))], 'a.csv.gz');
  expect(await knownConversations(desk.store, 'p', packed)).toBe(3);
  const again = await importFile(desk, 'p', packed, 'replace');
  expect(again.setId).toBe(plain.setId);
  expect(await ids(again.setId ?? '')).toHaveLength(3);
});

test('a packed file that is broken off is refused with a sentence', async () => {
  const { desk } = await opened();
  const broken = new File([gzipSync(csv(300)).subarray(0, 200)], 'a.csv.gz');
  const refused = await importFile(desk, 'p', broken, 'replace').catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(Broken);
  expect((refused as Broken).trouble).toMatchObject({ kind: 'bad-file', file: 'a.csv.gz' });
});

test('rows that are known are skipped, replaced or kept twice, as the person says', async () => {
  const { desk, ids, heard } = await opened();
  const file = () => new File([csv(250)], 'a.csv');
  const first = await importFile(desk, 'p', file(), 'skip');
  expect(first).toMatchObject({ conversations: 250, skipped: 0, pairs: 250, attributes: 252 });
  expect(heard).toEqual([100, 200, 250]);
  const setId = first.setId ?? '';
  const before = await ids(setId);

  expect(await importFile(desk, 'p', file(), 'skip')).toMatchObject({ conversations: 0, skipped: 250 });
  expect(await importFile(desk, 'p', file(), 'replace')).toMatchObject({ conversations: 250, skipped: 0 });
  expect(await ids(setId)).toEqual(before);

  for (const copies of [2, 3]) {
    await importFile(desk, 'p', file(), 'keep both');
    const all = await ids(setId);
    expect(new Set(all).size).toBe(250 * copies);
    expect(all.slice(0, 250)).toEqual(before);
    expect(await desk.store.count('pair', 'p')).toBe(250 * copies);
    // The sentences are the same ones.
    expect(await desk.store.count('attribute', 'p')).toBe(252);
  }
});

test('the index of an import is there when it ends, and says what a later look would', async () => {
  const { plain, desk } = await opened();
  const { setId } = await importFile(desk, 'p', new File([csv(120)], 'a.csv'), 'replace');
  const kept = await plain.read('index', setId ?? '', 'rows');
  expect(kept?.part === 'rows' && kept.columns.ids.length).toBe(120);
  const rows = async (listings: Listings) =>
    (await (await listings.of(setId ?? '')).rows(everything, 0, 200)).rows;
  await plain.clear('index', setId ?? '');
  expect(await rows(desk.listings)).toEqual(await rows(new Listings(plain)));
});
