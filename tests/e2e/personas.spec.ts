// Personas through the screens: categories by meaning, from the real encoder, and what follows from them.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { formatSpcCsv, parseSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { expect, realData, test } from './studio.ts';

test('real attributes get categories by meaning, and pairs are drawn by what they share', async ({
  page,
}) => {
  const data = realData('spc_valid.csv');
  test.skip('notRun' in data, 'notRun' in data ? data.notRun : '');
  if ('notRun' in data) return;
  const { rows } = parseSpcCsv(await readFile(data.path, 'utf8'));
  await page.goto('/');
  await page.getByLabel('File of dialogues').setInputFiles({
    name: 'real rows.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(formatSpcCsv(rows.slice(0, 30))),
  });
  await expect(page.getByText('Read from real rows.csv')).toBeVisible();
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('link', { name: 'Personas', exact: true }).first().click();

  await page.getByRole('button', { name: 'Find categories' }).click();
  await expect(page.getByRole('img', { name: /^The merge tree/ })).toBeVisible({ timeout: 60_000 });
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations).toEqual([]);

  const found = page.getByRole('list', { name: 'Categories of this cut' }).getByRole('listitem');
  const atFirst = await found.count();
  await page.getByRole('slider', { name: 'Categories' }).press('ArrowRight');
  await expect(found).toHaveCount(atFirst + 1);
  await page.getByRole('button', { name: /^Categorise/ }).click();
  await expect(page.getByText(/^Categorised \d+ attributes\.$/)).toBeVisible();
  await expect(page.getByLabel('Category').locator('option')).not.toHaveCount(2);

  await page.getByRole('button', { name: 'Draw pairs' }).click();
  await page.getByText('By categories', { exact: true }).click();
  await page.getByLabel('Shared, more than').fill('0');
  await page.getByRole('dialog').getByRole('button', { name: 'Draw pairs' }).click();
  await expect(page.getByText(/^Drew [1-9]\d* pairs?/)).toBeVisible();
});

test('a search for categories is stopped by closing it, begins anew, and what it did is undone', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  await page.getByRole('link', { name: 'Personas', exact: true }).first().click();
  const category = page.getByRole('main').getByText('work', { exact: true });
  const before = await category.count();
  expect(before).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Find categories' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Find categories' }).click();
  await expect(page.getByRole('img', { name: /^The merge tree/ })).toBeVisible({ timeout: 60_000 });
  const keep = page.getByLabel('Attributes that have a category keep it');
  await keep.check();
  await expect(page.getByRole('button', { name: 'Nothing to change' })).toBeDisabled();
  await keep.uncheck();
  await page.getByRole('button', { name: /^Categorise/ }).click();
  await expect(category).not.toHaveCount(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(category).toHaveCount(before);
});
