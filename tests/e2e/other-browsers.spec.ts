// What other browsers lack, or do otherwise, brought about in the one that the tests have: nothing a person does may hang on it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { chooseModel, expect, test } from './studio.ts';

const assets = fileURLToPath(new URL('../../dist/assets', import.meta.url));

/** Run before anything else, in the page and in each of its workers. */
const poor = `
  delete ReadableStream.prototype[Symbol.asyncIterator];
  delete ReadableStream.prototype.values;
  delete ReadableStream.from;
  for (const name of ['requestIdleCallback', 'showDirectoryPicker', 'showSaveFilePicker', 'Notification', 'LanguageModel', 'SharedArrayBuffer'])
    delete globalThis[name];
  for (const name of ['storage', 'wakeLock', 'gpu', 'deviceMemory'])
    for (const kind of [globalThis.Navigator, globalThis.WorkerNavigator]) if (kind) delete kind.prototype[name];
`;

async function takeAway(page: Page, without: string): Promise<void> {
  await page.addInitScript(without);
  await page.route(/\.worker-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `import './without.js';\n${await response.text()}` });
  });
  await page.route('**/assets/without.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: {
        'Cross-Origin-Embedder-Policy': 'require-corp',
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
      body: without,
    }),
  );
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled();
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFile(await file.path());
}

test('a packed file goes in, a run is made and a dataset folder comes out, where streams, storage, WebGPU and pickers are poor', async ({
  page,
}) => {
  await takeAway(page, poor);
  // Chosen when the browser still could.
  await page.addInitScript(() => localStorage.setItem('parley-awake', 'yes'));
  await page.goto('/');
  const rows = ['user 1 personas,user 2 personas,Best Generated Conversation'];
  for (const topic of ['bees', 'trams', 'lakes'])
    rows.push(`"I love ${topic}.","I drive a bus.","User 1: Do you like ${topic}?\nUser 2: I drive by."`);
  await page.getByLabel('File of dialogues').setInputFiles({
    name: 'packed.csv.gz',
    mimeType: 'application/gzip',
    buffer: gzipSync(rows.join('\n')),
  });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await expect(page.getByText('3 conversations', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  await page.getByRole('radio', { name: /^Hugging Face/ }).check();
  const folder = unzipSync(await saved(page, 'Download'));
  expect(Object.keys(folder)).toEqual(expect.arrayContaining(['README.md', 'croissant.json']));

  await page.getByRole('link', { name: 'Run', exact: true }).first().click();
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill('1');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('This browser lets no page write to a folder')).toBeVisible();
  expect(JSON.parse((await saved(page, 'Download JSON')).toString())).toBeTruthy();

  await page.goto('/#/models');
  await expect(page.getByText('This browser does not tell how much is used')).toBeVisible();
  await expect(page.getByText('Not available in this browser')).toBeVisible();
  await expect(page.getByText('1 thread for models on the CPU')).toBeVisible();
  await expect(page.getByText('did not foresee')).toHaveCount(0);
});

for (const { name, without, says } of [
  {
    name: 'a browser that lets the site keep nothing',
    without: `Object.defineProperty(globalThis, 'indexedDB', {
      get() { throw new DOMException('The operation is insecure', 'SecurityError'); } });`,
    says: ['lets this site keep nothing', 'Allow cookies and site data'],
  },
  {
    name: 'an address that is not secure',
    without: `delete globalThis.Cache; Object.defineProperty(globalThis, 'isSecureContext', { value: false });`,
    says: ['opened over plain http', 'Open it over https'],
  },
])
  test(`${name} is said, with what to do`, async ({ page, complaints }) => {
    await takeAway(page, without);
    await page.goto('/');
    for (const words of says) await expect(page.getByText(words).first()).toBeVisible();
    await expect(page.getByText('did not foresee')).toHaveCount(0);
    complaints.length = 0;
  });

test('no part of a worker imports the script that the worker began with, which WebKit would run a second time', async () => {
  const names = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  expect(names.filter((name) => name.includes('.worker-')).length).toBeGreaterThanOrEqual(3);
  const back: string[] = [];
  for (const name of names) {
    const text = await readFile(join(assets, name), 'utf8');
    if (/(?:from|import)\s*\(?["'`]\.\/\w+\.worker-/.test(text)) back.push(name);
  }
  expect(back).toEqual([]);
});
