// Holds the queue to its orders: nothing lost, nothing twice, and those first where judges disagree or are unsure.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/critic/verdict.ts';
import {
  disagreementOn,
  queueOf,
  queueOrders,
  uncertaintyOn,
  type Queued,
} from '../../../src/core/review/queue.ts';

const verdict = (finding: Finding, unreadableBefore?: number) => ({
  expert: 'toxicity',
  finding,
  ...(unreadableBefore ? { unreadableBefore } : {}),
});
const pass = verdict({ kind: 'filter', decision: 'pass' });
const drop = verdict({ kind: 'filter', decision: 'drop' });
const queued = (id: string, part: Partial<Queued> = {}): Queued => ({
  id,
  verdicts: [],
  labels: [],
  ...part,
});

describe('a queue', () => {
  test('holds each conversation once, in every order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string()),
        fc.constantFrom(...queueOrders),
        fc.nat(),
        (ids, order, seed) => {
          const queue = queueOf(
            ids.map((id) => queued(id)),
            order,
            seed,
          );
          expect([...queue].sort()).toEqual([...ids].sort());
        },
      ),
    );
  });

  test('is shuffled alike by the same seed, and otherwise by another', () => {
    const all = Array.from({ length: 50 }, (_, index) => queued(`c${index}`));
    expect(queueOf(all, 'shuffled', 7)).toEqual(queueOf(all, 'shuffled', 7));
    expect(queueOf(all, 'shuffled', 7)).not.toEqual(queueOf(all, 'shuffled', 8));
  });

  test('puts first what judges disagree on, and leaves equals in the order of the set', () => {
    const all = [
      queued('agreed', { verdicts: [pass, pass] }),
      queued('unjudged'),
      queued('split', { verdicts: [pass, drop] }),
      queued('one of three', { verdicts: [pass, pass, drop] }),
    ];
    expect(queueOf(all, 'disagreement', 1)).toEqual(['split', 'one of three', 'agreed', 'unjudged']);
  });

  test('puts first what experts are unsure of', () => {
    const degree = (p: number) => verdict({ kind: 'filter', decision: 'pass', degree: p });
    const all = [
      queued('sure', { verdicts: [degree(0.02)] }),
      queued('unsure', { verdicts: [degree(0.45)] }),
      queued('unreadable', { verdicts: [verdict({ kind: 'unreadable', answer: '' })] }),
    ];
    expect(queueOf(all, 'uncertainty', 1)).toEqual(['unreadable', 'unsure', 'sure']);
  });
});

describe('how far judges disagree', () => {
  test.each<[string, Partial<Queued>, number]>([
    ['nobody decided', {}, 0],
    ['one alone', { verdicts: [drop] }, 0],
    ['an expert against an annotator', { verdicts: [drop], labels: [{ decision: 'accept' }] }, 1 / 2],
    ['two annotators against one', { labels: ['accept', 'accept', 'reject'].map(decided) }, 1 / 3],
    ['an annotator who only scored', { labels: [{}, decided('accept')] }, 0],
    [
      'an expert that had no profile to look at',
      { verdicts: [verdict({ kind: 'not applicable' }), drop] },
      0,
    ],
  ])('when %s', (_, part, expected) => {
    expect(disagreementOn(queued('c', part))).toBeCloseTo(expected, 12);
  });
});

test.each<[string, Finding, number, number]>([
  ['an even degree', { kind: 'filter', decision: 'pass', degree: 0.5 }, 0, 1],
  ['a high degree', { kind: 'filter', decision: 'drop', degree: 0.9 }, 0, 0.2],
  ['no degree', { kind: 'filter', decision: 'drop' }, 0, 0],
  ['an answer asked for again', { kind: 'filter', decision: 'drop' }, 2, 0.5],
])('the doubt of %s', (_, finding, before, expected) => {
  expect(uncertaintyOn(queued('c', { verdicts: [verdict(finding, before)] }))).toBeCloseTo(expected, 12);
});

function decided(decision: string) {
  return { decision: decision as 'accept' | 'reject' };
}
