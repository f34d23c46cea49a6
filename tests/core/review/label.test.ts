// Holds labels to saying what was said and no more.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marks } from '../../../src/core/critic/verdict.ts';
import { readRecord } from '../../../src/core/formats/record-shape.ts';
import { recordOf } from '../../../src/core/formats/record.ts';
import { changedJudgement, isEmpty, withMark, type Judgement } from '../../../src/core/review/label.ts';
import { newReview, remembering } from '../../../src/core/review/review.ts';
import { recordParts } from '../formats/arbitraries.ts';

const mark = fc.record({
  speaker: fc.constantFrom(1 as const, 2 as const),
  attribute: fc.nat(4),
  mark: fc.constantFrom(...marks),
});

describe('a judgement', () => {
  test.each<[string, Judgement, Parameters<typeof changedJudgement>[1], Judgement]>([
    ['gets a decision', {}, { decision: 'accept' }, { decision: 'accept' }],
    ['keeps what is not changed', { score: 3 }, { decision: 'reject' }, { decision: 'reject', score: 3 }],
    ['takes back what is null', { score: 3, note: 'dull' }, { score: null }, { note: 'dull' }],
    ['forgets an emptied note', { note: 'dull' }, { note: '' }, {}],
    ['forgets marks when there is none left', { score: 2, marks: [] }, {}, { score: 2 }],
  ])('%s', (_, before, change, after) => {
    expect(changedJudgement(before, change)).toEqual(after);
    expect(isEmpty(after)).toBe(Object.keys(after).length === 0);
  });

  test('has at most one mark an attribute, the last that was given, in the order of the profiles', () => {
    fc.assert(
      fc.property(fc.array(mark), (given) => {
        const all = given.reduce(withMark, []);
        const places = all.map(({ speaker, attribute }) => speaker * 10 + attribute);
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        for (const { speaker, attribute, mark: kept } of all)
          expect(given.findLast((one) => one.speaker === speaker && one.attribute === attribute)?.mark).toBe(
            kept,
          );
      }),
    );
  });
});

test('a label of a record that does not say what it is about is about the conversation it stands with', () => {
  fc.assert(
    fc.property(recordParts, (parts) => {
      const record = recordOf(parts);
      const former = JSON.parse(JSON.stringify(record), function (key, value: unknown) {
        return key === 'labels' ? (value as object[]).map((one) => ({ ...one, about: undefined })) : value;
      }) as unknown;
      expect(readRecord(former)).toEqual({ ok: true, value: record });
    }),
  );
});

test('what can be undone is the newest hundred changes', () => {
  let review = newReview('set', 'Ada');
  for (let change = 0; change < 130; change += 1)
    review = remembering(review, { about: `c${change}`, label: null });
  expect(review.undo).toHaveLength(100);
  expect(review.undo.at(-1)).toEqual({ about: 'c129', label: null });
});
