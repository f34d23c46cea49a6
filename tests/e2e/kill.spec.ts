// Nothing lost: a run whose page is killed at seeded random moments ends in the same bytes as one that nobody
// disturbed. PARLEY_KILLS says how often; `npm run test:kill` is the long form.
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import { seeded } from '../fuzz.ts';
import { undisturbed, type StoredRun } from './undisturbed.ts';
import { chooseModel, expect, test } from './studio.ts';

const kills = Number(process.env['PARLEY_KILLS'] ?? 40);
const longestLifeMilliseconds = 700;

async function startRun(page: Page, writing: 'Whole' | 'Turn by turn', pairs: number): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByRole('radio', { name: 'Quick' }).check();
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, 'Scripted, no model');
  await page.getByLabel('How many of the first pairs').fill(String(pairs));
  await page.getByLabel('Rounds').fill('1');
  await page.getByLabel('Candidates per pair').fill('1');
  if (writing === 'Turn by turn') await page.getByText('Turn by turn', { exact: true }).click();
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page).toHaveURL(/\/run\/./);
}

/** Everything that the run in view was started with, as it lies in the browser; former ones lie beside it. */
const storedRun = (page: Page): Promise<StoredRun> =>
  page.evaluate(async (address) => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('parley'));
    const all = (kind: string) => asked(database.transaction(kind).objectStore(kind).getAll());
    const [runs, pairs, conversations] = await Promise.all(['run', 'pair', 'conversation'].map(all));
    database.close();
    const run = (runs as StoredRun['run'][]).find(({ id }) => address.includes(encodeURIComponent(id)));
    if (!run) throw new Error(`No run is kept whose id stands in ${address}.`);
    return {
      run,
      pairs: (pairs as StoredRun['pairs'][number][]).filter(({ owner }) => owner === run.id),
      seeds: (conversations as Conversation[]).filter(({ owner }) => owner === 'seed'),
    } as StoredRun;
  }, page.url());

/** The run's page anew, in whatever way the last one ended. */
type Kill = (page: Page, context: BrowserContext) => Promise<Page>;

const again = async (page: Page, context: BrowserContext): Promise<Page> => {
  const address = page.url();
  await page.close();
  const next = await context.newPage();
  await next.goto(address);
  return next;
};

const waysToKill: Readonly<Record<string, Kill>> = {
  reload: async (page) => {
    await page.reload();
    return page;
  },
  'close the tab': again,
  'crash the page': async (page, context) => {
    const address = page.url();
    const crashed = page.waitForEvent('crash');
    const session = await context.newCDPSession(page);
    // It never answers.
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    const next = await context.newPage();
    await next.goto(address);
    await page.close();
    return next;
  },
  'end the worker': async (page) => {
    const worker = page.workers().find((one) => one.url().includes('studio.worker'));
    await worker?.evaluate(() => self.close()).catch(() => undefined);
    await page.reload();
    return page;
  },
};
const names = Object.keys(waysToKill);

const finished = (page: Page) => page.getByText('Finished', { exact: true }).first();
const goOn = (page: Page) => page.getByRole('button', { name: 'Go on' }).first();

async function exportedJsonl(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  await page.getByRole('radio', { name: /^JSONL / }).check();
  const button = page.getByRole('button', { name: 'Download', exact: true });
  await expect(button).toBeEnabled();
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFile(await file.path(), 'utf8');
}

for (const { writing, share, pairs } of [
  { writing: 'Whole', share: 0.5, pairs: 20 },
  { writing: 'Turn by turn', share: 0.25, pairs: 5 },
] as const) {
  const times = Math.round(kills * share);
  test(`${times} kills of a run that is written ${writing.toLowerCase()} lose nothing and double nothing`, async ({
    page: first,
    context,
  }) => {
    const chance = seeded(writing.length);
    let page = first;
    await startRun(page, writing, pairs);
    let expected = await undisturbed(await storedRun(page));
    for (let kill = 0; kill < times; kill += 1) {
      if (await finished(page).isVisible()) {
        // All of it is done: the rest of the kills falls on the same run in another project.
        expect(await exportedJsonl(page)).toBe(expected);
        await startRun(page, writing, pairs);
        expected = await undisturbed(await storedRun(page));
      }
      await page.waitForTimeout(chance() * longestLifeMilliseconds);
      const name = names[Math.floor(chance() * names.length)] ?? '';
      page = await (waysToKill[name] as Kill)(page, context);
      await expect(goOn(page).or(finished(page)), `after: ${name}, number ${kill + 1}`).toBeVisible();
      if (await goOn(page).isVisible()) await goOn(page).click();
    }
    await expect(finished(page)).toBeVisible({ timeout: 240_000 });
    expect(await exportedJsonl(page)).toBe(expected);
  });
}

const workHere = (page: Page) => page.getByRole('button', { name: 'Work here' });

/** Whatever a person could press to make the run go on in this tab, if anything. */
async function pressOn(page: Page): Promise<void> {
  const button = (await workHere(page).isVisible()) ? workHere(page) : goOn(page);
  // The other tab may have taken what was to be pressed.
  if (await button.isVisible()) await button.click({ timeout: 2000 }).catch(() => undefined);
}

const fights = Math.round(kills * 0.25);
test(`two tabs that take one run from each other, and are killed ${fights} times, lose and double nothing`, async ({
  page: first,
  context,
}) => {
  const chance = seeded(2);
  await startRun(first, 'Whole', 8);
  const expected = await undisturbed(await storedRun(first));
  const second = await context.newPage();
  await second.goto(first.url());
  const tabs: [Page, Page] = [first, second];
  for (let kill = 0; kill < fights;) {
    const at = chance() < 0.5 ? 0 : 1;
    if (await finished(tabs[at]).isVisible()) break;
    await tabs[at].waitForTimeout(chance() * longestLifeMilliseconds);
    if (chance() < 0.5) await pressOn(tabs[at]);
    else {
      const name = names[Math.floor(chance() * names.length)] ?? '';
      tabs[at] = await (waysToKill[name] as Kill)(tabs[at], context);
      await expect(tabs[at].getByRole('heading', { level: 1 })).toBeVisible();
      kill += 1;
    }
  }
  const [last, other] = tabs;
  await other.close();
  await expect(async () => {
    if (!(await finished(last).isVisible())) await pressOn(last);
    await expect(finished(last)).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 240_000 });
  expect(await exportedJsonl(last)).toBe(expected);
});
