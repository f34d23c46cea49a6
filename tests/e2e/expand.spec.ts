// From attributes to a judged dialogue: an expansion by questions, profiles built with a critic, pairs and one round, in larger
// numbers with the scripted engine and in the smallest with a real model.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

async function openPersonas(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  await page.getByRole('link', { name: 'Personas', exact: true }).first().click();
}

const openTab = (page: Page, name: RegExp) => page.getByRole('tab', { name }).click();

async function fill(page: Page, numbers: Readonly<Record<string, number>>): Promise<void> {
  for (const [label, value] of Object.entries(numbers)) {
    const field = page.getByRole('spinbutton', { name: label, exact: true });
    await field.fill(String(value));
    await field.press('Tab');
  }
}

test('an expansion is looked through, paused, reloaded and overruled, and what is kept joins the attributes', async ({
  page,
}) => {
  await openPersonas(page);
  await openTab(page, /^Expand/);
  await chooseModel(page, 'Generator', 'Parley-mini · Q8_0');
  await expect(page.getByText(/^Parley-mini knows one form of prompt/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start expansion' })).toBeDisabled();
  await chooseModel(page, 'Generator', 'Scripted, no model');
  await fill(page, { Categories: 3, 'Steps for more questions': 1 });
  await page.getByRole('button', { name: 'Start expansion' }).click();

  await expect(page.getByText(/^The questions are here/)).toBeVisible({ timeout: 60_000 });
  const questions = page.getByRole('list', { name: 'Questions' });
  await expect(page.getByText(/^New attributes appear here/)).toBeVisible();
  await page
    .getByRole('button', { name: /^Take out/ })
    .first()
    .click();
  await expect(questions.getByText(/ · taken out$/)).toHaveCount(1);
  await page
    .getByRole('button', { name: /^Edit “/ })
    .first()
    .click();
  await page.getByLabel('Question', { exact: true }).fill('What do you whistle?');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(questions.getByText('What do you whistle?')).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();

  const list = page.getByRole('list', { name: 'New attributes' });
  await expect(list.getByRole('listitem').first()).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await openTab(page, /^Expand/);
  await expect(page.getByText(/^Paused\. Nothing is lost/)).toBeVisible();
  await expect(questions.getByText('What do you whistle?')).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 });

  await page.getByText('Kept', { exact: true }).first().click();
  const kept = list.getByRole('listitem').first();
  const text = (await kept.getByRole('paragraph').first().textContent()) ?? '';
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const isThere = async (count: number) => {
    await openTab(page, /^Attributes/);
    await page.getByRole('searchbox', { name: 'Filter by text' }).fill(text);
    if (count === 0) await expect(page.getByText('Nothing fits the filter')).toBeVisible();
    else await expect(page.getByRole('list', { name: 'Attributes' }).getByText(text)).toBeVisible();
  };
  await isThere(1);
  await openTab(page, /^Expand/);
  await page.getByRole('button', { name: `Reject “${text}”` }).click();
  await expect(page.getByRole('button', { name: `Keep “${text}”` })).toBeVisible();
  await isThere(0);
});

test('profiles are built with a critic, paused and reloaded, then overruled, edited, locked and paired by hand', async ({
  page,
}) => {
  await openPersonas(page);
  await openTab(page, /^Profiles/);
  await page.getByRole('button', { name: 'Build profiles' }).click();
  const dialog = page.getByRole('dialog');
  await chooseModel(page, 'Critic', 'Scripted, no model');
  await fill(page, { Profiles: 5 });
  await dialog.getByRole('button', { name: 'Build profiles' }).click();
  await expect(page.getByText(/^Profile \d: /)).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await openTab(page, /^Profiles/);
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('progressbar', { name: 'Profiles built' })).toHaveCount(0, { timeout: 90_000 });

  await page.getByText(/^Only those with something left out/).click();
  const first = page.getByRole('list', { name: 'Profiles' }).getByRole('listitem').first();
  const [, leftOut = ''] =
    /“(.*?)”/.exec(
      (await first
        .getByText(/^Left out: /)
        .first()
        .textContent()) ?? '',
    ) ?? [];
  await first.getByRole('button', { name: `Put in “${leftOut}”` }).click();
  await expect(first.getByRole('listitem').filter({ hasText: leftOut })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter by text' }).fill(leftOut);
  const profile = page
    .getByRole('list', { name: 'Profiles' })
    .getByRole('listitem')
    .filter({ hasText: leftOut })
    .first();
  await profile.getByRole('button', { name: /^Edit profile/ }).click();
  await page.getByLabel('Attribute to add').fill('I fly kites at dusk.');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Take out “I fly kites at dusk.”' })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await profile.getByRole('button', { name: /^Lock profile/ }).click();
  await expect(profile.getByText('locked', { exact: true })).toBeVisible();
  await expect(profile.getByRole('button', { name: /^Edit profile/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Draw pairs' }).first().click();
  await page.getByText('By hand', { exact: true }).click();
  await fill(page, { 'Number of the first profile': 1, 'Number of the second profile': 3 });
  await dialog.getByRole('button', { name: 'Draw pairs' }).click();
  await expect(page.getByRole('tab', { name: /^Pairs/ })).toHaveAttribute('aria-selected', 'true');
});

const written = [
  ...['I have two dogs.', 'My cat sleeps on the piano.', 'I keep a parrot that swears.', 'I breed rabbits.'],
  ...['I drive a night bus.', 'I work as a nurse.', 'I teach at a village school.', 'I bake for a living.'],
  ...['I play the cello.', 'I sing in a choir.', 'I collect jazz records.', 'My drums are in the cellar.'],
];

test('a real model expands attributes in categories of a real encoder, checks profiles, and writes and judges their pair', async ({
  page,
}) => {
  const model = 'SmolLM2 135M Instruct · Q4_1';
  await page.goto('/');
  const file = { name: 'attributes.txt', mimeType: 'text/plain', buffer: Buffer.from(written.join('\n')) };
  await page.getByLabel('File of dialogues').setInputFiles(file);
  await page.getByRole('link', { name: 'See the personas' }).click();
  await page.getByRole('button', { name: 'Find categories' }).click();
  await page.getByRole('slider', { name: 'Categories' }).press('ArrowRight', { timeout: 60_000 });
  await page.getByRole('button', { name: /^Categorise/ }).click();
  await expect(page.getByText('Categorised 12 attributes.')).toBeVisible();

  await openTab(page, /^Expand/);
  await chooseModel(page, 'Generator', model);
  await fill(page, {
    ...{ Categories: 1, 'Attributes a question': 2, 'Steps for more questions': 1 },
    ...{ 'Questions asked for a step': 1, 'Times each is put': 1, 'Attributes of who is asked': 2 },
  });
  await page.getByLabel(/^Pause before the new attributes/).uncheck();
  await page.getByRole('button', { name: 'Start expansion' }).click();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 400_000 });
  const made = page.getByRole('list', { name: 'New attributes' }).getByRole('listitem');
  expect(await made.count()).toBeGreaterThan(0);
  await expect(page.getByText('by SmolLM2 135M Instruct')).toBeVisible();

  await openTab(page, /^Profiles/);
  await page.getByRole('button', { name: 'Build profiles' }).first().click();
  await chooseModel(page, 'Critic', model);
  await fill(page, { Profiles: 2, 'Attributes a profile': 2, 'Tried a profile, at most': 2 });
  await page.getByRole('dialog').getByRole('button', { name: 'Build profiles' }).click();
  const progress = page.getByRole('progressbar', { name: 'Profiles built' });
  await expect(progress).toBeVisible();
  await expect(progress).toHaveCount(0, { timeout: 400_000 });

  await page.getByRole('button', { name: 'Draw pairs' }).first().click();
  await page.getByText('Profiles in no pair', { exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Draw pairs' }).click();
  await expect(page.getByText('Drew 1 pair.')).toBeVisible();

  await page.getByRole('link', { name: 'Run', exact: true }).first().click();
  await page.getByRole('radio', { name: 'Quick' }).check();
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, model);
  await fill(page, { 'Candidates per pair': 1, Rewrites: 0, Exemplars: 0 });
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 500_000 });
  await expect(page.getByRole('button', { name: /^Candidate 1/ }).first()).toBeVisible();
  await expect(page.getByText(/^(Kept|Failed)$/).first()).toBeVisible();
});
