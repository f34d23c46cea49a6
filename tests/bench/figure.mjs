// Owns what every bench gives, a figure with its goal or the reason why there is none, and how that is said: one line each.

/**
 * @typedef {{ readonly atMost: number } | { readonly atLeast: number }} Goal in the figure's own unit
 * @typedef {{
 *   readonly name: string,
 *   readonly value: number,
 *   readonly unit: string,
 *   readonly goal: Goal,
 *   readonly detail: string,
 * }} Figure
 * @typedef {{ readonly notRun: string }} NotRun
 */

/** @param {Figure} figure */
export const isMet = ({ value, goal }) => ('atMost' in goal ? value <= goal.atMost : value >= goal.atLeast);

/** @param {number} value */
const short = (value) => (Math.abs(value) < 99.95 ? value.toFixed(1) : value.toFixed(0));

/**
 * @param {string} name of the bench, for when it did not run
 * @param {Figure | NotRun} result
 */
export function lineOf(name, result) {
  if ('notRun' in result) return `not run: ${name}: ${result.notRun}`;
  const { goal, unit } = result;
  const wanted = 'atMost' in goal ? `≤ ${goal.atMost} ${unit}` : `≥ ${goal.atLeast} ${unit}`;
  const verdict = isMet(result) ? 'met' : 'missed';
  return `${result.name} | ${short(result.value)} ${unit} | ${wanted} | ${verdict} | ${result.detail}`;
}

/**
 * The value below which a share of all lies.
 * @param {readonly number[]} values
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5);
