// The panel through the screens: the filters of Studio asked together, and a set judged that was not generated here.
import { readFile } from 'node:fs/promises';
import { parseStudioJson } from '../../src/core/formats/studio-json.ts';
import { chooseModel, expect, test } from './studio.ts';

const csv = [
  'user 1 personas,user 2 personas,Best Generated Conversation',
  ...Array.from({ length: 6 }, (_, row) => {
    // Every third row has a hard fault that the rules see.
    const name = row % 3 === 0 ? '[your name]' : 'Kim';
    const turns = [
      `Hello, I am ${name}.`,
      'Hi, do you keep bees?',
      `Yes, ${row + 2} hives.`,
      'I only take the bus.',
    ];
    const dialogue = turns.map((text, turn) => `User ${(turn % 2) + 1}: ${text}`).join('\n');
    return `"I keep bees.","I drive a bus.","${dialogue}"`;
  }),
].join('\n');

test('a set from a file is judged, and its clean part comes out', async ({ page }) => {
  await page.goto('/');
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('link', { name: 'Judge these' }).click();
  await chooseModel(page, 'Critic', 'Scripted, no model');
  for (const filter of ['Toxicity', 'Privacy']) await page.getByRole('checkbox', { name: filter }).check();
  await page.getByRole('button', { name: 'Start judging' }).click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 60_000 });

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download JSON' }).click(),
  ]);
  const { records } = parseStudioJson(await readFile(await download.path(), 'utf8'));
  expect(records.length).toBeGreaterThan(0);
  for (const { conversation, verdicts } of records) {
    expect(conversation.origin).toMatchObject({ kind: 'imported', file: 'mine.csv' });
    expect(conversation.faults.map(({ kind }) => kind)).not.toContain('placeholder');
    expect(Object.keys((verdicts[0]?.finding as { parts?: object }).parts ?? {}).sort()).toEqual([
      'faithfulness',
      'privacy',
      'toxicity',
    ]);
  }
  await page.getByRole('main').getByRole('link', { name: 'Conversations', exact: true }).click();
  const list = page.getByRole('listbox', { name: 'Conversations of this set' });
  await expect(list.getByRole('option', { name: /^Kept/ })).toHaveCount(records.length);
  await list.getByRole('option', { name: /^Kept/ }).first().click();
  for (const expert of ['Faithfulness', 'Toxicity', 'Privacy'])
    await expect(page.getByRole('article').getByText(expert, { exact: true }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByText(/^[1-9]\d* answers$/)).toBeVisible();
  await page.getByRole('button', { name: 'Forget them' }).click();
  await expect(page.getByText('0 answers', { exact: true })).toBeVisible();
});

test('a Studio run, written turn by turn and chosen by scores, ends with every pair kept or failed', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByRole('radio', { name: 'Studio' }).check();
  await chooseModel(page, 'Generator', 'Scripted, no model');
  await chooseModel(page, 'Critic', 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill('1');
  await page.getByLabel('Rounds').fill('1');
  await page.getByLabel('Candidates per pair').fill('2');
  await page.getByText('Turn by turn', { exact: true }).click();
  await page.getByText('Scores', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('progressbar', { name: 'Pairs and rounds done' })).toHaveAttribute(
    'aria-valuenow',
    '1',
  );
});
