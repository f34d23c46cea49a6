// Owns driving the studio's screens for the benches: a project, a plan, a run to its end; and collecting what the probe heard.
import { channelName } from './probe.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {import('./probe.mjs').Answered} Answered
 * @typedef {import('./probe.mjs').Computed} Computed
 * @typedef {{ readonly answered: readonly Answered[], readonly computed: readonly Computed[] }} Calls
 * @typedef {{
 *   readonly name: string,
 *   readonly option: string,
 *   readonly file: string,
 *   readonly contextTokens: number,
 * }} Model `option` is how the model's line begins in the screens' lists
 * @typedef {{ readonly model: Model, readonly pairs: number, readonly candidates: number, readonly judged: boolean, readonly seed: number }} Wish
 */

/** @type {Readonly<Record<'mini' | 'smollm2', Model>>} */
export const models = {
  mini: {
    name: 'Parley-mini',
    option: 'Parley-mini · Q8_0',
    file: '/models/parley-mini/parley-mini-q8_0.gguf',
    contextTokens: 1024,
  },
  smollm2: {
    name: 'SmolLM2',
    option: 'SmolLM2 135M Instruct',
    file: '/models/local/SmolLM2-135M-Instruct.Q4_1.gguf',
    contextTokens: 4096,
  },
};

const longestRunMilliseconds = 30 * 60_000;

/**
 * @param {string} origin
 * @param {Model} model
 */
export const hasModel = async (origin, { file }) =>
  (await fetch(new URL(file, origin), { method: 'HEAD' })).ok;

/**
 * A page of the studio with a project of bundled personas, on its Run screen.
 * @param {import('playwright').Browser} browser
 * @param {string} origin
 * @returns {Promise<Page>}
 */
export async function openProject(browser, origin) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript((name) => {
    /** @type {unknown[]} */
    const heard = [];
    Object.assign(globalThis, { heard });
    new BroadcastChannel(name).onmessage = ({ data }) => heard.push(data);
  }, channelName);
  await page.goto(origin);
  await page.getByRole('button', { name: 'New project with bundled personas' }).click();
  await page.getByRole('button', { name: 'Start run' }).first().waitFor();
  return page;
}

/**
 * Plans a Quick run in which nothing is written again, and waits for its end.
 * @param {Page} page
 * @param {Wish} wish
 * @returns {Promise<Calls>} the engine calls of this run alone
 */
export async function runOnce(page, { model, pairs, candidates, judged, seed }) {
  await page.getByRole('link', { name: 'Run', exact: true }).first().click();
  await page.getByRole('radio', { name: 'Quick' }).check();
  await choose(page, 'Generator', model.option);
  await choose(page, 'Critic', judged ? model.option : 'No critic');
  await page.getByLabel('How many of the first pairs').fill(String(pairs));
  await page.getByLabel('Candidates per pair').fill(String(candidates));
  await page.getByLabel('Rounds').fill('1');
  await page.getByLabel('Rewrites').fill('0');
  await page.getByLabel('Seed', { exact: true }).fill(String(seed));
  await takeHeard(page);
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await page.waitForURL(/\/run\/./);
  const finished = page.getByText('Finished', { exact: true }).first();
  await finished.waitFor({ timeout: longestRunMilliseconds });
  return callsIn(await takeHeard(page));
}

/**
 * @param {Page} page
 * @param {string} label
 * @param {string} beginning
 */
export async function choose(page, label, beginning) {
  const select = page.getByLabel(label, { exact: true });
  const options = await select.locator('option').allTextContents();
  const wanted = options.map((text) => text.trim()).find((text) => text.startsWith(beginning));
  if (wanted === undefined) throw new Error(`${label} has no option that begins with “${beginning}”.`);
  await select.selectOption({ label: wanted });
}

/**
 * @param {Page} page
 * @returns {Promise<(Answered | Computed)[]>}
 */
const takeHeard = (page) =>
  page.evaluate(() => {
    const { heard } = /** @type {{ heard: (Answered | Computed)[] }} */ (/** @type {unknown} */ (globalThis));
    return heard.splice(0);
  });

/**
 * @param {readonly (Answered | Computed)[]} heard
 * @returns {Calls}
 */
function callsIn(heard) {
  const answered = heard.filter((message) => message.kind === 'answered');
  const computed = heard.filter((message) => message.kind === 'computed');
  // Else the probe has missed something, and every figure from it would be wrong.
  if (answered.length === 0 || answered.length !== computed.length)
    throw new Error(
      `The probe heard ${answered.length} answers and ${computed.length} computations; it no longer fits wllama or comlink.`,
    );
  return { answered, computed };
}
