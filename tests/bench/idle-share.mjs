// Owns one figure: the share of a run's time in which the engine has nothing to do, because the studio reads, judges by rules,
// writes to the store and asks for the next. Seen at llama.cpp's own worker, from the first call of a run to its last; the
// load is not in it.
import { lineOf, median } from './figure.mjs';
import { hasModel, models, openProject, runOnce } from './studio-run.mjs';
import { withStudio } from './studio.mjs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 * @typedef {import('./probe.mjs').Computed} Computed
 */

/** Enough calls for a share, in a time that a person waits for. */
const sizes = {
  // The rules judge alone: with critics the gaps would be as short, and the runs longer.
  mini: { runs: 7, pairs: 4, candidates: 2, judged: false },
  smollm2: { runs: 3, pairs: 1, candidates: 2, judged: true },
};

/**
 * @param {keyof typeof sizes} which
 * @returns {Promise<Figure | NotRun>}
 */
export const benchIdleShare = (which) =>
  withStudio({ probed: true }, async ({ browser, origin }) => {
    const model = models[which];
    if (!(await hasModel(origin, model))) return { notRun: `${model.name} is not here` };
    const { runs, ...size } = sizes[which];
    const page = await openProject(browser, origin);
    /** @type {number[]} */
    const shares = [];
    /** @type {number[]} */
    const gaps = [];
    // The first run loads the model and warms the browser's compiler; a slower engine would flatter the share.
    for (let seed = 0; seed <= runs; seed += 1) {
      const { computed } = await runOnce(page, { model, ...size, seed: seed + 1 });
      if (seed === 0) continue;
      shares.push(100 * idleShareOf(computed));
      gaps.push(...gapsOf(computed));
    }
    const spread = `${Math.min(...shares).toFixed(1)}–${Math.max(...shares).toFixed(1)} %`;
    return {
      name: `engine idle between calls, ${model.name} on wllama`,
      value: median(shares),
      unit: '%',
      goal: { atMost: 3 },
      detail: `median of ${runs} runs (${spread}), ${gaps.length} gaps of ${median(gaps).toFixed(0)} ms (median, at most ${Math.max(...gaps).toFixed(0)} ms)`,
    };
  });

/** @param {readonly Computed[]} calls in their order */
function gapsOf(calls) {
  return calls.slice(1).map(({ begun }, index) => begun - /** @type {Computed} */ (calls[index]).ended);
}

/** @param {readonly Computed[]} calls in their order */
function idleShareOf(calls) {
  const [first, last] = [calls[0], calls.at(-1)];
  if (!first || !last || calls.length < 2) throw new Error('A run with fewer than two calls has no gaps.');
  return gapsOf(calls).reduce((sum, gap) => sum + gap, 0) / (last.ended - first.begun);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const which = process.argv.includes('--smollm2') ? 'smollm2' : 'mini';
  console.log(lineOf('engine idle between calls', await benchIdleShare(which)));
}
