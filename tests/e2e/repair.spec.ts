// From critic to repair: a faulty turn goes back with the reasons, comes back rewritten, is judged again, and can be taken back.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { formatSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { parseStudioJson } from '../../src/core/formats/studio-json.ts';
import { chooseModel, expect, test } from './studio.ts';

test('a conversation with a faulty turn is sent back, rewritten there alone, judged again and kept with what stood there before', async ({
  page,
}) => {
  const faulty = 'Good morning, [your name], {{how}} are <b>you</b>?';
  const rows = [
    {
      profiles: [['I keep bees.'], ['I drive a bus.']] as const,
      conversation: [`User 1: ${faulty}`, 'User 2: Tired. The first bus leaves at four.'].join('\n'),
    },
  ];
  await page.goto('/');
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name: 'one.csv', mimeType: 'text/csv', buffer: Buffer.from(formatSpcCsv(rows)) });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('listbox', { name: 'Conversations of this set' }).getByRole('option').first().click();
  await page.getByRole('button', { name: 'Send back' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send back for a rewrite' });
  await expect(dialog.getByLabel('Rewrite turn 1')).toBeChecked();
  await expect(dialog.getByLabel('Rewrite turn 2')).not.toBeChecked();
  await expect(dialog.getByLabel('What is wrong, one a line')).toHaveValue(/\[your name\]/);
  for (const label of ['Who rewrites', 'Who judges it again'])
    await chooseModel(page, label, 'Scripted, no model');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Rewrite 1 turn' }).click();
  await expect(dialog).toHaveCount(0);

  const article = page.getByRole('article');
  await expect(article.getByText('Written anew by')).toBeVisible();
  await expect(article.locator('del')).toHaveText(faulty);
  await expect(article.getByText('Tired. The first bus leaves at four.', { exact: true })).toBeVisible();
  await expect(article.getByRole('heading', { name: 'Verdicts' }).locator('..')).toContainText(
    'Faithfulness',
  );

  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  await page.getByRole('radio', { name: /^JSON / }).check();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  const [record] = parseStudioJson(await readFile(await file.path(), 'utf8')).records;
  expect(record?.conversation.edits).toMatchObject([
    {
      turn: 0,
      before: faulty,
      by: { prompt: { id: 'repair' }, reasons: [expect.stringContaining('[your name]')] },
    },
  ]);
  expect(record?.conversation.turns[1]?.text).toBe('Tired. The first bus leaves at four.');
  expect(record?.verdicts.some(({ edits, expert }) => edits === 1 && expert !== '')).toBe(true);

  await page.goBack();
  await page.keyboard.press('Control+z');
  await expect(article.getByText('Written anew by')).toHaveCount(0);
  await expect(article.getByText('[your name]').first()).toBeVisible();
});
