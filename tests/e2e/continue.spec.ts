// A conversation is written on from one of its turns: by a real model in small, kept with what stood there before; not judged any
// more until somebody judges it again; and taken back.
import type { Page } from '@playwright/test';
import { formatSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { chooseModel, expect, test } from './studio.ts';

const article = (page: Page) => page.getByRole('main').getByRole('article');

async function openDialog(page: Page) {
  await page.getByRole('button', { name: 'Write on', exact: true }).click();
  return page.getByRole('dialog', { name: 'Write on from a turn' });
}

test('a turn is written anew by a real model, and what stood there before is kept', async ({ page }) => {
  const rows = [
    {
      profiles: [['I keep bees.'], ['I drive a bus.']] as const,
      conversation: 'User 1: Good morning, how are you?\nUser 2: Tired. The first bus leaves at four.',
    },
  ];
  await page.goto('/');
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name: 'one.csv', mimeType: 'text/csv', buffer: Buffer.from(formatSpcCsv(rows)) });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('listbox', { name: 'Conversations of this set' }).getByRole('option').first().click();
  const dialog = await openDialog(page);
  await chooseModel(page, 'Who writes', 'SmolLM2 135M Instruct · Q4_1');
  await dialog.getByRole('button', { name: 'Write 1 turn anew' }).click();
  await expect(dialog).toHaveCount(0, { timeout: 400_000 });
  await expect(article(page).locator('del')).toHaveText('Tired. The first bus leaves at four.');
  await expect(article(page).locator('ins')).not.toBeEmpty();
  await expect(article(page).getByText(/^Written anew by/)).toBeVisible();
});

test('turns that are written anew stand as not judged until they are judged again, and can be taken back', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  const list = page.getByRole('listbox', { name: 'Conversations of this set' });
  await list.getByRole('option', { name: /^Kept/ }).first().click();
  const marks = article(page).getByText(/\d[a-z] supported/);
  await expect(marks.first()).toBeVisible();
  let dialog = await openDialog(page);
  await dialog.getByLabel('From', { exact: true }).selectOption({ index: 3 });
  await chooseModel(page, 'Who writes', 'Scripted, no model');
  await dialog.getByRole('button', { name: /^Write \d+ turns anew$/ }).click();
  await expect(dialog).toHaveCount(0, { timeout: 120_000 });
  await expect(article(page).getByText('Not judged', { exact: true }).first()).toBeVisible();
  await expect(article(page).locator('del').nth(3)).toBeVisible();
  // What was said of the text before is there on demand, and marks nothing.
  await expect(marks).toHaveCount(0);
  await expect(article(page).getByText('Verdicts before the rewrite')).toBeVisible();

  dialog = await openDialog(page);
  await chooseModel(page, 'Who writes', 'Scripted, no model');
  await chooseModel(page, 'Who judges it again', 'Scripted, no model');
  await dialog.getByRole('button', { name: /^Write \d+ turns anew$/ }).click();
  await expect(dialog).toHaveCount(0, { timeout: 120_000 });
  await expect(article(page).getByText('Not judged', { exact: true })).toHaveCount(0);

  for (let step = 0; step < 2; step += 1) await page.keyboard.press('Control+z');
  await expect(article(page).locator('del')).toHaveCount(0);
  await expect(marks.first()).toBeVisible();
});
