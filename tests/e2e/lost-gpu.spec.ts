// A GPU that really goes away, as with a driver that resets: the browser's graphics process is made to crash in the middle of an
// answer. After the first crash Chromium starts it anew; after the second one it does without a GPU until it is opened again.
import type { Browser, Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

const pairs = 5;

async function startRun(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByRole('radio', { name: 'Quick' }).check();
  await chooseModel(page, 'Generator', 'Parley-mini · bf16');
  await chooseModel(page, 'Critic', 'No critic');
  await page.getByLabel('How many of the first pairs').fill(String(pairs));
  for (const label of ['Candidates per pair', 'Rounds']) await page.getByLabel(label).fill('1');
  await page.getByLabel('Rewrites').fill('0');
  await page.getByRole('button', { name: 'Start run' }).first().click();
}

const keptOf = async (page: Page): Promise<number> =>
  Number(/(\d+)\s+kept/.exec(await page.getByRole('main').innerText())?.[1]);

async function crashGpuIn(page: Page, browser: Browser, pair: number): Promise<void> {
  await expect(page.getByRole('heading', { name: `Pair ${pair} of ${pairs}` })).toBeVisible({
    timeout: 180_000,
  });
  await expect(page.getByRole('region', { name: 'Turns' }).getByRole('listitem').first()).toBeVisible();
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess');
}

// A browser of its own, since what it gives up no other test must do without.
test.use({
  launchOptions: [({ launchOptions }, use) => use({ ...launchOptions }), { scope: 'worker' }],
});

test('a run goes on by itself when its GPU crashed, and on the processor when the browser gives the GPU up', async ({
  page,
  browser,
  complaints,
}) => {
  await startRun(page);
  await crashGpuIn(page, browser, 2);
  await crashGpuIn(page, browser, 4);
  await expect(page.getByText('This browser gives no access to a GPU through WebGPU.')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('link', { name: 'Models: No model loaded' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Go on with Parley-mini' }).click();
  await expect(page.getByRole('heading', { name: 'Quick run 1, with Parley-mini' })).toBeVisible();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 180_000 });
  expect(await keptOf(page)).toBe(2);
  await page.getByRole('link', { name: 'Quick run 1', exact: true }).click();
  expect(await keptOf(page)).toBe(3);
  // web-llm itself says so of its device.
  const others = complaints.filter((complaint) => !complaint.startsWith('A valid external Instance'));
  complaints.splice(0, complaints.length, ...others);
});
