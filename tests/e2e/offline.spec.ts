// Any static host, under a sub-path and without headers of ours: isolated by the service worker, installable, whole without a
// network after the first visit, and never a mixture of two versions.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import { plainHost, type PlainHost } from './plain-server.ts';
import { serviceWorkerFor, serviceWorkerName } from '../../scripts/offline/plugin.mjs';
import { chooseModel } from './studio.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const test = base.extend<{ folder: string; host: PlainHost }>({
  folder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-host-'));
    await cp(dist, folder, { recursive: true });
    await use(folder);
    await rm(folder, { recursive: true });
  },
  host: async ({ folder }, use) => {
    const host = await plainHost(folder);
    await use(host);
    await host.stop();
  },
});
test.use({ serviceWorkers: 'allow' });

const isKept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller !== null && crossOriginIsolated;
  });

async function firstVisit(page: Page, host: PlainHost): Promise<void> {
  await page.goto(host.address);
  // Asked for while the page reloads itself, it is no answer.
  await expect.poll(() => isKept(page).catch(() => false), { timeout: 60_000 }).toBe(true);
}

test('a plain host gets isolation and the security policy from the service worker, on worker scripts too', async ({
  page,
  host,
}) => {
  await firstVisit(page, host);
  const answer = await page.evaluate(async () => {
    const script = [...document.querySelectorAll('script')].map(({ src }) => src)[0] ?? '';
    const { headers } = await fetch(script);
    return [headers.get('Cross-Origin-Embedder-Policy'), headers.get('Content-Security-Policy')];
  });
  expect(answer).toEqual(['require-corp', expect.stringContaining("object-src 'none'")]);
  await page.goto(`${host.address}#/models`);
  await expect(page.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible();
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
    return (await (await fetch(link?.href ?? '')).json()) as { icons: { src: string }[] };
  });
  for (const { src } of manifest.icons)
    expect((await page.request.get(new URL(src, host.address).href)).ok()).toBe(true);
});

test('without a network the studio opens on every screen and carries out a run, after one visit', async ({
  page,
  host,
}) => {
  await firstVisit(page, host);
  await host.stop();
  await page.reload();
  await page.getByRole('button', { name: 'Generate' }).click();
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill('1');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  for (const screen of ['Personas', 'Conversations', 'Export']) {
    await page.getByRole('link', { name: screen, exact: true }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
  }
});

test('models are never fetched by it', async ({ page, host }) => {
  await firstVisit(page, host);
  const kept = await page.evaluate(async () => {
    const addresses: string[] = [];
    for (const name of (await caches.keys()).filter((key) => key.startsWith('parley ')))
      for (const { url } of await (await caches.open(name)).keys()) addresses.push(url);
    return addresses;
  });
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.filter((url) => url.includes('/models/') || /\.(gguf|bin)$/.test(url))).toEqual([]);
});

test('a newer build is used when the person says so, and not before', async ({ page, host, folder }) => {
  await firstVisit(page, host);
  const start = join(folder, 'index.html');
  await writeFile(start, (await readFile(start, 'utf8')).replace('<body>', '<body data-newer>'));
  await writeFile(join(folder, serviceWorkerName), await serviceWorkerFor(folder));
  await page.reload();
  await expect(page.getByText('A newer Parley is ready')).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.locator('body[data-newer]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Use it now' }).click();
  await expect(page.locator('body[data-newer]')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible();
});
