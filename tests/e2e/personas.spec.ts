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

test('what is too near in meaning is left out of a profile that is drawn, and a person overrules it', async ({
  page,
}) => {
  const near = ['I have two dogs.', 'I have three dogs.', 'I own a couple of dogs.', 'My dogs are two.'];
  const other = [
    'I teach maths.',
    'I bake bread.',
    'I live by the sea.',
    'I play the cello.',
    'I hate rain.',
    'I swim.',
    'I paint.',
  ];
  const csv = [
    'user 1 personas,user 2 personas,Best Generated Conversation',
    `"${near.join('\n')}","${other.join('\n')}","User 1: Hello.\nUser 2: Hi there."`,
  ].join('\n');
  await page.goto('/');
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('link', { name: 'Personas', exact: true }).first().click();
  await page.getByRole('button', { name: 'Draw pairs' }).first().click();
  await page.getByLabel('Pairs, at most').fill('4');
  await page.getByRole('dialog').getByRole('button', { name: 'Draw pairs' }).click();
  await expect(page.getByText(/^Drew 4 pairs; \d+ attributes? left out as redundant\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'See them' }).click();

  const leftOut = page.getByText(/^Left out: /);
  const before = await leftOut.count();
  const [, text = ''] = /“(.*?)”/.exec((await leftOut.first().textContent()) ?? '') ?? [];
  expect(near).toContain(text);
  await page
    .getByRole('button', { name: `Put in “${text}”` })
    .first()
    .click();
  await expect(leftOut).toHaveCount(before - 1);
  await expect(page.getByRole('listitem').filter({ hasText: text }).first()).toBeVisible();
});

test('a search for categories is stopped by closing it, begins anew, and what it did is undone', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  await page.getByRole('link', { name: 'Personas', exact: true }).first().click();
  const category = page.getByRole('main').locator('span').getByText('work', { exact: true });
  await expect(category.first()).toBeVisible();
  const before = await category.count();

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
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(category).toHaveCount(before);
});
