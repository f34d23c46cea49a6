// A project leaves as a file and comes back, through the screens; what is no project is refused and changes nothing.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './studio.ts';

async function exported(page: Page, name: string): Promise<Buffer> {
  await page.goto('/#/');
  await page
    .getByRole('button', { name: `Actions for ${name}` })
    .last()
    .click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as a project file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('example.parley.zip');
  return readFile(await download.path());
}

const open = (page: Page, buffer: Buffer) =>
  page
    .getByLabel('Project file')
    .setInputFiles({ name: 'example.parley.zip', mimeType: 'application/zip', buffer });

test('a project file opens as the same project, byte for byte, and a broken one changes nothing', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  await expect(page.getByRole('listbox', { name: 'Conversations of this set' })).toBeVisible();
  const file = await exported(page, 'Example');

  const links = page.getByRole('main').getByRole('listitem').getByRole('link');
  await open(page, file.subarray(0, file.length - 200));
  await expect(page.getByRole('alert')).toContainText('The project file was not opened');
  await expect(links).toHaveCount(1);

  await open(page, file);
  await expect(page.getByText('Opened “Example”')).toBeVisible();
  await expect(links).toHaveCount(2);
  expect((await exported(page, 'Example')).equals(file)).toBe(true);
});
