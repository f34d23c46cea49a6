// Owns one figure: tokens per second through the whole studio, its screens, gated workers and adapter, against the bare wllama
// API in the same browser. Both compute the same prompts to the same words, in five groups of studio, bare, bare, studio, so that
// what else the machine does weighs on both.
import { fileURLToPath } from 'node:url';
import { lineOf, median, quantile } from './figure.mjs';
import { hasModel, models, openProject, runOnce } from './studio-run.mjs';
import { addPage, withStudio } from './studio.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 * @typedef {import('./probe.mjs').Ask} Ask
 * @typedef {import('./bare-page.mjs').BareAnswer} BareAnswer
 * @typedef {import('playwright').JSHandle<typeof import('./bare-page.mjs').bare>} Bare
 * @typedef {import('./studio-run.mjs').Wish} Wish
 * @typedef {import('./studio-run.mjs').Model} Model
 * @typedef {{
 *   readonly asks: readonly Ask[],
 *   readonly texts: readonly string[],
 *   readonly tokens: number,
 *   readonly milliseconds: number,
 *   readonly computingMilliseconds?: number,
 * }} Measured `computingMilliseconds`: of these, how long llama.cpp's own worker was at it
 */

const groups = 5;
// Without a critic: the studio does not ask a critic again what it has answered once.
const sizes = {
  mini: { pairs: 3, candidates: 2, judged: false },
  smollm2: { pairs: 1, candidates: 1, judged: false },
};

/**
 * @param {keyof typeof sizes} which
 * @returns {Promise<Figure | NotRun>}
 */
export const benchTokensPerSecond = (which) =>
  withStudio({ probed: true }, async ({ browser, origin, folder }) => {
    const model = models[which];
    if (!(await hasModel(origin, model))) return { notRun: `${model.name} is not here` };
    await addPage(folder, 'bare-page.mjs');
    const wish = { model, ...sizes[which], seed: 1 };
    const studio = await openProject(browser, origin);
    const { asks, texts } = await throughStudio(studio, wish);
    const bare = await openBare(browser, origin, model);
    refuseOther(texts, (await throughBare(bare, asks)).texts);

    /** @type {Measured[]} */
    const ours = [];
    /** @type {Measured[]} */
    const theirs = [];
    /** @type {number[]} */
    const ratios = [];
    for (let group = 0; group < groups; group += 1) {
      const [a, b, c, d] = [
        await throughStudio(studio, wish),
        await throughBare(bare, asks),
        await throughBare(bare, asks),
        await throughStudio(studio, wish),
      ];
      ours.push(a, d);
      theirs.push(b, c);
      ratios.push((100 * (b.milliseconds + c.milliseconds)) / (a.milliseconds + d.milliseconds));
    }
    return figureOf(model, ratios, ours, theirs);
  });

/**
 * @param {Model} model
 * @param {readonly number[]} ratios in per cent, one a group
 * @param {readonly Measured[]} ours
 * @param {readonly Measured[]} theirs
 * @returns {Figure}
 */
function figureOf(model, ratios, ours, theirs) {
  const handedOver = median(
    ours.map(
      ({ milliseconds, computingMilliseconds = 0 }) => 100 * (1 - computingMilliseconds / milliseconds),
    ),
  );
  return {
    name: `tokens per second through the studio against bare wllama, ${model.name}`,
    value: median(ratios),
    unit: '%',
    goal: { atLeast: 97 },
    detail:
      `median of ${groups} ABBA groups (${spread(ratios)} %), ${ours[0]?.texts.length} calls a turn; tokens/s with prompts: ` +
      `studio ${saidSpeeds(ours)}, bare ${saidSpeeds(theirs)}; adapter and messages take ${handedOver.toFixed(1)} % of a call`,
  };
}

/** @param {readonly Measured[]} turns */
function saidSpeeds(turns) {
  const speeds = turns.map(({ tokens, milliseconds }) => (1000 * tokens) / milliseconds);
  return `${median(speeds).toFixed(1)} (${spread(speeds)})`;
}

/** @param {readonly number[]} values */
const spread = (values) => `${quantile(values, 0).toFixed(1)}–${quantile(values, 1).toFixed(1)}`;

/**
 * Timed where the studio's run loop waits: from the prompt's leaving the studio's worker to the answer's arrival.
 * @param {Page} page
 * @param {Wish} wish
 * @returns {Promise<Measured>}
 */
async function throughStudio(page, wish) {
  const { answered, computed } = await runOnce(page, wish);
  const answers = answered.map(({ answer, begun, ended }) => ({ ...answer, milliseconds: ended - begun }));
  const asks = answered.map(({ ask }) => ask);
  const computingMilliseconds = computed.reduce((sum, { begun, ended }) => sum + ended - begun, 0);
  return { ...measured(asks, answers), computingMilliseconds };
}

/**
 * @param {Bare} bare
 * @param {readonly Ask[]} asks
 * @returns {Promise<Measured>}
 */
async function throughBare(bare, asks) {
  /** @type {BareAnswer[]} */
  const answers = [];
  for (const ask of asks) answers.push(await bare.evaluate((api, given) => api.complete(given), ask));
  return measured(asks, answers);
}

/**
 * @param {readonly Ask[]} asks
 * @param {readonly BareAnswer[]} answers
 * @returns {Measured}
 */
function measured(asks, answers) {
  return {
    asks,
    texts: answers.map(({ text }) => text),
    tokens: answers.reduce((sum, { answerTokens }) => sum + answerTokens, 0),
    milliseconds: answers.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} origin
 * @param {Model} model
 * @returns {Promise<Bare>}
 */
async function openBare(browser, origin, { file, contextTokens }) {
  const page = await browser.newPage();
  await page.goto(`${origin}/bench.html`);
  const bare = await page.waitForFunction(() => {
    const page = /** @type {{ bare: typeof import('./bare-page.mjs').bare }} */ (
      /** @type {unknown} */ (globalThis)
    );
    return page.bare;
  });
  // As many as the studio takes.
  const threads = await page.evaluate(() => {
    const cores = navigator.hardwareConcurrency;
    return cores > 2 ? cores - 1 : cores;
  });
  await bare.evaluate((api, wish) => api.load(wish), { file, contextTokens, threads });
  return bare;
}

/**
 * Other words would be other work, and no comparison.
 * @param {readonly string[]} ours
 * @param {readonly string[]} theirs
 */
function refuseOther(ours, theirs) {
  const different = ours.findIndex((text, index) => text !== theirs[index]);
  if (different !== -1)
    throw new Error(
      `Call ${different + 1} gave other words through the studio than through bare wllama; their requests differ.`,
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const which = process.argv.includes('--smollm2') ? 'smollm2' : 'mini';
  console.log(lineOf('tokens per second', await benchTokensPerSecond(which)));
}
