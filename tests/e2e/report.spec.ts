// A run told in a report, and had again: the whole run, and one conversation of it, each held beside the original.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

/** A finished scripted run of two pairs of the example. */
async function finishedRun(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  await expect(page.getByRole('listbox', { name: 'Conversations of this set' })).toBeVisible();
  await page.getByRole('link', { name: 'Run', exact: true }).first().click();
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill('2');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
}

async function saved(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return (await readFile(await file.path())).toString();
}

test('a run has a report, on the page and as files that hold the same', async ({ page }) => {
  await finishedRun(page);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  const report = page.getByRole('article');
  const titles = ['Plan', 'Models', 'Prompts and experts', 'Yield', 'Sources', 'How to have it again'];
  for (const name of titles) await expect(report.getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(report.getByText('scripted on scripted', { exact: true }).first()).toBeVisible();
  const html = await saved(page, 'Save as HTML');
  const markdown = await saved(page, 'Save as Markdown');
  for (const title of titles) {
    expect(html).toContain(`<h2>${title}</h2>`);
    expect(markdown).toContain(`## ${title}\n`);
  }

  const alone = await page.context().newPage();
  await alone.setContent(html);
  await expect(alone.getByRole('heading', { name: 'Yield' })).toBeVisible();
  await alone.close();
});

test('a run is run again and found the same, and so is one of its conversations', async ({ page }) => {
  await finishedRun(page);
  await page.getByRole('button', { name: 'Run it again' }).click();
  await expect(page.getByRole('heading', { name: /^Compared with “Quick run/ })).toBeVisible();
  await expect(page.getByText('The same', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^\d+ conversations and \d+ verdicts say the same\.$/)).toBeVisible();

  await page.getByRole('link', { name: 'Conversations', exact: true }).last().click();
  await page.getByRole('listbox').getByRole('option', { name: /^Kept/ }).first().click();
  await page.getByRole('button', { name: 'Reproduce this' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Write it again' }).click();
  await expect(dialog.getByText('The same text', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('button', { name: 'Edit turns' }).click();
  await dialog.getByRole('textbox').first().fill('Something that a person said.');
  await dialog.getByRole('button', { name: 'Keep 1 edit' }).click();
  await page.getByRole('button', { name: 'Reproduce this' }).click();
  await dialog.getByRole('button', { name: 'Write it again' }).click();
  await expect(dialog.getByText('The same text', { exact: true }), 'an edit is no difference').toBeVisible();
});
