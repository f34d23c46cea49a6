// Owns one figure: how often the critic is asked for each conversation kept, Studio against Paper, on the same pairs with the
// scripted engine, which drops nothing here. Studio asks filters together and each comparison in both orders.
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';
import { lineOf } from './figure.mjs';

/** @returns {Promise<import('./figure.mjs').Figure>} */
export async function benchJudgingCost() {
  const { begin, sit, scriptedChoice, presetPlan, Counting, mild } = await bundled(
    'tests/core/run/harness.ts',
    'tests/core/run/counting-engine.ts',
    'src/core/run/presets.ts',
  );
  const [paper, studio] = [await judged('Paper'), await judged('Studio')];
  const ratio = (/** @type {number} */ ours, /** @type {number} */ theirs) => (ours / theirs).toFixed(2);
  return {
    name: 'calls of the critic per kept conversation, Studio of Paper',
    value: (100 * studio.calls) / paper.calls,
    unit: '%',
    // A third, as a whole number of percent.
    goal: { atMost: 34 },
    detail:
      `${studio.calls.toFixed(1)} against ${paper.calls.toFixed(1)} calls; prompt tokens ${studio.promptTokens.toFixed(0)} ` +
      `against ${paper.promptTokens.toFixed(0)}, ${ratio(studio.promptTokens, paper.promptTokens)} ×`,
  };

  /** @param {'Paper' | 'Studio'} preset */
  async function judged(preset) {
    // The rules may drop what the scripted engine writes, which would count for neither.
    const plan = { ...presetPlan(preset, scriptedChoice, scriptedChoice, 'instruct'), rulesDrop: false };
    const { store, the } = await begin(plan);
    const critic = new Counting(mild);
    await sit(the, store, { generator: new Counting(), critic });
    const outcomes = await store.page('outcome', the.id);
    const kept = outcomes.filter((/** @type {{ kind: string }} */ { kind }) => kind === 'kept').length;
    return { calls: critic.asked.length / kept, promptTokens: critic.promptTokens / kept };
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(lineOf('judging cost', await benchJudgingCost()));
