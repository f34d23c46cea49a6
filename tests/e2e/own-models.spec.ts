// Models that a person adds themselves: a folder in MLC form and a GGUF file from the disk, and a host of their own, each with
// a real run; and what is said of files that are no whole model. Their files are those of the embedded model.
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chooseModel, expect, test } from './studio.ts';

const mini = 'public/models/parley-mini';
let folder = '';

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-own-'));
  await cp(join(mini, 'resolve/1'), join(folder, 'My mini'), { recursive: true });
  await cp('public/models/library/parley-mini.wasm', join(folder, 'My mini/my-library.wasm'));
});
test.afterEach(() => rm(folder, { recursive: true }));

async function openDialog(page: Page): Promise<void> {
  await page.goto('/#/models');
  await page.getByRole('button', { name: 'Add a model', exact: true }).click();
}

const ownRow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Your own' }).getByRole('row').filter({ hasText: name });

/** One pair, written by the model and judged by the rules, to the end. */
async function runWith(page: Page, model: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByRole('radio', { name: 'Quick' }).check();
  await chooseModel(page, 'Generator', model);
  await chooseModel(page, 'Critic', 'No critic');
  await page.getByLabel('How many of the first pairs').fill('1');
  for (const label of ['Candidates per pair', 'Rounds']) await page.getByLabel(label).fill('1');
  await page.getByLabel('Rewrites').fill('0');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 300_000 });
  await expect(page.getByText(/^User 1/).first()).toBeVisible();
}

test('a folder in MLC form is copied, stays over a reload, and writes', async ({ page }) => {
  await openDialog(page);
  await page.getByLabel('Choose a folder').setInputFiles(join(folder, 'My mini'));
  await expect(page.getByText('A model in MLC form, for WebGPU · q0f32')).toBeVisible();
  await expect(page.getByText('My mini/my-library.wasm, from the folder')).toBeVisible();
  await expect(page.getByText(/^Adding it copies 12 MB into this browser/)).toBeVisible();
  await page.getByRole('button', { name: /^Copy 12 MB/ }).click();
  await expect(ownRow(page, 'My mini')).toContainText('On this machine');
  await page.reload();
  await expect(ownRow(page, 'My mini')).toContainText('On this machine');
  await runWith(page, 'My mini');
});

test('a GGUF file is copied, writes, and is removed with its bytes', async ({ page }) => {
  const file = join(folder, 'mine.gguf');
  await cp(join(mini, 'parley-mini-q8_0.gguf'), file);
  await openDialog(page);
  await page.getByLabel('Choose GGUF files').setInputFiles(file);
  await expect(page.getByText('A GGUF model, for the processor')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('My GGUF');
  await page.getByRole('button', { name: 'Copy 6.3 MB' }).click();
  await expect(ownRow(page, 'My GGUF')).toContainText('On this machine');
  await page.reload();
  await runWith(page, 'My GGUF');
  await page.goto('/#/models');
  await page.getByRole('button', { name: 'Unload: My GGUF' }).click();
  await page.getByRole('button', { name: 'Remove: My GGUF' }).click();
  await expect(ownRow(page, 'My GGUF')).toHaveCount(0);
  const kept = await page.evaluate(async () => (await (await caches.open('parley-models')).keys()).length);
  expect(kept).toBe(0);
});

async function mirror(): Promise<{
  readonly server: Server;
  readonly address: string;
  readonly asked: string[];
}> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    asked.push(path);
    response.setHeader('Access-Control-Allow-Origin', '*');
    readFile(join(folder, path)).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('a model on a host of one’s own is fetched from there once, and writes', async ({
  page,
  complaints,
}) => {
  const { server, address, asked } = await mirror();
  await openDialog(page);
  await page.getByLabel(/^Address of a folder/).fill(`${address}/My%20mini/`);
  await page.getByRole('button', { name: 'Look there' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Mirrored mini');
  await page.getByLabel('Model library', { exact: true }).selectOption('At another address …');
  await page.getByLabel('Address of the library').fill(`${address}/My%20mini/my-library.wasm`);
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(ownRow(page, 'Mirrored mini')).toContainText('Not fetched');
  await page.reload();
  await runWith(page, 'Mirrored mini');
  expect(asked.filter((path) => path.endsWith('params_shard_0.bin'))).toHaveLength(1);
  const others = complaints.filter((complaint) => !complaint.startsWith(`a request to ${address}/`));
  complaints.splice(0, complaints.length, ...others);
  server.close();
});

test('what is no whole model is refused with what it lacks, and nothing is copied', async ({ page }) => {
  await openDialog(page);
  const mine = join(folder, 'My mini');
  const say = (text: string) => expect(page.getByRole('alert').filter({ hasText: text })).toBeVisible();
  const pick = (path: string) => page.getByLabel('Choose a folder').setInputFiles(path);

  await rm(join(mine, 'tokenizer.json'));
  await pick(mine);
  await say('Missing: tokenizer.json. Without it the model cannot run. Nothing was copied.');

  await cp(join(mini, 'resolve/1/tokenizer.json'), join(mine, 'tokenizer.json'));
  const shard = join(mine, 'params_shard_0.bin');
  await writeFile(shard, (await readFile(shard)).subarray(0, 1000));
  await pick(mine);
  await say(`params_shard_0.bin has 1,000 bytes`);

  await mkdir(join(folder, 'photos'));
  await writeFile(join(folder, 'photos/one.jpg'), 'no model');
  await writeFile(join(folder, 'photos/two.jpg'), 'no model');
  await pick(join(folder, 'photos'));
  await say('None of these 2 files is a model');

  await writeFile(join(folder, 'wrong.gguf'), 'no model');
  await page.getByLabel('Choose GGUF files').setInputFiles(join(folder, 'wrong.gguf'));
  await say('wrong.gguf is not a GGUF file');
  expect((await stat(shard)).size).toBe(1000);
  await expect(page.getByRole('button', { name: 'Add it' })).toBeDisabled();
});
