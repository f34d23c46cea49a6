// A model that fails again and again: its worker is made to die as an engine does that runs out of memory, in the middle of a
// call, more often than the studio tries by itself. What a person is offered then, and what comes of it.
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { kept } from './kept.ts';
import { modelHost } from './model-host.ts';
import { expect, startPlainRun, test } from './studio.ts';

let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-smaller-'));
});
test.afterEach(() => rm(folder, { recursive: true }));

const ownRow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Your own' }).getByRole('row').filter({ hasText: name });

/** The embedded model as a person's own; padding behind its end makes it a larger one for everybody but llama.cpp. */
async function addOwn(page: Page, name: string, paddingBytes: number): Promise<void> {
  const file = join(folder, `${name}.gguf`);
  await cp('public/models/parley-mini/parley-mini-q8_0.gguf', file);
  await appendFile(file, new Uint8Array(paddingBytes));
  await page.goto('/#/models');
  await page.getByRole('button', { name: 'Add a model', exact: true }).click();
  await page.getByLabel('Choose GGUF files').setInputFiles(file);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: /^Copy / }).click();
  await expect(ownRow(page, name)).toContainText('On this machine');
}

/**
 * From now on every engine dies in a call, as llama.cpp does that runs out of memory: the first in its second one, those that
 * are loaded after it in their first. They are counted as they come: that one has gone, a browser that is being debugged says late
 * or not at all, since threads of its own that it has only begun wait for the debugger.
 */
function killEngines(page: Page): { loaded: number; over: boolean } {
  const state = { loaded: 0, over: false };
  let last = 2;
  page.on('worker', (worker) => {
    if (state.over || !worker.url().includes('engine.worker')) return;
    state.loaded += 1;
    void worker
      .evaluate((lastCall) => {
        let calls = 0;
        const die = () => {
          throw new RangeError('memory access out of bounds');
        };
        self.addEventListener('message', ({ data }: MessageEvent<{ path?: readonly string[] }>) => {
          if (data.path?.includes('complete') !== true) return;
          calls += 1;
          if (calls === lastCall) setTimeout(die, 200);
        });
      }, last)
      .catch(() => undefined);
    last = 1;
  });
  return state;
}

const lost = (page: Page) =>
  expect(page.getByText('The engine that ran Larger was lost: RangeError: memory')).toBeVisible({
    timeout: 180_000,
  });

async function goOnWith(page: Page, model: string): Promise<void> {
  await page.getByRole('button', { name: `Go on with ${model}` }).click();
  await expect(page.getByRole('heading', { name: `Quick run 1, with ${model}` })).toBeVisible();
  await expect(page.getByText(`Quick: ${model} writes, the rules judge`)).toBeVisible();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 180_000 });
}

/** Of each run, oldest first: how it stands, and which model wrote each of its conversations. */
async function written(page: Page) {
  const [runs, conversations] = [await kept(page, 'run'), await kept(page, 'conversation')];
  return runs
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map(({ id, state }) => ({
      state,
      by: conversations.flatMap(({ owner, origin }) =>
        owner === id && origin.kind === 'generated' ? [origin.generator.model] : [],
      ),
    }));
}

test('an engine that dies three times in a row is given up, and the run goes on with a smaller model to its end', async ({
  page,
}) => {
  await addOwn(page, 'Lesser', 0);
  await addOwn(page, 'Larger', 80_000_000);
  const engines = killEngines(page);
  await startPlainRun(page, 'Larger', 2);
  await lost(page);
  expect(engines.loaded).toBe(3);
  await expect(page.getByRole('link', { name: 'Models: No model loaded' })).toBeVisible();
  engines.over = true;
  // Whoever comes back in the morning reads why, and is offered the same.
  await page.reload();
  await lost(page);
  await goOnWith(page, 'Lesser');
  await page.getByRole('link', { name: 'Quick run 1', exact: true }).click();
  await expect(page.getByText('Stopped. What was made stays here')).toBeVisible();
  await page.getByRole('link', { name: 'Quick run 1, with Lesser' }).click();
  await page.getByRole('link', { name: 'All runs' }).click();
  await expect(page.getByText('Went on as Quick run 1, with Lesser')).toBeVisible();
  await expect(page.getByText('Goes on from Quick run 1')).toBeVisible();
  expect(await written(page)).toEqual([
    { state: 'stopped', by: ['own/larger'] },
    { state: 'finished', by: ['own/lesser'] },
  ]);
});

test('where no smaller model is known that is said; one that is not here yet is offered with what it fetches', async ({
  page,
  complaints,
}) => {
  await addOwn(page, 'Larger', 80_000_000);
  const engines = killEngines(page);
  await startPlainRun(page, 'Larger', 2);
  await lost(page);
  engines.over = true;
  await expect(page.getByText('No smaller model on the list fits this machine')).toBeVisible();
  const run = page.url();
  await page.getByRole('link', { name: 'Plan a run with another model' }).click();
  await expect(page.getByRole('button', { name: 'Start run' }).first()).toBeVisible();

  const host = await modelHost('public/models/parley-mini');
  await page.goto('/#/models');
  await page.getByRole('button', { name: 'Add a model', exact: true }).click();
  await page.getByLabel(/^Address of a folder/).fill(`${host.address}parley-mini-q8_0.gguf`);
  await page.getByRole('button', { name: 'Look there' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Lesser');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(ownRow(page, 'Lesser')).toContainText('Not fetched');
  await page.goto(run);
  await expect(page.getByText('About 6.3 MB are fetched first.')).toBeVisible();
  await goOnWith(page, 'Lesser');
  const [, onward] = await written(page);
  expect(onward).toEqual({ state: 'finished', by: ['own/lesser'] });
  const others = complaints.filter((complaint) => !complaint.startsWith(`a request to ${host.address}`));
  complaints.splice(0, complaints.length, ...others);
  await host.stop();
});
