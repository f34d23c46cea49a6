// Owns the statistics of trust beside scikit-learn, statsmodels, krippendorff and irrCAC: on published tables and on drawn ones.
import { bundled } from '../bench/bundled.mjs';
import { askPython } from './python.mjs';

const exact = 1e-6;
const scale = [1, 2, 3, 4, 5];

/**
 * @param {string} python
 * @returns {Promise<import('./compare.mjs').Comparison[]>}
 */
export async function compareTrust(python) {
  const core = await bundled(
    'src/core/trust/two-raters.ts',
    'src/core/trust/several-raters.ts',
    'src/core/trust/paired-test.ts',
    'src/core/trust/threshold.ts',
    'src/core/statistics/interval.ts',
    'tests/core/trust/published.ts',
  );
  const question = questionFrom(core);
  const answer = await askPython(python, 'trust.py', question);
  return [
    ...question.pairs.flatMap(({ name, pairs, scale: values }, place) => {
      const kappa = core.cohenKappa(pairs, values);
      const theirs = answer.pairs[place];
      return [
        of(`${name}: κ (scikit-learn)`, kappa, theirs['kappa (scikit-learn)']),
        of(`${name}: κ (statsmodels)`, kappa, theirs['kappa (statsmodels)']),
        of(
          `${name}: quadratic κ (scikit-learn)`,
          core.quadraticKappa(pairs, values),
          theirs['quadratic kappa (scikit-learn)'],
        ),
      ];
    }),
    ...question.items.flatMap((one, place) => ofItems(core, one, answer.items[place])),
    ...question.differing.flatMap(([onlyFirst, onlySecond], place) => {
      const { exact: ours, midP } = core.mcNemar({ onlyFirst, onlySecond });
      const theirs = answer.differing[place];
      return [
        of(`McNemar ${onlyFirst} : ${onlySecond} exact (statsmodels)`, ours, theirs['exact (statsmodels)']),
        of(`McNemar ${onlyFirst} : ${onlySecond} mid-p (scipy)`, midP, theirs['mid-p (scipy)']),
      ];
    }),
    ...question.shares.flatMap(([count, whole], place) => {
      const { interval } = core.shareOf(count, whole);
      const [low, high] = answer.shares[place];
      return [
        of(`Wilson ${count} of ${whole}, low (statsmodels)`, interval.low, low),
        of(`Wilson ${count} of ${whole}, high (statsmodels)`, interval.high, high),
      ];
    }),
    ...question.graded.flatMap((items, place) => ofGraded(core.thresholdCurve(items), answer.graded[place])),
  ];
}

/**
 * @param {string} what
 * @param {number} ours
 * @param {number} theirs
 */
const of = (what, ours, theirs) => ({ what, ours, theirs, within: exact });

/**
 * @param {any} core
 * @param {{ readonly name: string, readonly items: unknown, readonly scale: readonly number[] }} one
 * @param {Record<string, number>} theirs
 */
function ofItems(core, { name, items, scale: values }, theirs) {
  const levels = ['nominal', 'ordinal', 'interval'].map((level) =>
    of(
      `${name}: ${level} α (krippendorff)`,
      core.krippendorffAlpha(items, values, level),
      theirs[`${level} alpha (krippendorff)`] ?? NaN,
    ),
  );
  const fleiss = theirs['Fleiss kappa (statsmodels)'];
  return [
    ...levels,
    of(`${name}: AC1 (irrCAC)`, core.gwetAc1(items, values), theirs['AC1 (irrCAC)'] ?? NaN),
    ...(fleiss === undefined
      ? []
      : [of(`${name}: Fleiss’ κ (statsmodels)`, core.fleissKappa(items, values), fleiss)]),
  ];
}

/**
 * @param {readonly { readonly threshold: number, readonly precision: number, readonly recall: number }[]} curve
 * @param {{ readonly precision: number[], readonly recall: number[], readonly thresholds: number[] }} theirs
 */
function ofGraded(curve, { precision, recall, thresholds }) {
  // scikit-learn begins its curve at the highest threshold that still finds all; ours goes on below it.
  const skipped = curve.length - thresholds.length;
  return thresholds.flatMap((threshold, place) => {
    const ours = curve[place + skipped];
    return [
      of(
        `threshold ${threshold.toFixed(2)}: precision (scikit-learn)`,
        ours?.precision ?? NaN,
        precision[place] ?? NaN,
      ),
      of(
        `threshold ${threshold.toFixed(2)}: recall (scikit-learn)`,
        ours?.recall ?? NaN,
        recall[place] ?? NaN,
      ),
    ];
  });
}

/** @param {any} core */
function questionFrom({ cohen1960, gwet2002, krippendorff2011, fleiss1971 }) {
  const next = chance(20_261_126);
  const step = () => 1 + Math.floor(next() * 5);
  const near = (/** @type {number} */ value) => (next() < 0.6 ? value : step());
  const drawnPairs = Array.from({ length: 300 }, () => {
    const first = step();
    return [first, near(first)];
  });
  const drawnItems = Array.from({ length: 120 }, () => {
    const truth = step();
    return Array.from({ length: 4 }, () => (next() < 0.2 ? null : near(truth)));
  });
  return {
    pairs: [
      { name: 'Cohen 1960', pairs: cohen1960, scale: [0, 1, 2] },
      { name: 'Gwet 2002', pairs: gwet2002, scale: [0, 1] },
      { name: '300 drawn pairs', pairs: drawnPairs, scale },
    ],
    items: [
      { name: 'Krippendorff 2011', items: krippendorff2011, scale },
      { name: 'Fleiss 1971', items: fleiss1971, scale },
      { name: '120 drawn items with gaps', items: drawnItems, scale },
      { name: '300 drawn pairs', items: drawnPairs, scale },
    ],
    differing: /** @type {const} */ ([
      [1, 7],
      [86, 150],
      [4, 4],
      [0, 3],
      [200, 240],
    ]),
    shares: /** @type {const} */ ([
      [81, 263],
      [15, 148],
      [0, 20],
      [1, 29],
      [29, 29],
    ]),
    graded: [Array.from({ length: 40 }, () => gradedItem(next))],
  };
}

/** @param {() => number} next */
function gradedItem(next) {
  const isWrong = next() < 0.4;
  return { probability: Math.round(20 * Math.min(1, next() * (isWrong ? 1.3 : 0.8))) / 20, isWrong };
}

/** @param {number} state */
function chance(state) {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
