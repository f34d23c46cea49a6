// A large model that is fetched piece by piece from a slow host, and everything that can come in between: what has arrived whole is
// not fetched again, and what lies here in the end is the file, byte for byte, and loads.
import { createHash, randomBytes } from 'node:crypto';
import { cp, appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { modelHost, type ModelHost } from './model-host.ts';
import { addFromAddress, ownRow, press as pressIn, withoutHost } from './own-model-rows.ts';
import { expect, test } from './studio.ts';

const partBytes = 4 * 1024 * 1024;
const partsOfFile = 6;
let folder = '';
let host: ModelHost;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-download-'));
  const file = join(folder, 'slow.gguf');
  await cp('public/models/parley-mini/parley-mini-q8_0.gguf', file);
  // llama.cpp reads no further than the model goes.
  const { length } = await readFile(file);
  await appendFile(file, randomBytes((partsOfFile - 0.5) * partBytes - length));
  host = await modelHost(folder);
});
test.afterEach(async ({ complaints }) => {
  withoutHost(complaints, host);
  await host.stop();
  await rm(folder, { recursive: true });
});

const row = (page: Page) => ownRow(page, 'Slow');
const press = (page: Page, verb: string) => pressIn(page, verb, 'Slow');

async function added(page: Page): Promise<void> {
  await addFromAddress(page, `${host.address}slow.gguf`, 'Slow');
  host.bytesPerSecond = 4_000_000;
  // Its beginning was read to see what it is.
  host.sent.length = 0;
}

/** Fetches until the host has sent so many parts and a half. */
async function fetchedUpTo(page: Page, parts: number): Promise<void> {
  await expect(row(page)).toContainText('Fetching');
  await expect
    .poll(() => Math.max(...host.sent.map(({ to }) => to)) / partBytes, { intervals: [50], timeout: 120_000 })
    .toBeGreaterThan(parts + 0.5);
}

/** Loaded; and what lies in the browser is what lies in the folder. */
async function arrivedWhole(page: Page): Promise<void> {
  host.bytesPerSecond = Infinity;
  await expect(row(page)).toContainText('Loaded', { timeout: 180_000 });
  const kept = await page.evaluate(async () => {
    const cache = await caches.open('parley-models');
    const parts = (await cache.keys()).map(({ url }) => url).filter((url) => url.includes('part='));
    const blobs = await Promise.all(
      parts.sort().map(async (url) => (await cache.match(url))?.blob() ?? new Blob()),
    );
    const hash = await crypto.subtle.digest('SHA-256', await new Blob(blobs).arrayBuffer());
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
  const file = await readFile(join(folder, 'slow.gguf'));
  expect(kept).toBe(createHash('sha256').update(file).digest('hex'));
}

/** What the screen says is used, in parts of the file. */
async function partsUsed(page: Page): Promise<number> {
  const told = await page.getByText(/ used(;|$)/).innerText();
  const [, amount, unit] = /^([\d.]+).(k|M)B /.exec(told) ?? [];
  return (Number(amount) * (unit === 'M' ? 1e6 : 1e3)) / partBytes;
}

/** How often each part left the host whole. */
const timesWhole = (): readonly number[] =>
  Array.from(
    { length: partsOfFile - 1 },
    (_, part) =>
      host.sent.filter(({ from, to }) => from <= part * partBytes && to >= (part + 1) * partBytes).length,
  );
const once = Array.from({ length: partsOfFile - 1 }, () => 1);

const waysToEnd: Readonly<Record<string, (page: Page, context: BrowserContext) => Promise<Page>>> = {
  'the page is reloaded': async (page) => {
    await page.reload();
    return page;
  },
  'the tab is closed': async (page, context) => {
    await page.close();
    const next = await context.newPage();
    await next.goto('/#/models');
    return next;
  },
};
for (const [what, end] of Object.entries(waysToEnd)) {
  test(`when ${what} in the middle of a download, it goes on behind the last whole part`, async ({
    page: first,
    context,
  }) => {
    await added(first);
    await press(first, 'Fetch and load');
    await fetchedUpTo(first, 2);
    const page = await end(first, context);
    await expect(row(page)).toContainText('Partly fetched');
    await press(page, 'Go on fetching');
    await arrivedWhole(page);
    expect(host.sent.map(({ from }) => from)).toEqual([0, 2 * partBytes]);
    expect(timesWhole()).toEqual(once);
  });
}

test('a connection that breaks is taken up at the very byte, and the storage used follows what arrives', async ({
  page,
}) => {
  await added(page);
  expect(await partsUsed(page)).toBeLessThan(1);
  await press(page, 'Fetch and load');
  await fetchedUpTo(page, 2);
  await expect.poll(() => partsUsed(page)).toBeGreaterThanOrEqual(2);
  host.cut();
  await arrivedWhole(page);
  await expect.poll(() => partsUsed(page)).toBeGreaterThan(partsOfFile - 1);
  expect(host.sent).toHaveLength(2);
  expect(timesWhole()).toEqual(once.map((_, part) => (part === 2 ? 0 : 1)));
});

test('a host that stays away is said, and the download goes on behind the last whole part when it is back', async ({
  page,
}) => {
  await added(page);
  await press(page, 'Fetch and load');
  await fetchedUpTo(page, 2);
  host.isAway = true;
  host.cut();
  const notice = page.getByRole('alert').filter({ hasText: 'could not be reached' });
  await expect(notice).toContainText('Check the network and try again; what was fetched so far is kept.', {
    timeout: 60_000,
  });
  host.isAway = false;
  await press(page, 'Go on fetching');
  await arrivedWhole(page);
  expect(host.sent.map(({ from }) => from)).toEqual([0, 2 * partBytes]);
  expect(timesWhole()).toEqual(once);
});
