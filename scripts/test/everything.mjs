// Owns `npm test [-- checks | unit | python | e2e]`: prepare, run every step whatever became of the one before, sum up.
import { runCommand } from '../setup/command.mjs';
import { installMissing } from '../setup/install.mjs';
import { pythonVariable, pythonWith, whyNoPythonVariable } from '../setup/python-packages.mjs';
import { failure } from '../setup/result.mjs';
import { CannotGoOn, say } from '../setup/say.mjs';
import { findOrInstallBrowser } from './browser.mjs';
import { buildStep, checkSteps, endToEndStep, pythonStep, runStep, unitStep } from './steps.mjs';
import { summarise } from './summary.mjs';

const parts = /** @type {const} */ (['checks', 'unit', 'python', 'e2e']);

/** @typedef {typeof parts[number]} Part */

/**
 * @param {readonly string[]} words
 * @returns {readonly Part[]}
 */
function parseParts(words) {
  const unknown = words.find((word) => !parts.some((part) => part === word));
  if (unknown !== undefined) {
    throw new CannotGoOn(
      `npm test does not know "${unknown}". It takes any of: ${parts.join(', ')}; nothing runs all.`,
    );
  }
  return words.length === 0 ? parts : parts.filter((part) => words.includes(part));
}

async function prepareBrowser() {
  const browser = await findOrInstallBrowser();
  say(browser.ok ? `The tests use the browser ${browser.value}.` : browser.why);
  return browser;
}

/** The tests that need the model look for it themselves, and say so where it is not. */
async function prepareModel() {
  say('Making sure of SmolLM2, which some tests run.');
  const fetching = { program: process.execPath, arguments: ['scripts/fetch-smollm2.mjs', '--wait'] };
  await runCommand(fetching, { show: 'everything' });
}

/** Tests that open our exports as others do ask for it, and say so where it is not. */
async function preparePython() {
  const python = await pythonWith('tests/consumers/requirements.txt');
  if (!python.ok) say(`Some tests will not run: ${python.why}.`);
  process.env[python.ok ? pythonVariable : whyNoPythonVariable] = python.ok ? python.value : python.why;
}

/** @param {readonly Part[]} wanted */
async function prepareSteps(wanted) {
  if (wanted.includes('unit')) await preparePython();
  const needsBrowser = wanted.includes('unit') || wanted.includes('e2e');
  const browser = needsBrowser ? await prepareBrowser() : failure('not asked for');
  if (needsBrowser) await prepareModel();
  return [
    ...(needsBrowser ? [buildStep] : []),
    ...(wanted.includes('checks') ? checkSteps : []),
    ...(wanted.includes('unit') ? [unitStep(browser)] : []),
    ...(wanted.includes('python') ? [pythonStep] : []),
    ...(wanted.includes('e2e') ? [endToEndStep(browser)] : []),
  ];
}

/** @param {readonly string[]} words what stands after `npm test --` */
export async function testEverything(words) {
  const wanted = parseParts(words);
  await installMissing();
  const outcomes = [];
  for (const step of await prepareSteps(wanted)) outcomes.push(await runStep(step));
  const { lines, closingLine, failed } = summarise(outcomes, { strict: process.env['CI'] === 'true' });
  say(`\n${lines.join('\n')}\n\n${closingLine}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
