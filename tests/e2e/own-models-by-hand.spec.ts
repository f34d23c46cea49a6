// Models of one's own as a person brings them by hand: dropped on the page, as a folder and as a file, and by the browser's own
// picker of folders; and the dialog in each of its states. Drops are real ones, given to the browser with paths on the disk.
import { cp, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './studio.ts';

const mini = 'public/models/parley-mini';
const gguf = join(mini, 'parley-mini-q8_0.gguf');
let folder = '';

test.beforeEach(async ({ page }) => {
  folder = await mkdtemp(join(tmpdir(), 'parley-dropped-'));
  await cp(join(mini, 'resolve/1'), join(folder, 'My mini'), { recursive: true });
  await cp('public/models/library/parley-mini.wasm', join(folder, 'My mini/my-library.wasm'));
  await page.goto('/#/models');
  await expect(page.getByRole('region', { name: 'Embedded' })).toBeVisible();
});
test.afterEach(() => rm(folder, { recursive: true }));

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Add a model of your own' });
const ownRow = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Your own' }).getByRole('row').filter({ hasText: name });

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a model', exact: true }).click();
  await expect(dialogOf(page)).toBeVisible();
}

/** As a hand does: in over the element, and let go; `hold` looks at the page in between. */
async function drop(page: Page, onto: Locator, paths: readonly string[], hold?: () => Promise<void>) {
  const box = await onto.boundingBox();
  if (!box) throw new Error('There is nothing to drop on.');
  const where = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 40) };
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...where, data });
  await hold?.();
  await devtools.send('Input.dispatchDragEvent', { type: 'drop', ...where, data });
  await devtools.detach();
}

async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect.soft(found, state).toEqual([]);
}

test('a folder in MLC form that is dropped on the screen is taken whole, with all that lies in it', async ({
  page,
}) => {
  const screen = page.getByRole('heading', { name: 'Models', exact: true });
  await drop(page, screen, [join(folder, 'My mini')], () => expect(page.locator('.over')).toBeVisible());
  await expect(page.locator('.over')).toHaveCount(0);
  await expect(dialogOf(page).getByText('A model in MLC form, for WebGPU · q0f32')).toBeVisible();
  await expect(page.getByText('My mini/my-library.wasm, from the folder')).toBeVisible();
  await page.getByRole('button', { name: /^Copy 12 MB/ }).click();
  await expect(ownRow(page, 'My mini')).toContainText('On this machine');
});

test('a GGUF file that is dropped on the open dialog is taken, and loads after a reload', async ({
  page,
}) => {
  await cp(gguf, join(folder, 'mine.gguf'));
  await openDialog(page);
  const place = dialogOf(page).getByRole('group', { name: 'Add a model of your own' });
  await drop(page, place, [join(folder, 'mine.gguf')], () => expect(place).toHaveClass(/over/));
  await expect(dialogOf(page).getByText('A GGUF model, for the processor')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('My GGUF');
  await page.getByRole('button', { name: 'Copy 6.3 MB' }).click();
  await expect(ownRow(page, 'My GGUF')).toContainText('On this machine');
  await page.reload();
  await page.getByRole('button', { name: 'Load: My GGUF', exact: true }).click();
  await expect(ownRow(page, 'My GGUF').getByText(/^Loaded/)).toBeVisible({ timeout: 300_000 });
});

test('what is dropped and is no model is refused with a sentence, and the studio stays in its tab', async ({
  page,
}) => {
  await mkdir(join(folder, 'photos'));
  for (const name of ['one.jpg', 'two.jpg']) await writeFile(join(folder, 'photos', name), 'no model');
  const heading = page.getByRole('heading', { name: 'Models', exact: true });
  await drop(page, heading, [join(folder, 'photos')]);
  const say = (text: string) => expect(page.getByRole('alert').filter({ hasText: text })).toBeVisible();
  await say('None of these 2 files is a model');
  await expectAccessible(page, 'wrong files');
  const place = dialogOf(page).getByRole('group', { name: 'Add a model of your own' });
  await drop(page, place, [join(folder, 'photos/one.jpg')]);
  await say('one.jpg is not a GGUF file');
  // Two halves of one thing at once: each is good alone.
  await cp(gguf, join(folder, 'a.gguf'));
  await cp(gguf, join(folder, 'b.gguf'));
  await drop(page, place, [join(folder, 'a.gguf'), join(folder, 'b.gguf')]);
  await say('More than one of a kind: a.gguf, b.gguf');
  await expect(page).toHaveURL(/#\/models$/);
});

test('a folder from the browser’s own picker (a handle of the origin’s private files in its place) is gone through and copied', async ({
  page,
}) => {
  // Headless browsers show no picker; the handle is a real one of the same interface, and its files are read as the picker's are.
  const names = ['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json', 'params_shard_0.bin'];
  const files: { name: string; base64: string }[] = [];
  for (const name of names)
    files.push({ name, base64: (await readFile(join(folder, 'My mini', name))).toString('base64') });
  files.push({
    name: 'deeper/my-library.wasm',
    base64: (await readFile(join(folder, 'My mini/my-library.wasm'))).toString('base64'),
  });
  await page.evaluate(async (given) => {
    const root = await navigator.storage.getDirectory();
    const picked = await root.getDirectoryHandle('Picked mini', { create: true });
    for (const { name, base64 } of given) {
      const [last = '', ...above] = name.split('/').toReversed();
      let place = picked;
      for (const one of above.toReversed()) place = await place.getDirectoryHandle(one, { create: true });
      const writable = await (await place.getFileHandle(last, { create: true })).createWritable();
      await writable.write(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
      await writable.close();
    }
    const asked: unknown[] = [];
    Object.assign(window, {
      asked,
      showDirectoryPicker: (options: unknown) => {
        asked.push(options);
        // The first time the person closes it.
        if (asked.length === 1) return Promise.reject(new DOMException('Closed.', 'AbortError'));
        return Promise.resolve(picked);
      },
    });
  }, files);
  await openDialog(page);
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeEnabled();
  await expect(dialogOf(page).getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(page.getByText('Picked mini/deeper/my-library.wasm, from the folder')).toBeVisible();
  await page.getByRole('button', { name: /^Copy 12 MB/ }).click();
  await expect(ownRow(page, 'Picked mini')).toContainText('On this machine');
});

test('the dialog is accessible while it waits, has found, and copies; and what is stopped half way leaves nothing', async ({
  page,
}) => {
  const large = join(folder, 'large.gguf');
  await cp(gguf, large);
  const file = await open(large, 'r+');
  await file.truncate(600_000_000);
  await file.close();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openDialog(page);
    await expectAccessible(page, `empty, ${colorScheme}`);
    await page.getByLabel('Choose GGUF files').setInputFiles(large);
    await expect(dialogOf(page).getByText('A GGUF model, for the processor')).toBeVisible();
    await expectAccessible(page, `found, ${colorScheme}`);
    await page.getByRole('button', { name: 'Copy 600 MB' }).click();
    await expect(page.getByRole('button', { name: 'Stop copying' })).toBeVisible();
    await expectAccessible(page, `copying, ${colorScheme}`);
    // Once while its fingerprint is taken, once in the midst of the copying itself.
    if (colorScheme === 'dark')
      await expect(dialogOf(page).getByText(/^Copying [1-9]/)).toBeVisible({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Stop copying' }).click();
    await expect(page.getByRole('button', { name: 'Stop copying' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialogOf(page)).toHaveCount(0);
  }
  await expect(page.getByRole('region', { name: 'Your own' })).toHaveCount(0);
  const kept = await page.evaluate(async () => (await (await caches.open('parley-models')).keys()).length);
  expect(kept).toBe(0);
});
