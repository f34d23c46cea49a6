import { describe, expect, it } from 'vitest';
import { hygieneOf } from '../../../src/core/critic/hygiene.ts';
import { dimensions, type Finding, type Verdict } from '../../../src/core/critic/verdict.ts';

const model = { engine: 'scripted', model: 'scripted', build: 'scripted' };
const byRule = (about: Verdict['about'], finding: Finding): Verdict => ({
  ...{ owner: 's', id: about.join('~'), expert: 'quality', version: 1, about, finding, reason: '' },
});
const on = (about: Verdict['about'], finding: Finding, more: Partial<Verdict> = {}): Verdict => ({
  ...byRule(about, finding),
  model,
  ...more,
});
const compared = (first: string, second: string, letters: string): Verdict =>
  on([first, second], {
    kind: 'comparison',
    choices: Object.fromEntries(
      dimensions.map((dimension, index) => [dimension, letters[index] === 'A' ? 'first' : 'second']),
    ),
  });

const words: Readonly<Record<string, number>> = { a: 100, b: 60, c: 80 };
const wordsOf = (id: string) => words[id] ?? 0;

describe('judge hygiene', () => {
  it('of a critic that always says A: nothing survives the swap', () => {
    const verdicts = [compared('a', 'b', 'AAAAA'), compared('b', 'a', 'AAAAA')];
    expect(hygieneOf(verdicts, wordsOf)).toEqual({
      surviveSwap: { count: 0, of: 5 },
      forTheFirst: { count: 10, of: 10 },
      longerByWords: null,
      comparisons: 1,
      unreadable: { count: 0, of: 2 },
    });
  });

  it('of a critic that prefers length: all survives, and winners are longer', () => {
    const verdicts = [
      compared('a', 'b', 'AAAAA'),
      compared('b', 'a', 'BBBBB'),
      compared('c', 'a', 'BBBBB'),
      compared('a', 'c', 'AAAAA'),
    ];
    const found = hygieneOf(verdicts, wordsOf);
    expect(found.surviveSwap).toEqual({ count: 10, of: 10 });
    expect(found.forTheFirst).toEqual({ count: 10, of: 20 });
    // 5 × 40 words and 5 × 20.
    expect(found.longerByWords).toBe(30);
    expect(found.comparisons).toBe(2);
  });

  it('counts each answer that could not be read, also those asked again', () => {
    const verdicts = [
      on(['a'], { kind: 'unreadable', answer: '?' }, { unreadableBefore: 2 }),
      on(['b'], { kind: 'filter', decision: 'pass' }, { unreadableBefore: 1 }),
      byRule(['c'], { kind: 'not applicable' }),
    ];
    expect(hygieneOf(verdicts, wordsOf).unreadable).toEqual({ count: 4, of: 5 });
  });

  it('says nothing of a swap that was not asked', () => {
    const found = hygieneOf([compared('a', 'b', 'AAABB')], wordsOf);
    expect(found.surviveSwap).toEqual({ count: 0, of: 0 });
    expect(found.forTheFirst).toEqual({ count: 3, of: 5 });
    expect(found.longerByWords).toBeNull();
  });
});
