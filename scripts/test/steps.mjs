// Owns the steps of `npm test`: what each runs, and how its outcome is read. A step never throws for what it tests.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, packageProgram, runCommand } from '../setup/command.mjs';
import { findPython } from '../setup/python.mjs';
import { say } from '../setup/say.mjs';
import { outcomeOfPlaywright, outcomeOfUnittest, outcomeOfVitest } from './reports.mjs';
import { reportPathVariable } from './vitest-reporter.mjs';

/**
 * @typedef {import('../setup/command.mjs').Command} Command
 * @typedef {import('../setup/result.mjs').Result<string>} FoundBrowser
 * @typedef {import('./summary.mjs').Outcome} Outcome
 * @typedef {{ readonly name: string, readonly run: () => Promise<Outcome> }} Step
 */

/** @type {Outcome} */
const onePassed = { passed: 1, failures: [], notRun: [] };

/**
 * A check counts as one, whatever it found.
 * @param {string} name
 * @param {readonly (() => Command)[]} commands functions, since finding a missing program fails, and so the check does
 * @returns {Step}
 */
function check(name, commands) {
  return {
    name,
    async run() {
      let finishedWell = true;
      for (const command of commands) {
        const { code } = await runCommand(command(), { show: 'everything' });
        finishedWell &&= code === 0;
      }
      return finishedWell ? onePassed : { passed: 0, failures: [name], notRun: [] };
    },
  };
}

export const checkSteps = [
  check('types', [
    () => packageProgram('svelte-check', 'svelte-check', '--tsconfig', 'tsconfig.ui.json'),
    () => packageProgram('typescript', 'tsc', '-b'),
  ]),
  check('lint', [() => packageProgram('eslint', 'eslint', '.')]),
  check('format', [() => packageProgram('prettier', 'prettier', '--check', '.')]),
  check('dead code', [() => packageProgram('knip', 'knip')]),
  check('import cycles', [() => packageProgram('knip', 'knip', '--cycles')]),
];

/** What the browser's tests load. */
export const buildStep = check('build', [() => npm('run', 'build')]);

/**
 * Runs a program that writes a JSON report.
 * @template Report
 * @param {(reportPath: string) => { readonly command: Command, readonly environment: Record<string, string> }} call
 * @returns {Promise<{ readonly report: Report | undefined, readonly code: number }>}
 */
async function runWithReport(call) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const reportPath = join(folder, 'report.json');
  try {
    const { command, environment } = call(reportPath);
    const { code } = await runCommand(command, { show: 'everything', environment });
    const text = await readFile(reportPath, 'utf8').catch(() => undefined);
    return { code, report: text === undefined ? undefined : JSON.parse(text) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {FoundBrowser} browser
 * @returns {Record<string, string>}
 */
const browserEnvironment = (browser) => (browser.ok ? { PARLEY_CHROMIUM: browser.value } : {});

/**
 * @param {FoundBrowser} browser
 * @returns {Step}
 */
export function unitStep(browser) {
  const reporter = fileURLToPath(new URL('./vitest-reporter.mjs', import.meta.url));
  const projects = browser.ok ? [] : ['--project=node'];
  return {
    name: 'unit and contract tests',
    async run() {
      const { report, code } = await runWithReport((reportPath) => ({
        command: packageProgram(
          'vitest',
          'vitest',
          'run',
          '--reporter=default',
          `--reporter=${reporter}`,
          ...projects,
        ),
        environment: { ...browserEnvironment(browser), [reportPathVariable]: reportPath },
      }));
      const outcome = outcomeOfVitest(report, code);
      if (browser.ok) return outcome;
      return {
        ...outcome,
        notRun: [...outcome.notRun, { name: 'the unit tests in the browser', reason: browser.why }],
      };
    },
  };
}

/**
 * @param {FoundBrowser} browser
 * @returns {Step}
 */
export function endToEndStep(browser) {
  return {
    name: 'end-to-end tests',
    async run() {
      if (!browser.ok) return { ...notRun('the end-to-end tests', browser.why) };
      const { report, code } = await runWithReport((reportPath) => ({
        command: packageProgram('@playwright/test', 'playwright', 'test', '--reporter=list,json'),
        environment: { ...browserEnvironment(browser), PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath },
      }));
      return outcomeOfPlaywright(report, code);
    },
  };
}

/** @type {Step} */
export const pythonStep = {
  name: 'tests of the trainer',
  async run() {
    const python = await findPython(['-c', 'import unittest']);
    if (python === undefined)
      return notRun('the tests of Parley-mini’s trainer', 'there is no Python 3 here');
    const words = ['-m', 'unittest', 'discover', '-v', '-s', 'models/mini/tests'];
    const { code, complaints } = await runCommand(
      { ...python, arguments: [...python.arguments, ...words] },
      { show: 'everything', environment: { PYTHONDONTWRITEBYTECODE: '1' } },
    );
    return outcomeOfUnittest(complaints, code);
  },
};

/**
 * @param {string} name
 * @param {string} reason
 * @returns {Outcome}
 */
const notRun = (name, reason) => ({ passed: 0, failures: [], notRun: [{ name, reason }] });

/**
 * @param {Step} step
 * @returns {Promise<import('./summary.mjs').StepOutcome>}
 */
export async function runStep({ name, run }) {
  say(`\n—— ${name}`);
  const startMs = performance.now();
  /** @type {Outcome} */
  let outcome;
  try {
    outcome = await run();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    outcome = { passed: 0, failures: [`${name}: ${why}`], notRun: [] };
  }
  return { step: name, seconds: (performance.now() - startMs) / 1000, ...outcome };
}
