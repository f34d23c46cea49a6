// Every version of the database that people have: opened here, nothing of it is lost, all of it has today's shape, and a backup
// made before holds the same. A fixture is what a studio of that version wrote.
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { differenceFrom, projectKinds } from '../../../src/core/formats/project/shapes.ts';
import type { Kind } from '../../../src/core/items.ts';
import { Broken } from '../../../src/core/trouble.ts';
import { openIdbStore } from '../../../src/store/idb/idb-store.ts';
import { olderVersion, openOlderStore } from '../../../src/store/idb/older-database.ts';
import { databaseVersion } from '../../../src/store/idb/schema.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { backupFile } from '../../../workers/studio/project-file/backup.ts';
import { takeIn } from '../../../workers/studio/project-file/take-in.ts';
import { countsOf } from '../../workers/project-file/filled.ts';

interface Fixture {
  readonly version: number;
  readonly items: Readonly<Partial<Record<Kind, readonly { readonly owner: string; readonly id: string }[]>>>;
}
const released = Array.from({ length: databaseVersion - 1 }, (_, index) => index + 1);

const fixture = (version: number): Fixture =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`./fixtures/version-${version}.json`, import.meta.url)), 'utf8'),
  ) as Fixture;

let opened = 0;
/** A database as that version left it. */
async function written({ version, items }: Fixture): Promise<string> {
  const name = `version ${version}, ${(opened += 1)}`;
  const database = await openDB(name, version, {
    upgrade: (fresh) => {
      for (const kind of Object.keys(items)) fresh.createObjectStore(kind, { keyPath: ['owner', 'id'] });
    },
  });
  for (const [kind, list] of Object.entries(items)) for (const item of list) await database.put(kind, item);
  database.close();
  return name;
}

describe.each(released)('a database of version %i', (version) => {
  const { items } = fixture(version);

  it('is known as older, and opens with every item in today’s shape and none lost', async () => {
    const name = await written(fixture(version));
    expect(await olderVersion(name)).toBe(version);
    const store = await openIdbStore(name);
    for (const [kind, list] of Object.entries(items) as [Kind, Fixture['items'][Kind] & object][])
      for (const { owner, id } of list) {
        const item = await store.read(kind, owner, id);
        expect(item, `${kind} ${id}`).toMatchObject({ owner, id });
        const known = projectKinds.find((one) => one === kind);
        if (known) expect([kind, id, differenceFrom(known, item)]).toEqual([kind, id, null]);
      }
    store.close();
    expect(await olderVersion(name)).toBeNull();
  });

  it('is backed up as it is, and the backup opens in a new studio as the same projects', async () => {
    const name = await written(fixture(version));
    const older = await openOlderStore(version, name);
    const { file } = await backupFile(older, version);
    await expect(older.write([])).rejects.toBeInstanceOf(Broken);
    older.close();
    // The backup has changed nothing.
    expect(await olderVersion(name)).toBe(version);
    const upgraded = await openIdbStore(name);
    const elsewhere = new MemoryStore();
    const taken = await takeIn(elsewhere, file);
    const originals = await upgraded.page('project', '');
    expect(taken.map((project) => project.name)).toEqual(originals.map((project) => project.name));
    for (const [index, project] of taken.entries())
      expect(await countsOf(elsewhere, project.id)).toEqual(
        await countsOf(upgraded, originals[index]?.id ?? ''),
      );
    upgraded.close();
  });
});

describe('bringing a database up to date', () => {
  it('that another tab holds up is said, and works once that tab is closed', async () => {
    const name = await written(fixture(1));
    const deaf = await openDB(name, 1);
    await expect(openIdbStore(name)).rejects.toMatchObject({ trouble: { kind: 'store-blocked' } });
    deaf.close();
    const store = await openIdbStore(name);
    expect(await store.count('project', '')).toBe(1);
    store.close();
  });

  it('is refused for a database of a newer studio, of which nothing is touched', async () => {
    const name = `newer ${(opened += 1)}`;
    const newer = await openDB(name, databaseVersion + 1, {
      upgrade: (database) => void database.createObjectStore('thing'),
    });
    await newer.put('thing', 'kept', 'key');
    newer.close();
    await expect(openIdbStore(name)).rejects.toMatchObject({ trouble: { kind: 'store-newer' } });
    const again = await openDB(name);
    expect([again.version, await again.get('thing', 'key')]).toEqual([databaseVersion + 1, 'kept']);
    again.close();
  });
});
