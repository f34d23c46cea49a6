// A mirror of the catalogue on a host of one's own: named, looked at, used, seen among the hosts, and taken away. It serves the
// embedded model's file in the place of a model of the list, with the listing that Hugging Face gives.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './studio.ts';

const repository = 'bartowski/SmolLM2-360M-Instruct-GGUF';
const file = 'SmolLM2-360M-Instruct-Q4_K_M.gguf';
const name = 'SmolLM2 360M Instruct';

let server: Server;
let host = '';
let asked: string[] = [];
const files = new Map<string, Buffer>();

function list(bytes: Buffer, oid: string): void {
  const listed = [{ path: file, size: bytes.length, lfs: { oid, size: bytes.length } }];
  files.set(`/hf/api/models/${repository}/tree/main`, Buffer.from(JSON.stringify(listed)));
}

test.beforeEach(async () => {
  const bytes = await readFile('public/models/parley-mini/parley-mini-q8_0.gguf');
  files.clear();
  files.set(`/hf/${repository}/resolve/main/${file}`, bytes);
  // Known to be there, and not what its listing says.
  list(bytes, '0'.repeat(64));
  files.set('/hf/mlc-ai/Qwen3-0.6B-q4f32_1-MLC/resolve/main/mlc-chat-config.json', Buffer.from('{}'));
  asked = [];
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.setHeader('Access-Control-Allow-Origin', '*');
    const found = files.get(url);
    if (found) response.writeHead(200, { 'content-length': found.length }).end(found);
    else response.writeHead(404).end('No.');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const row = (page: Page) =>
  page.getByRole('region', { name: 'On the CPU' }).getByRole('row').filter({ hasText: name });
const source = (page: Page) => page.getByRole('region', { name: 'Where models come from' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'A mirror for every model of the list' });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect.soft(violations.map(({ id }) => id)).toEqual([]);
}

test('every model comes from a mirror once one is named, is still checked, and from its usual host when it is taken away', async ({
  page,
  complaints,
}) => {
  await page.goto('/#/models');
  await expect(source(page)).toContainText('From huggingface.co');
  await source(page).getByRole('button', { name: 'Use a mirror' }).click();
  await expectAccessible(page);
  const address = dialog(page).getByLabel('Address of the mirror');
  await address.fill('http://models.example.org/hf');
  await page.getByRole('button', { name: 'Look there' }).click();
  await expect(dialog(page)).toContainText('Plain http works for 127.0.0.1 and localhost alone');
  await expect(page.getByRole('button', { name: 'Use this mirror' })).toBeDisabled();

  await address.fill(`http://${host}/hf`);
  await page.getByRole('button', { name: 'Look there' }).click();
  await expect(dialog(page)).toContainText(/2 of the \d+ models of the list lie there/);
  await expect(dialog(page)).toContainText('Of 1 model for WebGPU the model library is missing');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use this mirror' }).click();
  await expect(source(page)).toContainText(`Every model of the list comes from ${host}`);

  await page.reload();
  await expect(source(page)).toContainText(`http://${host}/hf/`);
  await page.getByRole('button', { name: `Fetch and load: ${name}` }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'does not have the sha256 0000' })).toBeVisible();
  const bytes = files.get(`/hf/${repository}/resolve/main/${file}`) ?? Buffer.alloc(0);
  list(bytes, createHash('sha256').update(bytes).digest('hex'));
  await page.getByRole('button', { name: `Fetch and load: ${name}` }).click();
  await expect(row(page).getByText(/^Loaded/)).toBeVisible({ timeout: 300_000 });

  await page.goto('/#/settings');
  const hosts = page.getByRole('region', { name: 'Hosts the studio may contact' });
  await expect(hosts.getByText(host, { exact: true })).toBeVisible();
  const contacted = page.getByRole('region', { name: 'Hosts contacted' });
  await expect(contacted.getByRole('row').filter({ hasText: host })).toContainText('MB');
  await expect(contacted.getByText('huggingface.co')).toHaveCount(0);

  await page.goto('/#/models');
  await source(page).getByRole('button', { name: 'Stop using the mirror' }).click();
  await expect(source(page)).toContainText('From huggingface.co');
  await page.getByRole('button', { name: `Unload: ${name}` }).click();
  asked = [];
  // What came from the mirror lies under the model's own address.
  await page.getByRole('button', { name: `Load: ${name}`, exact: true }).click();
  await expect(row(page).getByText(/^Loaded/)).toBeVisible({ timeout: 300_000 });
  expect(asked).toEqual([]);

  const others = complaints.filter(
    (complaint) => !complaint.startsWith(`a request to http://${host}/`) && !complaint.includes('404'),
  );
  complaints.splice(0, complaints.length, ...others);
});
