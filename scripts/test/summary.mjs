// Owns the arithmetic and the words at the end of `npm test`. Pure. Refuses to count anything as passed that did not run,
// and to let a step that ran nothing pass for a good one.

/**
 * @typedef {{ readonly name: string, readonly reason: string }} NotRun
 * @typedef {{ readonly passed: number, readonly failures: readonly string[], readonly notRun: readonly NotRun[] }} Outcome
 * @typedef {Outcome & { readonly step: string, readonly seconds: number }} StepOutcome
 * @typedef {{ readonly lines: readonly string[], readonly closingLine: string, readonly failed: number }} Summary
 */

/**
 * @param {StepOutcome} outcome
 * @returns {StepOutcome}
 */
function refuseEmpty(outcome) {
  const count = outcome.passed + outcome.failures.length + outcome.notRun.length;
  return count > 0 ? outcome : { ...outcome, failures: [`${outcome.step}: ran no test at all`] };
}

/** @param {StepOutcome} outcome */
function lineOf({ step, passed, failures, notRun, seconds }) {
  const counts = [`${passed} passed`, `${failures.length} failed`, `${notRun.length} not run`].join(', ');
  return `  ${step}: ${counts} (${seconds.toFixed(1)} s)`;
}

/**
 * A hundred tests that lack the same file are one line.
 * @param {readonly NotRun[]} notRun
 */
function linesOfNotRun(notRun) {
  /** @type {Map<string, string[]>} */
  const names = new Map();
  for (const { name, reason } of notRun) names.set(reason, [...(names.get(reason) ?? []), name]);
  return [...names].map(([reason, [first = '', ...others]]) => {
    const rest = others.length > 0 ? ` and ${others.length} more` : '';
    return `  not run: ${reason} — ${first}${rest}`;
  });
}

/**
 * @param {readonly StepOutcome[]} steps
 * @param {{ readonly strict: boolean }} manner strict, as under CI: what did not run has failed
 * @returns {Summary}
 */
export function summarise(steps, { strict }) {
  const outcomes = steps.map(refuseEmpty);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const notRun = outcomes.flatMap((outcome) => outcome.notRun);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = failures.length + (strict ? notRun.length : 0);
  const lines = ['Summary', ...outcomes.map(lineOf)];
  if (failures.length > 0) lines.push('Failed', ...failures.map((failure) => `  ${failure}`));
  if (notRun.length > 0) {
    lines.push(
      strict ? 'Not run, which counts as failed here (CI=true)' : 'Not run',
      ...linesOfNotRun(notRun),
    );
  }
  return { lines, closingLine: `${passed} passed, ${failed} failed`, failed };
}

/**
 * The convention for tests: what cannot run skips itself with "not run: because …".
 * @param {string | undefined} note
 */
export const reasonOf = (note) => note?.replace(/^not run:\s*/i, '').trim() || 'skipped without a reason';
