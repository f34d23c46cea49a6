// What an older version wrote is brought up to date when the person says so, with a backup first, and the backup opens here.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from './studio.ts';

const fixture = fileURLToPath(new URL('../contract/store/fixtures/version-2.json', import.meta.url));

test('projects of an older version are backed up and brought up to date, and the backup opens as the same', async ({
  page,
  complaints,
}) => {
  const text = await readFile(fixture, 'utf8');
  // An address of the same origin that starts no studio.
  await page.goto('/icon.svg');
  await page.evaluate(async (json) => {
    const { version, items } = JSON.parse(json) as { version: number; items: Record<string, object[]> };
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
      request.onerror = () => reject(new Error('The older database could not be made.'));
    });
  }, text);
  // The browser looked for an icon of the icon.
  complaints.length = 0;

  await page.goto('/');
  const dialog = page.getByRole('dialog', { name: 'Your projects come from an older Parley' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save a backup' }).click(),
  ]);
  await dialog.getByRole('button', { name: 'Bring them up to date' }).click();
  await expect(dialog).toHaveCount(0);
  const project = page.getByRole('main').getByRole('link', { name: 'Bees & buses' });
  await expect(project).toHaveCount(1);

  const backup = {
    name: 'backup.zip',
    mimeType: 'application/zip',
    buffer: await readFile(await download.path()),
  };
  await page.getByLabel('Project file').setInputFiles(backup);
  await expect(project).toHaveCount(2);
  await project.first().click();
  await expect(page.getByRole('listbox', { name: 'Conversations of this set' })).toBeVisible();
});
