// Owns one figure: how many calls a second the studio makes of a server that answers at once, many at a time; beside it what
// bare fetch makes of the same server in the same browser. A graphics card's server answers some forty such calls a second.
import { fileURLToPath } from 'node:url';
import { lineOf } from './figure.mjs';
import { startInstantServer } from './instant-server.mjs';
import { choose } from './studio-run.mjs';
import { withStudio } from './studio.mjs';

const atOnce = 32;
const pairs = 400;
const bareCalls = 2000;

/**
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 * @typedef {import('playwright').Page} Page
 */

/** @returns {Promise<Figure | NotRun>} */
export const benchManyCalls = () =>
  withStudio({ probed: false }, async ({ browser, origin }) => {
    const server = await startInstantServer(new URL(origin).origin);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await addServer(page, origin, server.address);
    await drawPairs(page);
    await run(page);
    const studio = perSecond(server.answered.slice(0));
    const before = server.answered.length;
    await page.evaluate(bare, { address: server.address, calls: bareCalls, atOnce });
    const alone = perSecond(server.answered.slice(before));
    await server.close();
    return {
      name: `calls a second of a server that answers at once, ${atOnce} at a time`,
      value: studio,
      unit: 'calls/s',
      goal: { atLeast: 100 },
      detail: `${before} calls of ${pairs} pairs; bare fetch ${alone.toFixed(0)} calls/s, so ${((100 * studio) / alone).toFixed(0)} % of it`,
    };
  });

/** @param {readonly number[]} times of calls, in milliseconds */
function perSecond(times) {
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  return (1000 * (times.length - 1)) / (last - first);
}

/**
 * @param {Page} page
 * @param {string} origin
 * @param {string} address
 */
async function addServer(page, origin, address) {
  await page.goto(`${origin}#/models`);
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.getByLabel('Address', { exact: true }).fill(address);
  await page.getByRole('button', { name: 'Look for models' }).click();
  await page.getByLabel('Answers are held to their form by').selectOption('json-schema');
  await page.getByLabel('Calls at once').fill(String(atOnce));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`${atOnce} calls at once`).waitFor();
  await page.getByRole('link', { name: 'Projects' }).first().click();
  await page.getByRole('button', { name: 'New project with bundled personas' }).click();
  await page.getByRole('button', { name: 'Start run' }).first().waitFor();
}

/** @param {Page} page */
async function drawPairs(page) {
  await page.getByRole('link', { name: 'Personas' }).first().click();
  await page.getByRole('button', { name: 'Draw pairs' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Leave out what is redundant').uncheck();
  await dialog.getByLabel('Pairs, at most').fill(String(pairs));
  await dialog.getByRole('button', { name: 'Draw pairs' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** @param {Page} page */
async function run(page) {
  await page.getByRole('link', { name: 'Run', exact: true }).first().click();
  await page.getByRole('radio', { name: 'Studio' }).check();
  await choose(page, 'Generator', 'instant');
  await choose(page, 'Critic', 'instant');
  await page.getByLabel('How many of the first pairs').fill(String(pairs));
  await page.getByLabel('Rounds').fill('1');
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await page.getByText('Finished', { exact: true }).first().waitFor({ timeout: 600_000 });
}

/**
 * In the page: the same calls with nothing round them, by as many names.
 * @param {{ readonly address: string, readonly calls: number, readonly atOnce: number }} wish
 */
async function bare({ address, calls, atOnce: width }) {
  const body = JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(3000) }] });
  let left = calls;
  const lane = async (/** @type {number} */ index) => {
    const url = address.replace('127.0.0.1', `bare-${Math.floor(index / 6)}.localhost`);
    while ((left -= 1) >= 0) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      await (await fetch(`${url}/chat/completions`, init)).text();
    }
  };
  await Promise.all(Array.from({ length: width }, (_, index) => lane(index)));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(lineOf('calls a second', await benchManyCalls()));
