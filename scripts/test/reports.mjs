// Owns reading what the test programs report, each into the same outcome. Pure. A program that ends badly without naming
// a failed test has failed all the same.
import { reasonOf } from './summary.mjs';

/**
 * @typedef {import('./summary.mjs').Outcome} Outcome
 * @typedef {import('./summary.mjs').NotRun} NotRun
 * @typedef {import('./vitest-reporter.mjs').VitestReport} VitestReport
 */

/**
 * @param {Outcome} outcome
 * @param {string} program
 * @param {number} exitCode
 * @returns {Outcome}
 */
function heedExitCode(outcome, program, exitCode) {
  if (exitCode === 0 || outcome.failures.length > 0) return outcome;
  return { ...outcome, failures: [`${program} ended with exit code ${exitCode}; its own words are above`] };
}

/**
 * @param {VitestReport | undefined} report
 * @param {number} exitCode
 * @returns {Outcome}
 */
export function outcomeOfVitest(report, exitCode) {
  const { tests, errors } = report ?? { tests: [], errors: [] };
  const outcome = {
    passed: tests.filter(({ state }) => state === 'passed').length,
    failures: [...tests.filter(({ state }) => state === 'failed').map(({ name }) => name), ...errors],
    notRun: tests
      .filter(({ state }) => state === 'skipped' || state === 'pending')
      .map(({ name, note }) => ({ name, reason: reasonOf(note ?? /not run: .*/i.exec(name)?.[0]) })),
  };
  return heedExitCode(outcome, 'Vitest', exitCode);
}

/**
 * The part of Playwright's JSON that is read here.
 * @typedef {{ readonly type: string, readonly description?: string }} Annotation
 * @typedef {{ readonly projectName?: string, readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped',
 *   readonly annotations: readonly Annotation[] }} PlaywrightTest
 * @typedef {{ readonly title: string, readonly file: string, readonly tests: readonly PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ readonly title: string, readonly specs?: readonly PlaywrightSpec[], readonly suites?: readonly PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ readonly suites: readonly PlaywrightSuite[], readonly errors: readonly { readonly message?: string }[] }} PlaywrightReport
 */

/**
 * @param {PlaywrightSuite} suite
 * @param {string} place
 * @returns {{ readonly name: string, readonly test: PlaywrightTest }[]}
 */
function testsOfSuite(suite, place) {
  const here = place === '' ? suite.title : `${place} > ${suite.title}`;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({
      name: `${test.projectName ? `[${test.projectName}] ` : ''}${here} > ${spec.title}`,
      test,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOfSuite(inner, here))];
}

/**
 * @param {PlaywrightReport | undefined} report
 * @param {number} exitCode
 * @returns {Outcome}
 */
export function outcomeOfPlaywright(report, exitCode) {
  const tests = (report?.suites ?? []).flatMap((suite) => testsOfSuite(suite, ''));
  const errors = (report?.errors ?? []).map(
    ({ message }) => message?.split('\n', 1)[0] ?? 'an error without words',
  );
  const outcome = {
    passed: tests.filter(({ test }) => test.status === 'expected').length,
    failures: [
      ...tests.filter(({ test }) => test.status === 'unexpected').map(({ name }) => name),
      ...tests
        .filter(({ test }) => test.status === 'flaky')
        .map(({ name }) => `${name} (passed only when tried again)`),
      ...errors,
    ],
    notRun: tests
      .filter(({ test }) => test.status === 'skipped')
      .map(({ name, test }) => ({ name, reason: reasonOf(test.annotations.find(isSkip)?.description) })),
  };
  return heedExitCode(outcome, 'Playwright', exitCode);
}

/** @param {Annotation} annotation */
const isSkip = ({ type }) => type === 'skip' || type === 'fixme';

/**
 * @param {string} words what `python3 -m unittest -v` wrote
 * @param {number} exitCode
 * @returns {Outcome}
 */
export function outcomeOfUnittest(words, exitCode) {
  const ran = Number(/^Ran (\d+) tests? in/m.exec(words)?.[1] ?? 0);
  const failures = [...words.matchAll(/^(?:FAIL|ERROR): (.+)$/gm)].map(([, name = '']) => name);
  const skipped = [...words.matchAll(/^(.+?) \.\.\. skipped ['"](.*)['"]$/gm)];
  const notRun = skipped.map(([, name = '', note]) => ({ name, reason: reasonOf(note) }));
  // A test with several failed subtests, or a class that does not set up, breaks "passed = ran − failed" only downwards.
  const passed = Math.max(0, ran - failures.length - notRun.length);
  return heedExitCode({ passed, failures, notRun }, 'Python’s unittest', exitCode);
}
