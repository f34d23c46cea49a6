// Owns the figures of a set of 22,002 conversations: Synthetic-Persona-Chat's new part taken in twice, listed, filtered, sorted,
// scrolled and written out, beside the plain way in the same page: all of it read from the database at once.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lineOf, median } from './figure.mjs';
import { withStudio } from './studio.mjs';

const fileName = 'spc_new_11001_rows.csv.gz';

/**
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 * @typedef {import('playwright').Page} Page
 */

/** @returns {Promise<readonly Figure[] | NotRun>} */
export async function benchManyConversations() {
  const path = join(process.env['PARLEY_TEST_DATA'] ?? '', fileName);
  if (!process.env['PARLEY_TEST_DATA'] || !existsSync(path))
    return { notRun: `set PARLEY_TEST_DATA to a folder with ${fileName}` };
  /** @type {Figure[]} */
  const figures = [];
  const outcome = await withStudio({ probed: false }, async ({ browser, origin }) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const importing = await takeInTwice(page, origin, path);
    figures.push(
      ...(await listed(page)),
      await scrolled(page),
      await remembered(page),
      await writtenOut(page),
    );
    return {
      name: 'taking in 11,001 conversations, faults and storing',
      value: importing / 1000,
      unit: 's',
      goal: { atMost: 10 },
      detail: 'from choosing the packed file to the report; half of the 22,002',
    };
  });
  return 'notRun' in outcome ? outcome : [outcome, ...figures];
}

/**
 * @param {Page} page
 * @param {string} origin
 * @param {string} path
 */
async function takeInTwice(page, origin, path) {
  await page.goto(origin);
  const begun = performance.now();
  await page.getByLabel('File of dialogues').setInputFiles(path);
  await page
    .getByText(/^Read from/)
    .first()
    .waitFor({ timeout: 300_000 });
  const took = performance.now() - begun;
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('link', { name: 'Personas', exact: true }).first().click();
  await page.getByLabel('File of personas').setInputFiles(path);
  await page.getByRole('radio', { name: /^Keep both/ }).check({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Done' }).click({ timeout: 300_000 });
  return took;
}

/** @param {Page} page */
async function openList(page) {
  // Away from the list first, so that it is opened anew.
  await page.evaluate(() => (location.hash = location.hash.replace(/^(#\/p\/[^/]+).*$/, '$1/export')));
  await page.reload();
  const link = page.getByRole('link', { name: 'Conversations', exact: true }).first();
  await link.waitFor();
  // The screens' programs come with the first touch of a key, as they do for a person.
  await page.keyboard.press('Shift');
  await page.waitForLoadState('networkidle');
  return page.evaluate(async () => {
    const begun = performance.now();
    const link = [...document.querySelectorAll('a')].find(
      (one) => one.textContent?.trim() === 'Conversations',
    );
    link?.click();
    while (!document.querySelector('[role=option].row .opening')) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  });
}

/**
 * @param {Page} page
 * @returns {Promise<Figure[]>}
 */
async function listed(page) {
  const openings = [];
  for (let round = 0; round < 3; round += 1) openings.push(await openList(page));
  const plain = await page.evaluate(async () => {
    const begun = performance.now();
    const database = await new Promise((resolve, reject) => {
      const asked = indexedDB.open('parley');
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const all = await new Promise((resolve) => {
      database.transaction('conversation').objectStore('conversation').getAll().onsuccess = (
        /** @type {any} */ event,
      ) => resolve(event.target.result);
    });
    database.close();
    return { milliseconds: performance.now() - begun, count: all.length };
  });
  /** @type {readonly (readonly [string, string, string])[]} */
  const changes = [
    ['Fault', 'duplicate-turn', 'select'],
    ['Fault', 'any', 'select'],
    ['Sort', 'longest', 'select'],
    ['Sort', 'most-faults', 'select'],
    ['Sort', 'plan', 'select'],
    ['Search in what is said', 'portland', 'input'],
    ['Search in what is said', 'my sister teaches', 'input'],
    ['Search in what is said', '', 'input'],
  ];
  const took = [];
  for (const [label, value, kind] of changes)
    took.push([value || 'everything', await changed(page, label, value, kind)]);
  const slowest = took.reduce((worst, one) => (Number(one[1]) > Number(worst[1]) ? one : worst));
  return [
    {
      name: 'first rows of 22,002 conversations after opening the list',
      value: median(openings),
      unit: 'ms',
      goal: { atMost: 300 },
      detail: `after a reload, ${openings.map((ms) => ms.toFixed(0)).join(', ')}; reading all ${plain.count} from the database, as a plain list would first: ${plain.milliseconds.toFixed(0)} ms`,
    },
    {
      name: 'filtering, sorting or searching 22,002 conversations, the slowest',
      value: Number(slowest[1]),
      unit: 'ms',
      goal: { atMost: 150 },
      detail: took.map(([what, ms]) => `${what} ${Number(ms).toFixed(0)}`).join(', '),
    },
  ];
}

/**
 * From the change to the first frame with other rows.
 * @param {Page} page
 * @param {string} label
 * @param {string} value
 * @param {string} kind
 */
const changed = (page, label, value, kind) =>
  page.evaluate(
    async ([name = '', wanted = '', how = '']) => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector(`[aria-label="${name}"]`));
      const rows = () =>
        `${document.querySelector('.count')?.textContent} ${document.querySelector('.rows')?.textContent}`;
      const before = rows();
      const begun = performance.now();
      field.value = wanted;
      field.dispatchEvent(new Event(how === 'select' ? 'change' : 'input', { bubbles: true }));
      while (rows() === before && performance.now() - begun < 5000) await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    },
    [label, value, kind],
  );

/**
 * @param {Page} page
 * @returns {Promise<Figure>}
 */
async function scrolled(page) {
  const tasks = await page.evaluate(async () => {
    /** @type {number[]} */
    const found = [];
    const observer = new PerformanceObserver((list) =>
      found.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ entryTypes: ['longtask'] });
    const list = document.querySelector('[role=listbox]');
    for (let step = 0; list && step < 240; step += 1) {
      list.scrollTop += step % 40 === 39 ? 60_000 : 300;
      await new Promise(requestAnimationFrame);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    observer.disconnect();
    return found;
  });
  return {
    name: 'the longest task of the page while scrolling 22,002 conversations',
    value: Math.max(0, ...tasks),
    unit: 'ms',
    goal: { atMost: 50 },
    detail: `${tasks.length} tasks of more than 50 ms in 240 frames with six leaps of 1,500 rows; 0: none was that long`,
  };
}

/**
 * @param {Page} page
 * @returns {Promise<Figure>}
 */
async function remembered(page) {
  const bytes = await page.evaluate(
    async () => (await /** @type {any} */ (performance).measureUserAgentSpecificMemory()).bytes,
  );
  return {
    name: 'memory of the page and its workers with 22,002 conversations listed and searched',
    value: bytes / 1e6,
    unit: 'MB',
    goal: { atMost: 150 },
    detail: 'performance.measureUserAgentSpecificMemory',
  };
}

/**
 * @param {Page} page
 * @returns {Promise<Figure>}
 */
async function writtenOut(page) {
  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  await page.getByRole('radio', { name: /^JSONL / }).check();
  const button = page.getByRole('button', { name: 'Download', exact: true });
  await button.waitFor();
  const ours = [];
  const theirs = [];
  for (let round = 0; round < 3; round += 1) {
    const begun = performance.now();
    await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), button.click()]);
    ours.push(performance.now() - begun);
    theirs.push(await page.evaluate(serialiseAll));
  }
  return {
    name: 'writing 22,002 conversations as JSONL, against the bare serialisation of the same items',
    value: median(ours) / median(theirs),
    unit: '×',
    goal: { atMost: 2 },
    detail: `ours ${(median(ours) / 1000).toFixed(1)} s with canonical records, bare ${(median(theirs) / 1000).toFixed(1)} s: read in pages of 500, JSON.stringify, a Blob a page`,
  };
}

/** Runs in the page. */
async function serialiseAll() {
  const begun = performance.now();
  const database = await new Promise((resolve) => {
    const asked = indexedDB.open('parley');
    asked.onsuccess = () => resolve(asked.result);
  });
  const parts = [];
  /** @type {any} */
  let after;
  for (;;) {
    /** @type {any[]} */
    const items = await new Promise((resolve) => {
      const range = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true);
      database.transaction('conversation').objectStore('conversation').getAll(range, 500).onsuccess = (
        /** @type {any} */ event,
      ) => resolve(event.target.result);
    });
    const last = items.at(-1);
    if (!last) break;
    parts.push(new Blob(items.map((item) => `${JSON.stringify(item)}\n`)));
    after = [last.owner, last.id];
  }
  database.close();
  return new Blob(parts).size > 0 ? performance.now() - begun : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await benchManyConversations();
  const list = 'notRun' in result ? [result] : result;
  for (const one of list) console.log(lineOf('22,002 conversations', one));
}
