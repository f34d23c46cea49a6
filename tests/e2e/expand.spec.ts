// What comes before a run: an expansion by questions, profiles built with a critic, and pairs.
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
  await expect(page.getByText(/^Parley-mini finds no questions/)).toBeVisible();
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
  await expect(page.getByText(/^Paused: the studio was closed/)).toBeVisible();
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
  await expect(page.getByText(/^Paused: the studio was closed/)).toBeVisible();
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
