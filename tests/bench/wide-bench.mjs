// Owns the figures of a wide bench: ten versions of an expert on 200 labelled conversations, filled by the scripted engine, scrolled
// both ways, and decided anew by its threshold.
import { fileURLToPath } from 'node:url';
import { lineOf, quantile } from './figure.mjs';
import { withStudio } from './studio.mjs';

const rows = 200;
const versions = 10;

/**
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 * @typedef {import('playwright').Page} Page
 * @typedef {{ readonly tasks: readonly number[], readonly frames: readonly number[] }} Felt
 */

/** @returns {Promise<readonly Figure[] | NotRun>} */
export async function benchWideBench() {
  /** @type {Figure[]} */
  const figures = [];
  const outcome = await withStudio({ probed: false }, async ({ browser, origin }) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await bringLabelled(page, origin);
    await saveVersions(page);
    await putOnBench(page);
    const filling = await felt(page, filled);
    figures.push(
      figureOf('filling it', filling),
      figureOf('moving its threshold', await felt(page, thresholdMoved)),
    );
    return figureOf('scrolling it both ways', await felt(page, scrolled));
  });
  return 'notRun' in outcome ? outcome : [outcome, ...figures];
}

/**
 * @param {string} what
 * @param {Felt} felt
 * @returns {Figure}
 */
const figureOf = (what, { tasks, frames }) => ({
  name: `the longest task of the page while ${what}: a bench of ${versions} versions and ${rows} rows`,
  value: Math.max(0, ...tasks),
  unit: 'ms',
  goal: { atMost: 50 },
  detail: `${tasks.length} tasks of more than 50 ms (0: none was that long); frames: median ${quantile(frames, 0.5).toFixed(0)} ms, 99 % ${quantile(frames, 0.99).toFixed(0)} ms, longest ${Math.max(0, ...frames).toFixed(0)} ms of ${frames.length}`,
});

/**
 * @param {Page} page
 * @param {string} origin
 */
async function bringLabelled(page, origin) {
  const lines = Array.from({ length: rows }, (_, row) =>
    JSON.stringify({
      dialogue: [
        `I have ${row} hives behind the house.`,
        'I take the bus to work.',
        `Bus ${row}? My sister drives it.`,
        'Small world. Do you sell your honey?',
      ],
      label: row % 3 === 0 ? 'bad' : 'good',
    }),
  );
  await page.goto(origin);
  await page.getByLabel('File of dialogues').setInputFiles({
    name: 'labelled.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(lines.join('\n')),
  });
  await page.getByRole('button', { name: /^Keep 200 dialogues/ }).click();
  await page.getByRole('link', { name: 'Experts', exact: true }).click();
}

/** @param {Page} page */
async function saveVersions(page) {
  await page.getByRole('link', { name: /^Privacy/ }).click();
  const editor = page.getByRole('textbox', { name: 'Criterion', exact: true });
  for (let version = 2; version <= versions; version += 1) {
    await editor.click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(` ${version}`);
    await page.getByRole('button', { name: `Save as version ${version}` }).click();
    await page.getByText(`Version ${version}`, { exact: true }).waitFor();
  }
}

/** @param {Page} page */
async function putOnBench(page) {
  await page.getByRole('link', { name: 'Bench', exact: true }).click();
  for (let version = 1; version <= versions; version += 1) {
    await page.getByRole('button', { name: 'Add a column' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Expert', { exact: true }).selectOption('privacy');
    await dialog.getByLabel('Version', { exact: true }).selectOption(String(version));
    const critic = dialog.getByLabel('Critic', { exact: true });
    const scripted = critic.locator('option', { hasText: 'Scripted' }).first();
    await critic.selectOption((await scripted.getAttribute('value')) ?? '');
    await dialog.getByRole('checkbox', { name: /^Graded/ }).check();
    await dialog.getByRole('button', { name: 'Add it' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}

/** @param {Page} page */
async function filled(page) {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Every cell is answered.').waitFor({ timeout: 300_000 });
}

/** @param {Page} page */
async function scrolled(page) {
  await page.getByRole('rowgroup').hover();
  for (const [right, down] of [
    [0, 120],
    [60, 0],
    [0, -120],
    [-60, 0],
  ])
    for (let step = 0; step < 60; step += 1) await page.mouse.wheel(right ?? 0, down ?? 0);
}

/** @param {Page} page */
async function thresholdMoved(page) {
  await page.getByLabel(/^Drops above/).focus();
  for (let step = 0; step < 40; step += 1) await page.keyboard.press(step < 20 ? 'ArrowLeft' : 'ArrowRight');
}

/**
 * What a person feels meanwhile: long tasks of the page, and the time between its frames, in milliseconds.
 * @param {Page} page
 * @param {(page: Page) => Promise<void>} act
 * @returns {Promise<Felt>}
 */
async function felt(page, act) {
  await page.evaluate(() => {
    /** @type {any} */
    const own = window;
    own.felt = { tasks: [], frames: [], ended: false };
    own.observer = new PerformanceObserver((list) =>
      own.felt.tasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    own.observer.observe({ entryTypes: ['longtask'] });
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      own.felt.frames.push(now - last);
      last = now;
      if (!own.felt.ended) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await act(page);
  return page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    /** @type {any} */
    const own = window;
    own.observer.disconnect();
    own.felt.ended = true;
    return own.felt;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await benchWideBench();
  const list = 'notRun' in result ? [result] : result;
  for (const one of list) console.log(lineOf('a wide bench', one));
}
