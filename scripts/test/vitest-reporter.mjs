// Owns telling `npm test` what Vitest ran. Its JSON reporter leaves out why a test was skipped, which is what we must say.
import { writeFileSync } from 'node:fs';

/**
 * @typedef {import('vitest/node').TestModule} TestModule
 * @typedef {{ readonly name: string, readonly state: 'passed' | 'failed' | 'skipped' | 'pending', readonly note?: string | undefined }} VitestTest
 * @typedef {{ readonly tests: readonly VitestTest[], readonly errors: readonly string[] }} VitestReport
 */

/** Where the report goes: an environment variable, since a reporter named on the command line takes no options. */
export const reportPathVariable = 'PARLEY_VITEST_REPORT';

export default class TestOutcomesReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly { readonly message: string }[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const path = process.env[reportPathVariable];
    if (path === undefined) return;
    /** @type {VitestReport} */
    const report = {
      tests: modules.flatMap(testsOf),
      errors: [...modules.flatMap(errorsOf), ...unhandledErrors.map(({ message }) => firstLine(message))],
    };
    writeFileSync(path, JSON.stringify(report));
  }
}

/** @param {string} message */
const firstLine = (message) => message.split('\n', 1)[0] ?? '';

/** @param {TestModule} module */
const placeOf = (module) =>
  `${module.project.name ? `[${module.project.name}] ` : ''}${module.relativeModuleId}`;

/**
 * @param {TestModule} module
 * @returns {VitestTest[]}
 */
function testsOf(module) {
  return [...module.children.allTests()].map((test) => {
    const result = test.result();
    const note = result.state === 'skipped' ? result.note : undefined;
    return { name: `${placeOf(module)} > ${test.fullName}`, state: result.state, note };
  });
}

/**
 * Files that do not load and hooks that throw have no failed test of their own.
 * @param {TestModule} module
 */
function errorsOf(module) {
  const suites = [...module.children.allSuites()];
  return [
    ...module.errors().map(({ message }) => `${placeOf(module)}: ${firstLine(message)}`),
    ...suites.flatMap((suite) =>
      suite.errors().map(({ message }) => `${placeOf(module)} > ${suite.fullName}: ${firstLine(message)}`),
    ),
  ];
}
