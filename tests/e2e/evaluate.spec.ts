// Sets side by side: measured in a worker, each figure with its interval and how it is computed, and out again as files.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, realData, test } from './studio.ts';

const csvHeader = 'user 1 personas,user 2 personas,Best Generated Conversation';
const topics = ['bees', 'trams', 'lakes', 'bread', 'chess', 'ferns', 'boats', 'owls'];
const row = (topic: string) =>
  `"I love ${topic}.","I drive a bus.","User 1: Do you like ${topic} as well?\nUser 2: I never thought of ${topic}, to be honest!\nUser 1: Come along on Sunday then.\nUser 2: What should I bring for the ${topic}?"`;

/** A project with two small sets of one shape; the address of its Evaluate screen. */
async function twoSets(page: Page): Promise<void> {
  await page.goto('/');
  const files = [topics, [...topics].reverse().slice(0, 6)].map((chosen, place) => ({
    name: `set-${place + 1}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from([csvHeader, ...chosen.map(row)].join('\n')),
  }));
  await page.getByLabel('File of dialogues').setInputFiles(files[0] ?? []);
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('link', { name: 'Personas', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(files[1] ?? []);
  await expect(page.getByText('Read from set-2.csv')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Evaluate', exact: true }).click();
}

const cells = (page: Page, figure: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: figure, exact: true }) })
    .getByRole('cell');

test('two sets are compared, with intervals, plots and how each figure is computed', async ({ page }) => {
  await twoSets(page);
  for (const name of [/^set-1/, /^set-2/]) await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Diversity' })).toBeVisible();
  await expect(cells(page, 'Conversations').nth(1)).toContainText('6');
  await expect(cells(page, 'Turns with “?”').nth(0)).toContainText('50.0 %');
  await expect(cells(page, 'Turns with “?”').nth(0)).toContainText('n 32');

  await page.getByRole('button', { name: 'Self-BLEU-4' }).click();
  await expect(page.getByText('How this is computed')).toBeVisible();
  await expect(page.getByText('Zhu et al. 2018')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Self-BLEU-4: set-/ })).toBeVisible();
  await expect(page.locator('figure svg circle')).toHaveCount(2);

  const saved = async (name: string | RegExp) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    return readFile(await file.path());
  };
  const png = await saved('Save the plot of Self-BLEU-4 as PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(5000);
  expect((await saved('Save the plot of Self-BLEU-4 as SVG')).toString()).toContain('set-1.csv');
  const csv = (await saved('Download CSV')).toString();
  expect(csv.split('\r\n').filter((line) => line.includes(',Diversity,MTLD,'))).toHaveLength(2);
});

test('a link to figures shows them, and the twins among them', async ({ page }) => {
  await twoSets(page);
  await page.getByRole('checkbox', { name: /^set-1/ }).check();
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Corpus' })).toBeVisible();
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(cells(page, 'Conversations').nth(0)).toContainText('8');
  await expect(page.getByRole('checkbox', { name: /^set-1/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /^set-2/ })).not.toBeChecked();
});

test('the published validation part has its published figures', async ({ page }) => {
  const data = realData('spc_valid.csv');
  test.skip('notRun' in data, 'notRun' in data ? data.notRun : '');
  if ('notRun' in data) return;
  await page.goto('/');
  await page.getByLabel('File of dialogues').setInputFiles(data.path);
  await page.getByRole('link', { name: 'See the conversations' }).click({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('checkbox', { name: /^spc_valid/ }).check();
  await page.getByRole('checkbox', { name: /^Accuracy/ }).check();
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Accuracy' })).toBeVisible({ timeout: 120_000 });
  await expect(cells(page, 'MTLD').nth(0)).toContainText('49.3');
  await expect(cells(page, 'Words per turn').nth(0)).toContainText('8.86');
  await expect(cells(page, 'Gain by the own profile').nth(0)).toContainText('points');
  await expect(cells(page, 'Gain by the own profile').nth(0)).toContainText(/\+[\d.]+ – \+[\d.]+/);
});
