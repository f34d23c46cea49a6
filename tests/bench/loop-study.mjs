// Owns the loop study, apart from `npm run bench`: a Quick run with Parley-mini as generator and critic over real profiles, driven
// through the studio's own screens, and its project file for the trainer's `loop` phase to measure. The browser's profile stays in
// the work folder, so that a study that was cut off goes on where it was:
//   npm start                                            (or any address of a built studio)
//   node tests/bench/loop-study.mjs http://127.0.0.1:4173 WORK [pairs] [rounds]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import papaparse from 'papaparse';
import { chromium } from 'playwright';
import { findOrInstallBrowser } from '../../scripts/test/browser.mjs';
import { choose, models } from './studio-run.mjs';

const fileName = 'spc_valid.csv';
const [address, work, pairs = '100', rounds = '3'] = process.argv.slice(2);
const data = process.env['PARLEY_TEST_DATA'];
if (!address || !work) throw new Error('Give the studio’s address and a folder to work in.');
if (!data || !existsSync(join(data, fileName)))
  throw new Error(`Set PARLEY_TEST_DATA to a folder with ${fileName}.`);

const found = await findOrInstallBrowser();
if (!found.ok) throw new Error(found.why);
mkdirSync(work, { recursive: true });
const context = await chromium.launchPersistentContext(join(work, 'browser'), {
  executablePath: found.value,
  viewport: { width: 1440, height: 900 },
  acceptDownloads: true,
  args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
const page = context.pages()[0] ?? (await context.newPage());
try {
  await goOnOrBegin();
  await page.getByText('Finished', { exact: true }).first().waitFor({ timeout: 0 });
  await download();
} finally {
  await context.close();
}

async function goOnOrBegin() {
  const marker = join(work ?? '', 'run.txt');
  if (!existsSync(marker)) {
    await begin();
    writeFileSync(marker, page.url());
    return;
  }
  await page.goto(readFileSync(marker, 'utf8'));
  const goOn = page.getByRole('button', { name: 'Go on' }).first();
  await goOn.or(page.getByText('Finished', { exact: true }).first()).waitFor();
  if (await goOn.isVisible()) await goOn.click();
}

async function begin() {
  await page.goto(address ?? '');
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name: 'loop study.csv', mimeType: 'text/csv', buffer: Buffer.from(differentRows()) });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await page.getByRole('link', { name: 'Run', exact: true }).first().click();
  await page.getByRole('radio', { name: 'Quick' }).check();
  await choose(page, 'Generator', models.mini.option);
  await choose(page, 'Critic', models.mini.option);
  await page.getByLabel('Rounds').fill(rounds);
  await page.getByLabel('Exemplars').fill('1');
  await page.getByRole('radio', { name: /^All / }).check();
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await page.waitForURL(/\/run\/./);
}

/** The first rows of the file whose pairs of profiles differ. */
function differentRows() {
  const { data: rows } = papaparse.parse(readFileSync(join(data ?? '', fileName), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  /** @type {Map<string, unknown>} */
  const different = new Map();
  for (const row of /** @type {Record<string, string>[]} */ (rows)) {
    const pair = `${row['user 1 personas']}\n\n${row['user 2 personas']}`;
    if (!different.has(pair)) different.set(pair, row);
  }
  return papaparse.unparse([...different.values()].slice(0, Number(pairs)));
}

async function download() {
  await page.goto(new URL('#/', address).href);
  await page
    .getByRole('button', { name: /^Actions for/ })
    .last()
    .click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as a project file' }).click(),
  ]);
  await file.saveAs(join(work ?? '', 'study.parley.zip'));
}
