// The end of `npm test`: what counts, what does not, and the one plain line.
import { describe, expect, it } from 'vitest';
import { outcomeOfPlaywright, outcomeOfUnittest, outcomeOfVitest } from '../../scripts/test/reports.mjs';
import { reasonOf, summarise, type NotRun } from '../../scripts/test/summary.mjs';

const step = (name: string, passed: number, failures: string[] = [], notRun: NotRun[] = []) => ({
  step: name,
  seconds: 1.25,
  passed,
  failures,
  notRun,
});
const noData = { name: 'reads the real file', reason: 'PARLEY_TEST_DATA is not set' };

describe('the closing line', () => {
  const cases: [string, Parameters<typeof summarise>[0], boolean, string][] = [
    ['adds the steps up', [step('a', 1), step('b', 20)], false, '21 passed, 0 failed'],
    ['counts each failure', [step('a', 3, ['x', 'y']), step('b', 1, ['z'])], false, '4 passed, 3 failed'],
    ['never counts what did not run as passed', [step('a', 3, [], [noData])], false, '3 passed, 0 failed'],
    ['counts it as failed when strict', [step('a', 3, ['x'], [noData, noData])], true, '3 passed, 3 failed'],
    ['takes a step without tests for a failure', [step('a', 3), step('b', 0)], false, '3 passed, 1 failed'],
    [
      'takes a step that only skipped for no failure',
      [step('a', 0, [], [noData])],
      false,
      '0 passed, 0 failed',
    ],
    ['has nothing to say for nothing', [], false, '0 passed, 0 failed'],
  ];
  it.each(cases)('%s', (_what, steps, strict, closingLine) => {
    const summary = summarise(steps, { strict });
    expect(summary.closingLine).toBe(closingLine);
    expect(closingLine).toContain(`, ${summary.failed} failed`);
  });
});

describe('the summary', () => {
  it('names steps, failures and, once per reason, what did not run', () => {
    const notRun = [
      noData,
      { ...noData, name: 'reads another' },
      { name: 'asks SmolLM2', reason: 'no SmolLM2' },
    ];
    const { lines } = summarise([step('unit', 2, ['adds up'], notRun)], { strict: false });
    expect(lines).toEqual([
      'Summary',
      '  unit: 2 passed, 1 failed, 3 not run (1.3 s)',
      'Failed',
      '  adds up',
      'Not run',
      '  not run: PARLEY_TEST_DATA is not set — reads the real file and 1 more',
      '  not run: no SmolLM2 — asks SmolLM2',
    ]);
  });

  it.each([
    ['not run: no data', 'no data'],
    ['Not run:no data', 'no data'],
    ['flaky on Tuesdays', 'flaky on Tuesdays'],
    ['', 'skipped without a reason'],
    [undefined, 'skipped without a reason'],
  ])('reads the note %o as %o', (note, reason) => {
    expect(reasonOf(note)).toBe(reason);
  });
});

describe('the report of Vitest', () => {
  it('gives each test its place, with the note or the name as reason', () => {
    const report = {
      tests: [
        { name: 'a', state: 'passed' as const },
        { name: 'b', state: 'failed' as const },
        { name: 'c', state: 'skipped' as const, note: 'not run: no data' },
        { name: 'd > not run: no GPU', state: 'skipped' as const },
        { name: 'e', state: 'pending' as const },
      ],
      errors: ['file.test.ts: does not load'],
    };
    expect(outcomeOfVitest(report, 1)).toEqual({
      passed: 1,
      failures: ['b', 'file.test.ts: does not load'],
      notRun: [
        { name: 'c', reason: 'no data' },
        { name: 'd > not run: no GPU', reason: 'no GPU' },
        { name: 'e', reason: 'skipped without a reason' },
      ],
    });
  });

  it('that is missing, or that hides a bad end, is a failure', () => {
    expect(outcomeOfVitest(undefined, 1).failures).toHaveLength(1);
    expect(outcomeOfVitest({ tests: [{ name: 'a', state: 'passed' }], errors: [] }, 1).failures).toHaveLength(
      1,
    );
  });
});

describe('the report of Playwright', () => {
  const spec = (
    title: string,
    status: 'expected' | 'unexpected' | 'flaky' | 'skipped',
    description?: string,
  ) => ({
    title,
    file: 'run.spec.ts',
    tests: [
      {
        projectName: 'chromium',
        status,
        annotations: description === undefined ? [] : [{ type: 'skip', description }],
      },
    ],
  });

  it('is read through nested suites; a pass at the second try has failed', () => {
    const report = {
      suites: [
        {
          title: 'run.spec.ts',
          specs: [spec('runs', 'expected'), spec('breaks', 'unexpected')],
          suites: [
            {
              title: 'on SmolLM2',
              specs: [spec('judges', 'skipped', 'not run: no SmolLM2'), spec('waits', 'flaky')],
            },
          ],
        },
      ],
      errors: [{ message: 'the server did not start\n  at …' }],
    };
    expect(outcomeOfPlaywright(report, 1)).toEqual({
      passed: 1,
      failures: [
        '[chromium] run.spec.ts > breaks',
        '[chromium] run.spec.ts > on SmolLM2 > waits (passed only when tried again)',
        'the server did not start',
      ],
      notRun: [{ name: '[chromium] run.spec.ts > on SmolLM2 > judges', reason: 'no SmolLM2' }],
    });
  });

  it('that is missing is a failure', () => {
    expect(outcomeOfPlaywright(undefined, 1).failures).toHaveLength(1);
  });
});

describe('the words of Python’s unittest', () => {
  const words = `test_adds (test_train.Sums.test_adds) ... ok
test_breaks (test_train.Sums.test_breaks) ... FAIL
test_real (test_train.Sums.test_real) ... skipped 'not run: no data'

======================================================================
FAIL: test_breaks (test_train.Sums.test_breaks)
----------------------------------------------------------------------
AssertionError: 1 != 2

----------------------------------------------------------------------
Ran 3 tests in 0.012s

FAILED (failures=1, skipped=1)
`;
  it('give passed, failed and not run', () => {
    expect(outcomeOfUnittest(words, 1)).toEqual({
      passed: 1,
      failures: ['test_breaks (test_train.Sums.test_breaks)'],
      notRun: [{ name: 'test_real (test_train.Sums.test_real)', reason: 'no data' }],
    });
  });

  it('of a run that found no test pass nothing', () => {
    expect(outcomeOfUnittest('Ran 0 tests in 0.000s\n\nNO TESTS RAN\n', 5)).toMatchObject({ passed: 0 });
    expect(outcomeOfUnittest('Ran 0 tests in 0.000s\n\nNO TESTS RAN\n', 5).failures).toHaveLength(1);
  });
});
