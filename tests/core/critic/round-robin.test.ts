import { describe, expect, test } from 'vitest';
import { roundRobin, type MatchResult } from '../../../src/core/critic/round-robin.ts';

/** Results as "winner>loser" or "a=b". */
const played =
  (...results: readonly string[]): MatchResult =>
  (first, second) => {
    for (const result of results) {
      const [a = '', sign, b = ''] = result;
      if ((a === first && b === second) || (a === second && b === first)) return sign === '=' ? 'tie' : a;
    }
    return null;
  };

describe('a round-robin', () => {
  test('calls for every match once, in the order given', () => {
    expect(roundRobin(['a', 'b', 'c'], played())).toEqual({ kind: 'match', first: 'a', second: 'b' });
    expect(roundRobin(['a', 'b', 'c'], played('a>b'))).toEqual({ kind: 'match', first: 'a', second: 'c' });
    expect(roundRobin(['a', 'b', 'c'], played('a>b', 'c>a'))).toEqual({
      kind: 'match',
      first: 'b',
      second: 'c',
    });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['most comparisons won comes first', ['b>a', 'b>c', 'a>c'], ['b', 'a', 'c']],
    ['a circle goes down the chain', ['a>b', 'b>c', 'c>a'], ['a', 'b', 'c']],
    ['a tie is a win for neither', ['a=b', 'c>a', 'b=c'], ['c', 'a', 'b']],
    ['all tied goes down the chain', ['a=b', 'a=c', 'b=c'], ['a', 'b', 'c']],
  ])('%s', (_, results, ranking) => {
    expect(roundRobin(['a', 'b', 'c'], played(...results))).toEqual({ kind: 'decided', ranking });
  });

  test('of one candidate is decided at once', () => {
    expect(roundRobin(['a'], played())).toEqual({ kind: 'decided', ranking: ['a'] });
  });
});
