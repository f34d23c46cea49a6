// The folder that a project mirrors itself to. The browser's own dialog can't be driven, so a folder of this origin's private file
// system stands in for the one that a person picks: its handle is of the same kind, and so is all that is written through it.
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

const folder = 'My datasets';

/** The names in the folder and how many bytes each has; null where it is gone. */
const filesIn = (page: Page): Promise<Readonly<Record<string, number>> | null> =>
  page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const picked = await root.getDirectoryHandle(name).catch(() => null);
    if (!picked) return null;
    const files: Record<string, number> = {};
    for await (const handle of picked.values())
      if (handle.kind === 'file')
        files[handle.name] = (await (handle as FileSystemFileHandle).getFile()).size;
    return files;
  }, folder);

const bytesOf = (page: Page, file: string): Promise<readonly number[]> =>
  page.evaluate(
    async ([name, wanted]) => {
      const root = await navigator.storage.getDirectory();
      const handle = await (await root.getDirectoryHandle(name)).getFileHandle(wanted);
      return [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
    },
    [folder, file] as const,
  );

const finished = (page: Page) =>
  expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 60_000 });

test('a project mirrors itself to a folder after each round and beyond a reload, says when the folder is gone, and what lies there opens as the project', async ({
  page,
}) => {
  await page.addInitScript((name) => {
    const pick = async () => {
      const isFirst = sessionStorage.getItem('asked') === null;
      sessionStorage.setItem('asked', 'yes');
      // The first time the person closes it, or does not allow writing: the browser says the same of both.
      if (isFirst) throw new DOMException('The user aborted a request.', 'AbortError');
      return (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
    };
    Object.assign(window, { showDirectoryPicker: pick });
  }, folder);
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill('4');
  await page.getByLabel('Rounds').fill('2');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await page.getByRole('button', { name: 'Mirror to a folder …' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'No folder was taken' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Mirror to a folder …' }).click();
  await expect(page.getByText('No folder was taken')).toHaveCount(0);
  const mirrored = page.getByText(`Mirrored to the folder “${folder}”`);
  await expect(mirrored).toBeVisible();
  const [name = '', early = 0] = Object.entries((await filesIn(page)) ?? {})[0] ?? [];
  expect(name).toMatch(/\.parley\.zip$/);
  await finished(page);
  await expect.poll(async () => (await filesIn(page))?.[name]).toBeGreaterThan(early);
  expect(Object.keys((await filesIn(page)) ?? {})).toEqual([name]);

  await page.reload();
  await expect(mirrored).toBeVisible();
  await page.evaluate(async (gone) => {
    await (await navigator.storage.getDirectory()).removeEntry(gone, { recursive: true });
  }, folder);
  await page.getByRole('button', { name: 'Run it again' }).click();
  await finished(page);
  await expect(page.getByText('The folder for the mirror is no longer where it was')).toBeVisible();
  expect(await filesIn(page)).toBeNull();
  await page.getByRole('button', { name: 'Other folder …' }).click();
  await expect(page.getByText('The folder for the mirror is no longer where it was')).toBeHidden();
  await expect.poll(async () => Object.keys((await filesIn(page)) ?? {})).toEqual([name]);

  const buffer = Buffer.from(await bytesOf(page, name));
  await page.getByRole('link', { name: 'Projects' }).first().click();
  await page.getByLabel('Project file').setInputFiles({ name, mimeType: 'application/zip', buffer });
  await expect(page.getByText(/2 runs/)).toHaveCount(2);
});
