// A server of the person's own, from the dialog that adds it to the file that must not hold its key.
import { readFile } from 'node:fs/promises';
import { ChatServer } from '../contract/engine/chat-server.ts';
import { chooseModel, expect, test } from './studio.ts';

const callsAtOnce = 24;

test('a run on a server with a key: as many calls at once as were asked for, and no key and no address in the file', async ({
  page,
  baseURL,
  complaints,
}) => {
  const server = new ChatServer({ contextTokens: 8192, millisecondsPerPiece: 4, pages: baseURL ?? '' });
  server.key = 'sk-secret';
  const address = await server.start();
  const { port } = new URL(address);

  await page.goto('/#/models');
  await page.getByRole('button', { name: 'Add a server' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address', { exact: true }).fill(address);
  await dialog.getByLabel('Key', { exact: true }).fill(server.key);
  await dialog.getByRole('button', { name: 'Look for models' }).click();
  await dialog.getByLabel('small', { exact: true }).check();
  await dialog.getByLabel('Name', { exact: true }).fill('My cluster');
  await dialog.getByLabel('Calls at once').fill(String(callsAtOnce));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${callsAtOnce} calls at once`)).toBeVisible();

  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  await chooseModel(page, 'Generator', 'small');
  await chooseModel(page, 'Critic', 'No critic');
  await page.getByRole('radio', { name: /^All/ }).check();
  await page.getByLabel('Candidates per pair').fill('1');
  await page.getByLabel('Rounds').fill('1');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 120_000 });

  expect(server.mostUnderWay).toBe(callsAtOnce);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download JSON' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toContain('My cluster');
  expect(file).not.toContain('sk-secret');
  expect(file).not.toContain(`:${port}`);

  await page.goto('/#/settings');
  // Whatever it was called by, it is one host.
  await expect(page.getByRole('row', { name: new RegExp(`^127\\.0\\.0\\.1:${port}`) })).toHaveCount(1);
  await expect(page.getByText('parley-')).toHaveCount(0);
  expect(complaints.filter((said) => !said.includes(`:${port}/v1/`))).toEqual([]);
  complaints.splice(0);
  await server.stop();
});
