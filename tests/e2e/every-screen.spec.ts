// Every screen, as it is reached by its address: accessible in both themes, nothing wider than the narrowest window.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

/** The example project with a finished scripted run; the hash of each screen. */
async function hashes(page: Page): Promise<ReadonlyMap<string, string>> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  const options = page.getByRole('listbox', { name: 'Conversations of this set' }).getByRole('option');
  await options.first().click();
  await expect(page.getByRole('main').getByRole('article')).toBeVisible();
  const conversation = new URL(page.url()).hash;
  const [, project = ''] = /^#\/p\/([^/]+)/.exec(conversation) ?? [];
  const [, set = ''] = /conversations\/([^/]+)/.exec(conversation) ?? [];

  await page.goto(`/#/p/${project}/run`);
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill('1');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  const run = new URL(page.url()).hash;

  await page.goto(`/#/p/${project}/review/${set}`);
  await page.getByLabel('Name').fill('Ada');
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 of 8 decided')).toBeVisible();
  return new Map([
    ['Projects', '#/'],
    ['Personas', `#/p/${project}/personas`],
    ['Run: the plan', `#/p/${project}/run`],
    ['Run: one run', run],
    ['Run: its report', `${run}/report`],
    ['Judge', `#/p/${project}/judge/${set}`],
    ['Conversations: the list', `#/p/${project}/conversations/${set}`],
    ['Conversations: one', conversation],
    ['Review', `#/p/${project}/review/${set}`],
    ['Evaluate: the choice', `#/p/${project}/evaluate`],
    ['Evaluate: the figures', `#/p/${project}/evaluate/${set}`],
    ['Evaluate: a critic', `#/p/${project}/assess`],
    ['Tasks', `#/p/${project}/tasks`],
    ['Export', `#/p/${project}/export`],
    ['Models', '#/models'],
    ['Settings', '#/settings'],
    ['an address that leads nowhere', '#/nowhere'],
  ]);
}

/** Opened as a link from outside is: with a fresh page. */
async function open(page: Page, hash: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`/${hash}`);
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  // Whatever is still on its way would be looked at half done.
  await expect(page.getByRole('main').getByText(/^(Reading|Looking|Loading)\b.*…$/)).toHaveCount(0);
}

test('every screen is accessible, in light and dark', async ({ page }) => {
  const screens = await hashes(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [name, hash] of screens) {
      await open(page, hash);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      expect.soft(found, `${name}, ${colorScheme}`).toEqual([]);
    }
  }
});

test('no screen is wider than its window, from 360 px on, and none scrolls but inside its frame', async ({
  page,
}) => {
  const screens = await hashes(page);
  for (const width of [360, 768, 2560]) {
    await page.setViewportSize({ width, height: 800 });
    for (const [name, hash] of screens) {
      await open(page, hash);
      const wider = await page.evaluate(() => {
        const main = document.querySelector('main');
        const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
        return Math.max(overflow(document.documentElement), main ? overflow(main) : 0);
      });
      expect.soft(wider, `${name} at ${width} px`).toBeLessThanOrEqual(0);
      const taller = await page.evaluate(
        () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
      );
      expect.soft(taller, `${name} at ${width} px, the page itself`).toBeLessThanOrEqual(0);
    }
  }
});

test('where the system chooses the colours, what is chosen shows by more than its colour', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Look at the example' }).click();
  const rows = page.getByRole('listbox', { name: 'Conversations of this set' }).getByRole('option');
  await rows.nth(1).click({ position: { x: 20, y: 16 } });
  await expect(rows.nth(1).locator('svg').first()).toBeVisible();
  await expect(rows.nth(2).locator('svg').first()).toBeHidden();
  const edge = (name: string) =>
    page
      .getByRole('link', { name, exact: true })
      .first()
      .evaluate((link) => getComputedStyle(link).outlineStyle);
  expect([await edge('Conversations'), await edge('Critics')]).toEqual(['solid', 'none']);
});
