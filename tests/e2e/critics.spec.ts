// Critics through the screens: a prompt is changed and tried with a real model, a small bench is filled by it, large ones are scripted.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

const realCritic = 'SmolLM2';

/** Short ones: a processor reads some ten tokens a second. */
const csvOf = (rows: number): string =>
  [
    'user 1 personas,user 2 personas,Best Generated Conversation',
    ...Array.from(
      { length: rows },
      (_, row) =>
        `"I keep ${row} bees.","I drive a bus.","User 1: I have ${row} hives.\nUser 2: I take the bus."`,
    ),
  ].join('\n');

async function bring(page: Page, rows: number): Promise<string> {
  await page.goto('/');
  const buffer = Buffer.from(csvOf(rows));
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  return /#\/p\/([^/]+)/.exec(page.url())?.[1] ?? '';
}

async function openExample(page: Page): Promise<string> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Open the example' }).first().click();
  await page.waitForURL(/#\/p\/[^/]+/);
  return /#\/p\/([^/]+)/.exec(page.url())?.[1] ?? '';
}

const editor = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function addColumn(page: Page, expert: string, critic: string, version?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a column' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Expert', { exact: true }).selectOption(expert);
  if (version) await dialog.getByLabel('Version', { exact: true }).selectOption(version);
  await chooseModel(page, 'Critic', critic);
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(dialog).toBeHidden();
}

/** `rows` by their number, from the conversations of the example. */
async function makeSample(page: Page, rows: number): Promise<void> {
  await page.getByRole('button', { name: 'New bench' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Rows').first().selectOption('A sample of a set');
  await dialog.getByLabel('How many').fill(String(rows));
  await dialog.getByRole('button', { name: 'Freeze them' }).click();
  await expect(dialog).toBeHidden();
}

test('a changed prompt is tried at one keypress, saved, used, and held against the one before on a bench', async ({
  page,
}) => {
  test.setTimeout(12 * 60_000);
  const project = await bring(page, 3);
  await page.goto(`/#/p/${project}/critics/expert/privacy`);
  await editor(page, 'Criterion').click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' Look at {{ conversatoin }}');
  await expect(page.getByText('Nothing here is called “conversatoin”.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try it' })).toBeDisabled();
  for (let back = 0; back < ' Look at {{ conversatoin }}'.length; back += 1)
    await page.keyboard.press('Backspace');
  await page.keyboard.type(' A first name alone is none.');
  await expect(page.getByText('A first name alone is none.', { exact: false }).last()).toBeVisible();

  await chooseModel(page, 'Critic', realCritic);
  await editor(page, 'Criterion').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  const own = page.getByRole('article').filter({ hasText: 'This text' });
  const former = page.getByRole('article').filter({ hasText: 'Version 1' });
  for (const answer of [own, former])
    await expect(answer.getByText(/^(Pass|Drop|Unreadable)$/)).toBeVisible({ timeout: 150_000 });

  await page.getByRole('button', { name: 'Save as version 2' }).click();
  const second = page.getByRole('listitem').filter({ hasText: 'Version 2' });
  await second.getByRole('button', { name: 'Use in the next run' }).click();
  await expect(page.getByText('v2 in use')).toBeVisible();
  await page.getByRole('button', { name: 'Compare' }).last().click();
  await expect(page.getByRole('dialog').getByText('A first name alone is none.')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Bench', exact: true }).click();
  await makeSample(page, 3);
  await addColumn(page, 'privacy', realCritic, '1');
  await addColumn(page, 'privacy', realCritic, '2');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('Every cell is answered.')).toBeVisible({ timeout: 360_000 });
  await expect(page.getByRole('table').getByText(/^(Pass|Drop|Unreadable)$/)).toHaveCount(6);

  await page.reload();
  await expect(page.getByText('Every cell is answered.')).toBeVisible();
  await expect(page.getByRole('table').getByText(/^(Pass|Drop|Unreadable)$/)).toHaveCount(6);

  await page.getByRole('link', { name: 'Run', exact: true }).click();
  await chooseModel(page, 'Critic', 'Scripted, no model');
  await expect(page.getByText(/^version 2, hash \w{12}$/)).toBeVisible();
});

test('the corruption set shows what is right without a label, and a threshold decides with no call', async ({
  page,
}) => {
  const project = await openExample(page);
  await page.goto(`/#/p/${project}/critics/bench`);
  await page.getByRole('button', { name: 'New bench' }).first().click();
  await page.getByRole('button', { name: 'Freeze them' }).click();
  await addColumn(page, 'toxicity', 'Scripted, no model');
  await addColumn(page, 'diversity', 'Scripted, no model');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('Every cell is answered.')).toBeVisible({ timeout: 60_000 });
  await expect(
    page
      .getByRole('definition')
      .filter({ hasText: /n \d+$/ })
      .first(),
  ).toBeVisible();

  const drops = page.getByRole('cell').getByText('Drop', { exact: true });
  await page.getByLabel(/^Drops above/).fill('0');
  await expect.poll(() => drops.count()).toBeGreaterThan(10);
  await page.getByLabel(/^Drops above/).fill('1');
  await expect(drops).toHaveCount(0);
  await expect(page.getByText('Every cell is answered.')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('a bench is paused, goes on after a reload, and scrolls through hundreds of rows', async ({ page }) => {
  test.setTimeout(120_000);
  const project = await bring(page, 200);
  await page.goto(`/#/p/${project}/critics/bench`);
  await makeSample(page, 200);
  for (const expert of ['toxicity', 'privacy']) await addColumn(page, expert, 'Scripted, no model');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(
    page
      .getByRole('table')
      .getByText(/^(Pass|Drop)$/)
      .first(),
  ).toBeVisible({ timeout: 30_000 });
  await page.reload();
  const goOn = page.getByRole('button', { name: 'Go on' });
  await expect(goOn).toBeVisible();
  await goOn.click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await goOn.click();
  await expect(page.getByText('Every cell is answered.')).toBeVisible({ timeout: 60_000 });
  const row = page.getByRole('rowheader');
  expect(await row.count()).toBeLessThan(60);
  await page.getByRole('rowgroup').hover();
  await page.mouse.wheel(0, 100_000);
  await expect(row.filter({ hasText: 'I have 199 hives.' })).toBeVisible();
});

test('held-out labels take part in nothing until they are opened for a version, and each opening is kept', async ({
  page,
}) => {
  const lines = Array.from({ length: 24 }, (_, row) =>
    JSON.stringify({
      dialogue: [`I have ${row} hives.`, 'I take the bus.', 'My sister drives it.', 'Small world.'],
      label: row % 3 === 0 ? 'bad' : 'good',
    }),
  );
  await page.goto('/');
  await page.getByLabel('File of dialogues').setInputFiles({
    name: 'labelled.jsonl',
    mimeType: 'text/plain',
    buffer: Buffer.from(lines.join('\n')),
  });
  await page.getByRole('button', { name: 'Keep 24 dialogues' }).click();
  await addColumn(page, 'privacy', 'Scripted, no model');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('Every cell is answered.')).toBeVisible();
  const wrong = async () =>
    Number(
      /\d+/.exec(
        (await page
          .getByRole('radio', { name: /^Wrong/ })
          .locator('..')
          .textContent()) ?? '',
      )?.[0],
    );
  const locked = await wrong();
  const [, heldOut = ''] = /(\d+)/.exec((await page.getByText(/^Held out: \d+/).textContent()) ?? '') ?? [];
  expect(Number(heldOut)).toBeGreaterThan(0);
  await expect(page.getByText('Never opened so far.')).toBeVisible();
  await page
    .getByRole('rowheader')
    .filter({ has: page.getByLabel('Its label is held out') })
    .first()
    .waitFor();

  const open = page.getByRole('button', { name: `Open ${heldOut} held-out labels for version 1` });
  await open.click();
  await expect(page.getByText('Opened 1 time so far')).toBeVisible();
  await expect(open).toHaveCount(0);
  expect(await wrong()).toBeGreaterThan(locked);
  await page
    .getByRole('button', { name: /^Show \d+ disagreement/ })
    .last()
    .click();
  await expect(page.getByRole('status').filter({ hasText: /Held out/ })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  await page.reload();
  await expect(page.getByText('Opened 1 time so far')).toBeVisible();
  await expect(open).toBeVisible();
  expect(await wrong()).toBe(locked);
  // What was seen can't be unseen: undo goes past it.
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Opened 1 time so far')).toBeVisible();
});

test('an expert of one’s own is added, saved anew and taken back step by step, on a screen without faults of access', async ({
  page,
}) => {
  const project = await openExample(page);
  await page.goto(`/#/p/${project}/critics/expert`);
  await page.getByRole('button', { name: 'New expert' }).click();
  await page.getByLabel('Name', { exact: true }).fill('food');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('heading', { name: 'food' })).toBeVisible();
  await editor(page, 'Criterion').click();
  await page.keyboard.type('Is it about food? ');
  await page.getByRole('button', { name: 'Save as version 2' }).click();
  await expect(page.getByText('Version 2', { exact: true })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await page.getByRole('heading', { name: 'Critics' }).click();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Version 2', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'food' })).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Experts' }).getByText('food')).toHaveCount(0);
});
