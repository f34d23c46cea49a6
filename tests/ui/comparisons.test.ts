import { describe, expect, it, test } from 'vitest';
import { dimensions, type Choice, type Finding, type Verdict } from '../../src/core/critic/verdict.ts';
import {
  choicesSoFar,
  comparisonsOf,
  decisionOf,
  decisionOfComparison,
  saidIn,
  tally,
  verdictsOnOne,
} from '../../src/ui/dialogue/comparisons.ts';
import { marksFrom } from '../../src/ui/dialogue/evidence.ts';
import { lineOnOne } from '../../src/ui/words/en/verdicts.ts';

const verdict = (expert: string, about: Verdict['about'], finding: Finding): Verdict => ({
  ...{ owner: 'set', id: `${about.join('~')}~${expert}`, expert, version: 1, about, finding, reason: 'so' },
});

/** A group's verdict on a and b in the order shown: one letter a dimension, A the first shown, B the second. */
const group = (first: string, second: string, letters: string): Verdict =>
  verdict('quality', [first, second], {
    kind: 'comparison',
    choices: Object.fromEntries(
      dimensions.map((dimension, index): [string, Choice] => [
        dimension,
        letters[index] === 'A' ? 'first' : 'second',
      ]),
    ),
  });

describe('a comparison, seen from one of its conversations', () => {
  test.each([
    ['a', 'AAAAA', 'BBBBB', 'preferred', { first: 5, second: 0, tie: 0 }],
    ['b', 'AAAAA', 'BBBBB', 'not preferred', { first: 0, second: 5, tie: 0 }],
    ['a', 'AAAAA', 'AAAAA', 'tie', { first: 0, second: 0, tie: 5 }],
  ] as const)('%s with %s and %s swapped', (id, forward, backward, decision, counts) => {
    const [comparison] = comparisonsOf([group('a', 'b', forward), group('b', 'a', backward)], id);
    expect(comparison && decisionOfComparison(comparison)).toBe(decision);
    expect(comparison && tally(choicesSoFar(comparison))).toEqual(counts);
  });

  it('shows what one order said, from either side, and says that the other is open', () => {
    const [fromFirst] = comparisonsOf([group('a', 'b', 'AAABB')], 'a');
    const [fromSecond] = comparisonsOf([group('a', 'b', 'AAABB')], 'b');
    expect(fromFirst && decisionOfComparison(fromFirst)).toBe('waiting');
    expect(fromFirst && tally(choicesSoFar(fromFirst))).toEqual({ first: 3, second: 2, tie: 0 });
    expect(fromSecond && tally(choicesSoFar(fromSecond))).toEqual({ first: 2, second: 3, tie: 0 });
  });

  it('joins experts that were asked apart', () => {
    const apart = (['depth', 'likability'] as const).map((dimension) =>
      verdict(dimension, ['a', 'b'], { kind: 'comparison', choices: { [dimension]: 'first' } }),
    );
    const [comparison] = comparisonsOf(apart, 'a');
    expect(comparison?.experts).toEqual(['depth', 'likability']);
    expect(comparison && saidIn(comparison.shownFirst, 'likability', 'a')).toBe('this one');
    expect(comparison && saidIn(comparison.shownFirst, 'coherency', 'a')).toBe('not asked');
  });

  it('tells an answer that could not be read from a tie', () => {
    const unread = verdict('quality', ['a', 'b'], { kind: 'unreadable', answer: '?' });
    const [comparison] = comparisonsOf([unread], 'a');
    expect(comparison && decisionOfComparison(comparison)).toBe('unreadable');
    expect(comparison && saidIn(comparison.shownFirst, 'depth', 'a')).toBe('unreadable');
  });
});

describe('filters that were asked together', () => {
  const together = verdict('filters', ['a'], {
    kind: 'filters',
    decision: 'drop',
    parts: {
      faithfulness: {
        kind: 'faithfulness',
        decision: 'pass',
        marks: [{ speaker: 1, attribute: 0, mark: 'supported', turn: 2 }],
      },
      toxicity: { kind: 'filter', decision: 'drop', degree: 0.8 },
      privacy: { kind: 'filter', decision: 'drop', turns: [3] },
      attribution: { kind: 'not applicable' },
    },
  });

  it('have a line each, with what each found', () => {
    const lines = verdictsOnOne([together], 'a').map(({ expert, finding }) => [
      expert,
      decisionOf(finding),
      lineOnOne(finding, 'so', true),
    ]);
    expect(lines).toEqual([
      ['faithfulness', 'pass', '1 supported, 0 not mentioned, 0 contradicted'],
      ['toxicity', 'drop', '80 %'],
      ['privacy', 'drop', 'Found in turn 4'],
      ['attribution', 'not applicable', 'There is no profile to look at.'],
    ]);
  });

  it('give the marks of the attributes like the expert alone', () => {
    expect(marksFrom([together], 'a')).toEqual([{ speaker: 1, attribute: 0, mark: 'supported', turn: 2 }]);
    expect(marksFrom([together], 'b')).toEqual([]);
  });
});
