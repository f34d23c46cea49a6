// What an older version wrote is brought up to date when the person says so, with a backup first, and the backup opens here. What a
// newer one wrote is left alone.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './studio.ts';

interface Database {
  readonly version: number;
  readonly items: Readonly<Record<string, readonly object[]>>;
}

/** What a studio of that version wrote. */
const fixture = async (version: number): Promise<Database> =>
  JSON.parse(
    await readFile(
      fileURLToPath(new URL(`../contract/store/fixtures/version-${version}.json`, import.meta.url)),
      'utf8',
    ),
  ) as Database;

/** Puts the database where the studio will look for its own, and leaves the page at an address that starts no studio. */
async function leave(page: Page, database: Database, complaints: string[]): Promise<void> {
  await page.goto('/icon.svg');
  await page.evaluate(async ({ version, items }) => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('parley', version);
      request.onupgradeneeded = () => {
        for (const [kind, list] of Object.entries(items)) {
          const store = request.result.createObjectStore(kind, { keyPath: ['owner', 'id'] });
          for (const item of list) store.put(item);
        }
      };
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
      request.onerror = () => reject(new Error('The database could not be made.'));
    });
  }, database);
  // The browser looked for an icon of the icon.
  complaints.length = 0;
}

/** The version and the items of one kind, as they lie there. */
const lying = (page: Page, kind: string): Promise<{ version: number; items: object[] }> =>
  page.evaluate(async (wanted) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('The database could not be read.'));
      });
    const database = await settled(indexedDB.open('parley'));
    const items = (await settled(database.transaction(wanted).objectStore(wanted).getAll())) as object[];
    const { version } = database;
    database.close();
    return { version, items };
  }, kind);

const offer = (page: Page) => page.getByRole('dialog', { name: 'Your projects come from an older Parley' });

const released = [
  { version: 1, holds: '12 attributes · 2 pairs · 1 run · 5 conversations' },
  { version: 2, holds: '12 attributes · 2 pairs · 1 run · 5 conversations' },
  { version: 3, holds: '16 attributes · 2 pairs · 1 run · 9 conversations' },
];

for (const { version, holds } of released)
  test(`projects of version ${version} are backed up and brought up to date, and the backup opens as the same`, async ({
    page,
    complaints,
  }) => {
    const older = await fixture(version);
    await leave(page, older, complaints);
    await page.goto('/');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      offer(page).getByRole('button', { name: 'Save a backup' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`parley-backup-version-${version}.zip`);
    await offer(page).getByRole('button', { name: 'Bring them up to date' }).click();
    await expect(offer(page)).toHaveCount(0);
    const project = page.getByRole('main').getByRole('link', { name: 'Bees & buses' });
    await expect(project).toHaveCount(1);
    await expect(page.getByText(holds)).toHaveCount(1);

    const buffer = await readFile(await download.path());
    const backup = { name: 'backup.zip', mimeType: 'application/zip', buffer };
    await page.getByLabel('Project file').setInputFiles(backup);
    await expect(page.getByText(holds)).toHaveCount(2);
    // What was brought up to date, and what came back from the backup.
    for (const one of [project.first(), project.last()]) {
      await one.click();
      await expect(page.getByRole('listbox', { name: 'Conversations of this set' })).toBeVisible();
      await page.getByRole('link', { name: 'Projects' }).first().click();
    }
    await page.goto('/icon.svg');
    complaints.length = 0;
    const labels = (await lying(page, 'label')).items;
    expect(labels).toHaveLength(2);
    for (const label of labels) expect(label).toHaveProperty('about');
    await page.goto('/');
    await expect(project).toHaveCount(2);
    await expect(offer(page)).toHaveCount(0);
  });

test('an older studio without projects is brought up to date without a question', async ({
  page,
  complaints,
}) => {
  await leave(page, { version: 3, items: { project: [], setting: [] } }, complaints);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Generate' })).toBeVisible();
  await expect(offer(page)).toHaveCount(0);
});

test('what a newer studio wrote is refused with a sentence, and nothing of it is touched', async ({
  page,
  complaints,
}) => {
  const project = { owner: '', id: 'of-tomorrow', name: 'Of tomorrow', shape: 'unknown here' };
  await leave(page, { version: 99, items: { project: [project], thing: [] } }, complaints);
  await page.goto('/');
  const refusal = page
    .getByRole('alert')
    .filter({ hasText: 'written by a newer Parley (version 99' })
    .first();
  await expect(refusal).toContainText('Update Parley and start it again; nothing was changed.');
  await page.goto('/icon.svg');
  complaints.length = 0;
  expect(await lying(page, 'project')).toEqual({ version: 99, items: [project] });
});
