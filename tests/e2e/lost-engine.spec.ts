// An engine that dies in the middle of an answer while the worker that holds it lives: its GPU goes away, as with a driver that
// resets, or llama.cpp dies in a worker of its own. Chromium's graphics process is made to crash; after the first time it is
// started anew, after the second one the browser does without a GPU until it is opened again.
import type { Browser, Page } from '@playwright/test';
import { expect, startPlainRun, test } from './studio.ts';

/** A busy machine writes a twentieth of what a quiet one does. */
const patience = { timeout: 300_000 };

/** How many pairs of the run that is shown are done, kept or not: what a small model writes may be dropped. */
async function donePairs(page: Page): Promise<number> {
  const counts = /(\d+)\s+kept\s+(\d+)\s+failed/;
  const main = page.getByRole('main');
  await expect(main).toContainText(counts);
  const [, kept, failed] = counts.exec(await main.innerText()) ?? [];
  return Number(kept) + Number(failed);
}

async function beingWritten(page: Page, pair: string): Promise<void> {
  await expect(page.getByRole('heading', { name: `Pair ${pair}` })).toBeVisible(patience);
  await expect(page.getByRole('region', { name: 'Turns' }).getByRole('listitem').first()).toBeVisible();
}

async function crashGpu(browser: Browser): Promise<void> {
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
  await startPlainRun(page, 'Parley-mini · bf16', 5);
  await beingWritten(page, '2 of 5');
  await crashGpu(browser);
  await beingWritten(page, '4 of 5');
  await crashGpu(browser);
  await expect(page.getByText('This browser gives no access to a GPU through WebGPU.')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('link', { name: 'Models: No model loaded' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Go on with Parley-mini on the CPU' }).click();
  await expect(page.getByRole('heading', { name: 'Quick run 1, with Parley-mini on the CPU' })).toBeVisible();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible(patience);
  const onward = await donePairs(page);
  await page.getByRole('link', { name: 'Quick run 1', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Quick run 1', exact: true })).toBeVisible();
  expect((await donePairs(page)) + onward).toBe(5);
  // The browser and web-llm say a good deal of the GPU on the console; anything else is a fault.
  const others = complaints.filter((complaint) => !/\bInstance\b|\bGPU\b|WebGPU|device/i.test(complaint));
  complaints.splice(0, complaints.length, ...others);
});

test('a run goes on by itself when llama.cpp has died', async ({ page, complaints }) => {
  await startPlainRun(page, 'Parley-mini · Q8_0', 3);
  await beingWritten(page, '2 of 3');
  const llama = page.workers().find((worker) => worker.url().startsWith('blob:'));
  expect(llama).toBeDefined();
  // Not waited for: what dies need not answer.
  void llama
    ?.evaluate('setTimeout(() => { throw new Error("memory access out of bounds"); })')
    .catch(() => undefined);
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible(patience);
  expect(await donePairs(page)).toBe(3);
  expect(complaints.splice(0)).toEqual(expect.arrayContaining(['memory access out of bounds']));
});
