// What a day's work asks of the studio: keys instead of a mouse, a theme that stays, a second tab that only watches.
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

async function startScripted(page: Page, pairs: number): Promise<void> {
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill(String(pairs));
  await page.getByRole('button', { name: 'Start run' }).first().click();
}

test('every screen is a keypress away, and the list of keys too', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Run' })).toBeVisible();
  for (const [key, screen] of [
    ['p', 'Personas'],
    ['c', 'Conversations'],
    ['e', 'Export'],
    ['m', 'Models'],
    ['s', 'Settings'],
    ['r', 'Run'],
  ] as const) {
    await page.getByRole('main').focus();
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
  }
  await page.getByRole('main').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a list of conversations is walked through by its arrow keys, one opened and one chosen', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  const list = page.getByRole('listbox', { name: 'Conversations of this set' });
  await list.getByRole('option').first().click();
  const opened = page.url();
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(opened);
  await expect(list.locator('[role="option"][aria-current="true"]')).toHaveCount(1);
  await page.keyboard.press('x');
  await expect(list.getByRole('option', { selected: true })).toHaveCount(1);
});

test('a generator and a critic that are chosen in one breath are both taken', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  const selects = ['Generator', 'Critic'].map((label) => page.getByLabel(label, { exact: true }));
  const scripted = selects.map((select) => select.locator('option', { hasText: 'Scripted, no model' }));
  for (const option of scripted) await option.waitFor({ state: 'attached' });
  const value = (await scripted[0]?.getAttribute('value')) ?? '';
  const ids = await Promise.all(selects.map((select) => select.getAttribute('id')));
  await page.evaluate(
    ([chosen, ...of]) => {
      for (const id of of) {
        const select = document.getElementById(id ?? '') as HTMLSelectElement;
        select.value = chosen ?? '';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
    },
    [value, ...ids],
  );
  await page.getByLabel('How many of the first pairs').fill('1');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
});

test('the theme stays after a reload', async ({ page }) => {
  await page.goto('/#/settings');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  expect(await background()).toBe(dark);
});

test('a second tab shows a run that is under way in the first, and does not write into it', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  await startScripted(page, 3);
  await expect(page.getByRole('button', { name: /^Candidate 1/ }).first()).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('This project is open in another tab')).toBeVisible();
  await expect(other.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible();
  const shown = async (tab: Page) => (await tab.getByText(/kept/).first().textContent())?.trim();
  expect(await shown(other)).toBe(await shown(page));
});

test('a tab that only watches is refused an edit with a sentence, takes the project over, and the first one watches then', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  await startScripted(page, 6);
  await expect(page.getByRole('button', { name: /^Candidate 1/ }).first()).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('This project is open in another tab')).toBeVisible();
  await other.getByRole('button', { name: 'Pause' }).click();
  await expect(other.getByText('nothing was changed here')).toBeVisible();

  await other.getByRole('button', { name: 'Work here' }).click();
  await expect(other.getByText('This project is open in another tab')).toHaveCount(0);
  await expect(page.getByText('This project is open in another tab')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await expect(other.getByText('Finished', { exact: true }).first()).toBeVisible();
});

test('what was edited and deleted is taken back after a reload, by keys and from the list', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  await expect(page.getByRole('listbox', { name: 'Conversations of this set' })).toBeVisible();
  const project = page.getByRole('main').getByRole('link', { name: 'Example', exact: true });
  await page.goto('/#/');
  await page.getByRole('button', { name: 'Actions for Example' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(project).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('No projects yet')).toBeVisible();
  await page.getByRole('main').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(project).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(project).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo and redo' }).click();
  const list = page.getByRole('dialog').getByRole('listitem');
  await expect(list).toContainText('Deleted “Example”');
  await list.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('button', { name: 'Redo' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(project).toBeVisible();
});
