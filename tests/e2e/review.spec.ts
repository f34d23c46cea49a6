// Labelling without a mouse: a hundred conversations, undone and redone, out in a file and back.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { formatSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { parseStudioJson } from '../../src/core/formats/studio-json.ts';
import { expect, test } from './studio.ts';

const hostile = `<img src=x onerror="document.title='owned'"> {{constructor}} </script>`;

const talk = (number: number) => ({
  profiles: [['I keep bees.', `I say ${hostile}.`], ['I drive a bus.']] as const,
  conversation: `User 1: Talk number ${number}, ${hostile}\nUser 2: I was late again, the bus would not start.`,
});

async function open(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/');
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await expect(listOf(page)).toBeVisible();
}

const listOf = (page: Page) => page.getByRole('listbox', { name: 'Conversations of this set' });

async function exported(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  await page.getByRole('radio', { name: /^JSON / }).check();
  const button = page.getByRole('button', { name: 'Download', exact: true });
  await expect(button).toBeEnabled();
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFile(await file.path(), 'utf8');
}

test('a hundred conversations are labelled by keys alone, undone across a reload, and come back from a file', async ({
  page,
}) => {
  const rows = Array.from({ length: 100 }, (_, index) => talk(index + 1));
  await open(page, 'hundred.csv', formatSpcCsv(rows));
  const press = (...keys: readonly string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  await press('g', 'v');
  await page.getByLabel('Name').waitFor();
  await page.keyboard.type('Ada <b>{{name}}</b>');
  await press('Enter');
  await expect(page.getByText('0 of 100 decided')).toBeVisible();
  await expect(page.getByText('Talk number 1,')).toBeVisible();
  await expect(page.getByText('hidden until you decide')).toBeVisible();

  // The first in full: marks, a score, a note, a decision.
  await press('s', 'f', 'd', '4', 'n');
  await page.keyboard.type('Polite to a fault.');
  await press('Escape', 'r');
  await expect(page.getByText('hidden until you decide')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Reject/ })).toHaveAttribute('aria-pressed', 'true');
  for (let number = 2; number <= 100; number += 1) await press('j', number % 3 === 0 ? 'r' : 'a');
  await expect(page.getByText('100 of 100 decided')).toBeVisible();
  await expect(page.getByText('Talk number 100,')).toBeVisible();

  await page.reload();
  await expect(page.getByText('100 of 100 decided')).toBeVisible();
  await press('u', 'u');
  await expect(page.getByText('98 of 100 decided')).toBeVisible();
  await expect(page.getByText('Talk number 99,')).toBeVisible();
  await press('r', 'l', 'a');
  await expect(page.getByText('100 of 100 decided')).toBeVisible();

  // A g leads to another screen; what follows it is no label.
  await press('?');
  await expect(page.getByRole('dialog')).toContainText('Next undecided');
  await press('Escape');
  expect(await page.locator('main img').count()).toBe(0);
  expect(await page.title()).not.toBe('owned');

  const text = await exported(page);
  const { records } = parseStudioJson(text);
  const labels = records.flatMap((record) => record.labels);
  expect(labels).toHaveLength(100);
  expect(labels[0]).toMatchObject({
    annotator: 'Ada <b>{{name}}</b>',
    decision: 'reject',
    score: 4,
    note: 'Polite to a fault.',
    marks: [
      { speaker: 1, attribute: 0, mark: 'supported' },
      { speaker: 1, attribute: 1, mark: 'contradicted' },
      { speaker: 2, attribute: 0, mark: 'not mentioned' },
    ],
  });
  expect(labels.filter(({ decision }) => decision === 'reject')).toHaveLength(34);

  await open(page, 'back.json', text);
  await listOf(page).getByRole('option').first().click();
  const aside = page.getByRole('article').getByRole('listitem').filter({ hasText: 'Polite to a fault.' });
  await expect(aside).toContainText('Rejected');
  expect(parseStudioJson(await exported(page)).records.map((record) => record.labels)).toEqual(
    records.map((record) => record.labels),
  );
});

test('a second annotator sees neither verdicts nor labels of the first before deciding, and the screen is accessible', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  await listOf(page).getByRole('option').first().click();
  await page.getByRole('link', { name: 'Label this conversation' }).click();
  await page.getByLabel('Name').fill('Grace');
  await page.keyboard.press('Enter');
  const verdicts = page.getByRole('heading', { name: 'Verdicts' });
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeVisible();
  await expect(page.getByText('You are early')).toBeVisible();
  await expect(verdicts).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Labels of others' })).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  }
  await page.keyboard.press('a');
  await expect(verdicts).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Labels of others' })).toBeVisible();

  await page.getByLabel('Order').selectOption('Disagreement first');
  await expect(page.getByText(/^1 of 8 decided$/)).toBeVisible();
  await page.getByRole('button', { name: 'Labelling as Grace: change' }).click();
  await page.getByLabel('Name').fill('Ada');
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 of 8 decided')).toBeVisible();
});
