// What a long job asks of the browser and is told by it: awake, a word at the end, room for what it will keep, a worker that has
// fallen silent; and models that can be cleared away.
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

async function planScripted(page: Page, pairs: number): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill(String(pairs));
  await page.getByLabel('Rounds').fill('1');
}

/** What the page asked of the browser, in place of the browser's own doing. */
interface Asked {
  readonly locks: string[];
  readonly told: string[];
}

test('a run keeps the machine awake and says when it ends, where that was asked for', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['notifications']);
  await page.addInitScript(() => {
    const asked: Asked = { locks: [], told: [] };
    Object.assign(window, { asked });
    navigator.wakeLock.request = (type = 'screen') => {
      asked.locks.push(type);
      const release = () => Promise.resolve(void asked.locks.push('released'));
      return Promise.resolve({ released: false, release } as unknown as WakeLockSentinel);
    };
    const told = function (text: string): void {
      asked.told.push(text);
    };
    const permitted = { permission: 'granted', requestPermission: () => Promise.resolve('granted') };
    Object.assign(window, { Notification: Object.assign(told, permitted) });
  });
  const asked = () => page.evaluate(() => (window as unknown as { readonly asked: Asked }).asked);
  await planScripted(page, 12);
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await page.getByLabel('Keep this machine awake while it runs').check();
  await page.getByLabel('Notify me when it ends').check();
  await expect.poll(async () => (await asked()).locks).toEqual(['screen']);
  // Nobody is told of what they see.
  await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' }));
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 120_000 });
  await expect.poll(async () => (await asked()).told).toHaveLength(1);
  await expect.poll(async () => (await asked()).locks).toEqual(['screen', 'released']);
});

test('a plan that needs more storage than there is says so before it starts', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.storage.estimate = () => Promise.resolve({ quota: 1_000_000, usage: 999_000 });
  });
  await planScripted(page, 12);
  await expect(page.getByRole('alert').filter({ hasText: '1.0 kB' })).toBeVisible();
});

test('a run whose storage is full pauses, says what can be deleted, and goes on when there is room', async ({
  page,
  context,
  baseURL,
}) => {
  await planScripted(page, 30);
  // The browser notices a moment later that there is less room: the run must be there still.
  await page.getByLabel('Rounds').fill('9');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByRole('button', { name: /^Candidate 1/ }).first()).toBeVisible();
  const browser = await context.newCDPSession(page);
  const origin = baseURL ?? '';
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  const notice = page.getByRole('alert').filter({ hasText: 'The browser’s storage for this site is full' });
  await expect(notice).toContainText('Delete models', { timeout: 60_000 });
  const kept = async () => Number(/(\d+)\s+kept/.exec(await page.getByRole('main').innerText())?.[1]);
  const before = await kept();
  // A studio that is opened again while there is no room says so too.
  await page.reload();
  await expect(notice).toContainText('Delete models');
  expect(await kept()).toBe(before);
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await notice.getByRole('button', { name: 'Go on' }).click();
  await expect(notice).toBeHidden();
  expect(await kept()).toBeGreaterThanOrEqual(before);
  await expect.poll(kept).toBeGreaterThan(before + 1);
});

test('a studio worker that has fallen silent is said, with what to do', async ({ page }) => {
  await page.clock.install();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Generate' })).toBeVisible();
  const worker = page.workers().find((one) => one.url().includes('studio.worker'));
  void worker?.evaluate('for (;;);').catch(() => undefined);
  await page.clock.runFor(120_000);
  await expect(page.getByText('has given no sign for 90 seconds').first()).toBeVisible();
  await page.close();
});

async function keep(page: Page, address: string): Promise<void> {
  await page.evaluate(async (url) => {
    const cache = await caches.open('webllm/model');
    const headers = { 'content-length': '2000' };
    await cache.put(url, new Response(new Uint8Array(2000), { headers }));
  }, address);
}
const keptFiles = (page: Page) =>
  page.evaluate(async () => (await (await caches.open('webllm/model')).keys()).length);

test('files that no model of this version uses are found and deleted', async ({ page }) => {
  await page.goto('/#/models');
  await expect(page.getByRole('heading', { name: 'This machine' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete leftovers' })).toHaveCount(0);
  await keep(page, 'https://huggingface.co/mlc-ai/Of-old-q4f16_1-MLC/resolve/main/params_shard_0.bin');
  await page.reload();
  await expect(page.getByText('1 file of models that this version no longer uses, 2.0 kB')).toBeVisible();
  await page.getByRole('button', { name: 'Delete leftovers' }).click();
  await expect(page.getByRole('button', { name: 'Delete leftovers' })).toHaveCount(0);
  expect(await keptFiles(page)).toBe(0);
});

test('all models are deleted at one press, which is not there where nothing is', async ({ page }) => {
  await page.goto('/#/models');
  await expect(page.getByRole('heading', { name: 'This machine' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete all models' })).toHaveCount(0);
  await keep(page, 'https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f32_1-MLC/resolve/main/params_shard_0.bin');
  await page.reload();
  await expect(page.getByText('Partly fetched').first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete all models' }).click();
  await page.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByText('Partly fetched')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Delete all models' })).toHaveCount(0);
  expect(await keptFiles(page)).toBe(0);
});
