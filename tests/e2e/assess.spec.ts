// A critic asked in published forms about samples of sets: counted before it starts, kept answer by answer, gone on with after
// a reload, with figures and the conversations behind them.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

const csvHeader = 'user 1 personas,user 2 personas,Best Generated Conversation';
const relatives = ['mother', 'sister', 'aunt', 'wife', 'daughter', 'niece', 'grandmother', 'girlfriend'];
const things = [
  'bees',
  'trams',
  'lakes',
  'bread',
  'chess',
  'ferns',
  'boats',
  'owls',
  'kites',
  'soap',
  'drums',
  'maps',
];
const row = (thing: string, place: number) =>
  `"I love ${thing}.","I drive a bus.","User 1: Do you like ${thing} as well?\nUser 2: My ${relatives[place % 8]} has ${thing}, number ${place}!\nUser 1: Come along on Sunday then, number ${place}.\nUser 2: What should I bring for the ${thing}?"`;

/** Two sets of the same shape, and the form of a new assessment. */
async function newAssessment(page: Page, rows: number): Promise<void> {
  await page.goto('/');
  const files = [0, 5].map((shift, place) => ({
    name: `set-${place + 1}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        csvHeader,
        ...Array.from({ length: rows }, (_, index) => row(things[(index + shift) % 12] ?? '', index + shift)),
      ].join('\n'),
    ),
  }));
  await page.getByLabel('File of dialogues').setInputFiles(files[0] ?? []);
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('link', { name: 'Personas', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(files[1] ?? []);
  await expect(page.getByText('Read from set-2.csv')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('link', { name: 'Ask a critic' }).click();
  await page.getByRole('button', { name: 'New assessment' }).first().click();
  for (const name of [/^set-1/, /^set-2/]) await page.getByRole('checkbox', { name }).check();
}

const cells = (page: Page, figure: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: figure, exact: true }) })
    .getByRole('cell');

/** From a figure to the answers behind it, through them by keyboard, to a conversation and back; ends at the figures. */
async function readAnswers(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Answers on set-1' }).first().click();
  const list = page.getByRole('listbox', { name: 'Answers' });
  const article = page.getByRole('article');
  await expect(page.getByText('20 of 840 answers, all readable')).toBeVisible();
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(article.getByText('What the critic wrote')).toBeVisible();
  await expect(article.getByRole('listitem').filter({ hasText: /^[1-5] \d+\.\d %/ })).toHaveCount(5);
  await article.getByText('The question, word for word').click();
  await expect(article.getByText('Score for coherence, 1 to 5:')).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByText('2 of 20', { exact: true })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const said = await list.getByRole('option', { selected: true }).textContent();

  await article.getByRole('link', { name: 'Open in its set' }).click();
  await expect(page.getByRole('heading', { name: /^Conversation/ }).first()).toBeVisible();
  await page.goBack();
  await expect(list.getByRole('option', { selected: true })).toHaveText(said ?? '');
  await page.reload();
  await expect(list.getByRole('option', { selected: true })).toHaveText(said ?? '');

  await page.getByLabel('Question').selectOption({ label: 'GPT-Score: fluent · 20' });
  const yes = page
    .getByLabel('Answer', { exact: true })
    .locator('option')
    .filter({ hasText: /^Yes · / });
  await page.getByLabel('Answer', { exact: true }).selectOption({ label: (await yes.textContent()) ?? '' });
  await expect(list.getByRole('option').first()).toContainText('Yes');
  await expect(list.getByRole('option').filter({ hasText: /^No/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Figures' }).click();
  await expect(page.getByRole('heading', { name: 'G-Eval', exact: true })).toBeVisible();
}

test('all forms are counted, put, paused by a reload, gone on with and shown with their figures', async ({
  page,
}) => {
  await newAssessment(page, 20);
  await chooseModel(page, 'Critic', 'Scripted');
  for (const name of ['LLM-Eval', 'GPT-Score', 'Next turn', 'Swapped groups', 'Win rate'])
    await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
  await expect(page.getByText(/^\d[\d,]* engine calls$/)).toBeVisible();
  await expect(
    page.getByText(/G-Eval 160 · LLM-Eval 40 · GPT-Score 200 · Next turn by the model 160/),
  ).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Start', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'G-Eval' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('finished')).toBeVisible({ timeout: 120_000 });

  for (const name of [
    'G-Eval',
    'LLM-Eval',
    'GPT-Score',
    'Next turn by the model',
    'Swapped groups',
    'Win rate',
  ])
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(cells(page, 'Coherence').nth(0)).toContainText('n 20');
  await expect(cells(page, 'Content').nth(1)).toContainText('n 20');
  await expect(cells(page, 'Nobody’s profile').nth(0)).toContainText('n 20');
  await expect(cells(page, 'women ↔ men: bias').nth(0)).toContainText('n 20');
  await cells(page, 'Depth').nth(0).waitFor();
  await page.getByRole('button', { name: 'Coherence', exact: true }).click();
  await expect(page.getByText('Liu et al. 2023')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await readAnswers(page);

  await page.getByRole('link', { name: 'All assessments' }).click();
  await page.getByRole('button', { name: 'Delete: Assessment 1' }).click();
  await expect(page.getByRole('link', { name: 'Assessment 1' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('link', { name: 'Assessment 1' }).click();
  await expect(cells(page, 'Coherence').nth(0)).toContainText('n 20');
});

test('a real model scores by its odds', async ({ page }) => {
  await newAssessment(page, 1);
  await chooseModel(page, 'Critic', 'SmolLM2 135M Instruct · Q4_1');
  await page.getByRole('checkbox', { name: /^set-2/ }).uncheck();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('finished')).toBeVisible({ timeout: 600_000 });
  await expect(page.getByText('4 of 4 answers')).toBeVisible();
  await page.getByRole('button', { name: 'Coherence', exact: true }).click();
  // An expectation over five odds is no whole number.
  await expect(cells(page, 'Coherence').nth(0)).toContainText(/[1-4]\.\d\d/);
});
