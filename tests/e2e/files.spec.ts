// What goes in and what comes out, through the screens: rows that cannot be read, hostile text, and a file that comes back.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { canonicalLine } from '../../src/core/formats/canonical.ts';
import { formatSpcCsv, parseSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { parseStudioJson } from '../../src/core/formats/studio-json.ts';
import { expect, realData, test } from './studio.ts';

const csvHeader = 'user 1 personas,user 2 personas,Best Generated Conversation';

async function importAs(page: Page, name: string, text: string | Buffer): Promise<void> {
  await page.goto('/');
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(page.getByText(`Read from ${name}`)).toBeVisible();
}

async function download(page: Page, format: string): Promise<string> {
  await page.getByRole('radio', { name: new RegExp(`^${format} `) }).check();
  const button = page.getByRole('button', { name: 'Download', exact: true });
  await expect(button).toBeEnabled();
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFile(await file.path(), 'utf8');
}

const listOf = (page: Page) => page.getByRole('listbox', { name: 'Conversations of this set' });

test('all 26 faulty rows of the published dataset are taken in', async ({ page }) => {
  const data = realData('spc_faulty_rows.csv');
  test.skip('notRun' in data, 'notRun' in data ? data.notRun : '');
  if ('notRun' in data) return;
  await importAs(page, 'faulty.csv', await readFile(data.path));
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await expect(page.getByText('26 conversations', { exact: true })).toBeVisible();
});

test('a row that cannot be read is listed with its line and reason, and the rest is kept', async ({
  page,
}) => {
  const good = '"I keep bees.","I drive a bus.","User 1: Hello there.\nUser 2: Hi, how are you?"';
  await importAs(page, 'broken.csv', [csvHeader, good, 'only one cell', good].join('\n'));
  const report = page.getByRole('dialog');
  await expect(report.getByRole('listitem').filter({ hasText: 'Line 4' })).toContainText('column');
  await report.getByRole('link', { name: 'See the conversations' }).click();
  await expect(listOf(page).getByRole('option')).toHaveCount(2);
});

test('text that looks like markup or a template is shown as it is, and nothing of it runs', async ({
  page,
}) => {
  const hostile = `<img src=x onerror="document.title='owned'"> {{constructor}} </script><b>`;
  const long = 'x'.repeat(3000);
  const rtl = '\u202Egnp.exe';
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const row = [
    quoted(`I say ${hostile}.`),
    quoted('I drive a bus.'),
    quoted(`User 1: ${hostile}\nUser 2: ${long}\nUser 1: ${rtl}`),
  ].join(',');
  await importAs(page, '<b>name</b>.csv', `${csvHeader}\n${row}`);
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await listOf(page).getByRole('option').first().click();
  const article = page.getByRole('article');
  await expect(article.getByText(hostile).first()).toBeVisible();
  await expect(article.getByText(long.slice(0, 100)).first()).toBeVisible();
  expect(await page.locator('main img, main b').count()).toBe(0);
  expect(await page.title()).not.toBe('owned');
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider).toBeLessThanOrEqual(0);
});

test('the example goes out in three formats, and its JSON comes back as the same records', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  const [json, jsonl, csv] = [
    await download(page, 'JSON'),
    await download(page, 'JSONL'),
    await download(page, 'Synthetic-Persona-Chat CSV'),
  ];
  const out = parseStudioJson(json);
  expect(out.problems).toEqual([]);
  expect(out.records.length).toBeGreaterThanOrEqual(8);
  expect(jsonl.trim().split('\n')).toHaveLength(out.records.length);
  const rows = parseSpcCsv(csv);
  expect(rows.problems).toEqual([]);
  expect(formatSpcCsv(rows.rows)).toBe(csv);

  await importAs(page, 'back.json', json);
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  const back = parseStudioJson(await download(page, 'JSON'));
  expect(back.records.map(canonicalLine)).toEqual(out.records.map(canonicalLine));
});
