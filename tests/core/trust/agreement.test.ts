import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { bootstrapInterval } from '../../../src/core/statistics/interval.ts';
import { agreementOf, type JudgedItem } from '../../../src/core/trust/agreement.ts';
import { fleissKappa, gwetAc1, krippendorffAlpha } from '../../../src/core/trust/several-raters.ts';
import {
  agreementShare,
  cohenKappa,
  confusionMatrix,
  kappaOf,
  quadraticKappa,
  type ValuePair,
} from '../../../src/core/trust/two-raters.ts';
import { cohen1960, fleiss1971, gwet2002, krippendorff2011, steps } from './published.ts';

describe('published examples of agreement', () => {
  it.each([
    ['Cohen 1960: κ of two judges', cohenKappa(cohen1960, [0, 1, 2]), 0.492],
    ['Krippendorff 2011: nominal α with gaps', krippendorffAlpha(krippendorff2011, steps, 'nominal'), 0.743],
    ['Krippendorff 2011: ordinal α with gaps', krippendorffAlpha(krippendorff2011, steps, 'ordinal'), 0.815],
    [
      'Krippendorff 2011: interval α with gaps',
      krippendorffAlpha(krippendorff2011, steps, 'interval'),
      0.849,
    ],
    ['Fleiss 1971: κ of six psychiatrists', fleissKappa(fleiss1971, steps), 0.43],
    ['Gwet 2002: κ where nearly all is one value', cohenKappa(gwet2002, [0, 1]), -0.023],
    ['Gwet 2002: AC1 on the same table', gwetAc1(gwet2002, [0, 1]), 0.941],
    ['Gwet 2014: AC1 of four raters with gaps', gwetAc1(krippendorff2011, steps), 0.775],
  ])('%s', (_, ours, published) => {
    expect(ours).toBeCloseTo(published, 3);
  });

  it('Cohen 1968: κ with the weights of his table of diagnoses', () => {
    const weights = [
      [0, 1, 3],
      [1, 0, 6],
      [3, 6, 0],
    ];
    const matrix = confusionMatrix(cohen1960, [0, 1, 2]);
    expect(kappaOf(matrix, (row, column) => weights[row]?.[column] ?? 0)).toBeCloseTo(0.348, 3);
  });
});

/** Each statistic, on pairs of steps 1 … 3. */
const statistics: readonly (readonly [string, (pairs: readonly ValuePair<number>[]) => number | null])[] = [
  ['Cohen’s κ', (pairs) => cohenKappa(pairs, [1, 2, 3])],
  ['quadratic κ', (pairs) => quadraticKappa(pairs, [1, 2, 3])],
  ['Krippendorff’s nominal α', (pairs) => krippendorffAlpha(pairs, [1, 2, 3], 'nominal')],
  ['Krippendorff’s ordinal α', (pairs) => krippendorffAlpha(pairs, [1, 2, 3], 'ordinal')],
  ['Krippendorff’s interval α', (pairs) => krippendorffAlpha(pairs, [1, 2, 3], 'interval')],
  ['Gwet’s AC1', (pairs) => gwetAc1(pairs, [1, 2, 3])],
  ['Fleiss’ κ', (pairs) => fleissKappa(pairs, [1, 2, 3])],
];

const anyPairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), {
  minLength: 2,
  maxLength: 30,
});

describe.each(statistics)('%s', (name, statistic) => {
  it('is not defined on no items', () => {
    expect(statistic([])).toBeNull();
  });

  it('of raters who gave one value throughout is not defined, except AC1, which calls it agreement', () => {
    const constant: readonly ValuePair<number>[] = [
      [2, 2],
      [2, 2],
    ];
    expect(statistic(constant)).toBe(name === 'Gwet’s AC1' ? 1 : null);
  });

  it('is 1 where all agree and more than one value occurs', () => {
    expect(
      statistic([
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toBeCloseTo(1, 12);
  });

  it('does not care who is first, nor for the order of items', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const turned = pairs.map(([first, second]): ValuePair<number> => [second, first]).reverse();
        const [one, other] = [statistic(pairs), statistic(turned)];
        if (one === null || other === null) expect(other).toBe(one);
        else expect(other).toBeCloseTo(one, 9);
      }),
    );
  });

  it('never leaves 1 upwards', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        expect(statistic(pairs) ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('one item', () => {
  it('on which two raters differ gives κ 0, and of α what its formula says of two values', () => {
    expect(cohenKappa([[1, 2]], [1, 2])).toBe(0);
    expect(krippendorffAlpha([[1, 2]], [1, 2], 'nominal')).toBeCloseTo(0, 12);
  });

  it('on which they agree gives no κ and no α', () => {
    expect(cohenKappa([[1, 1]], [1, 2])).toBeNull();
    expect(krippendorffAlpha([[1, 1]], [1, 2], 'nominal')).toBeNull();
  });

  it('that only one rater judged takes no part', () => {
    const with_gap = [...krippendorff2011, [3, null, null, null] as const];
    expect(krippendorffAlpha(with_gap, steps, 'ordinal')).toBe(
      krippendorffAlpha(krippendorff2011, steps, 'ordinal'),
    );
  });
});

it('a rater who always says the same has κ 0 with one who does not', () => {
  expect(
    cohenKappa(
      [
        [1, 1],
        [1, 2],
        [1, 1],
      ],
      [1, 2],
    ),
  ).toBe(0);
});

it('the share of agreement is what it says', () => {
  expect(agreementShare(cohen1960)).toBeCloseTo(0.7, 12);
  expect(agreementShare([])).toBeNull();
});

describe('the agreement of an expert with labels', () => {
  const item = (conversation: number, label: number, verdict: number): JudgedItem<number> => ({
    conversationId: `c${conversation}`,
    part: '',
    label,
    verdict,
  });
  const items = Array.from({ length: 60 }, (_, index) =>
    item(index, 1 + (index % 3), index % 5 === 0 ? 1 : 1 + (index % 3)),
  );

  it('comes with the table, the items that differ, and an interval round every figure', () => {
    const found = agreementOf(items, [1, 2, 3], 'ordinal', 7);
    expect(found.confusion.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(found.disagreements).toHaveLength(60 - Math.round((found.accuracy.value ?? 0) * 60));
    for (const figure of [found.accuracy, found.kappa, found.quadraticKappa, found.alpha, found.ac1]) {
      expect(figure?.n).toBe(60);
      expect(figure?.interval?.low).toBeLessThan(figure?.value ?? NaN);
      expect(figure?.interval?.high).toBeGreaterThan(figure?.value ?? NaN);
    }
  });

  it('is the same for the same seed, and has no quadratic κ without a scale', () => {
    expect(agreementOf(items, [1, 2, 3], 'nominal', 7)).toEqual(agreementOf(items, [1, 2, 3], 'nominal', 7));
    expect(agreementOf(items, [1, 2, 3], 'nominal', 7).quadraticKappa).toBeNull();
  });

  it('draws whole conversations: parts of one conversation widen the interval', () => {
    const apart = items.flatMap((each, index) => [each, { ...each, conversationId: `d${index}` }]);
    const together = items.flatMap((each) => [each, each]);
    const width = (all: readonly JudgedItem<number>[]) => {
      const interval = agreementOf(all, [1, 2, 3], 'ordinal', 7).kappa.interval;
      return (interval?.high ?? NaN) - (interval?.low ?? NaN);
    };
    expect(width(together)).toBeGreaterThan(1.2 * width(apart));
  });

  it('of one conversation has values and no interval drawn again', () => {
    const one = items.map((each) => ({ ...each, conversationId: 'only' }));
    const found = agreementOf(one, [1, 2, 3], 'ordinal', 7);
    expect(found.kappa.value).not.toBeNull();
    expect(found.kappa.interval).toBeNull();
  });

  it('taken from tables is what the lists of pairs give, drawn again alike', () => {
    const pairs = items.map(({ label, verdict }) => [label, verdict] as const);
    const groups = pairs.map((pair) => [pair]);
    const found = agreementOf(items, [1, 2, 3], 'ordinal', 7);
    const plainly = {
      kappa: (drawn: typeof pairs) => cohenKappa(drawn, [1, 2, 3]),
      quadraticKappa: (drawn: typeof pairs) => quadraticKappa(drawn, [1, 2, 3]),
      alpha: (drawn: typeof pairs) => krippendorffAlpha(drawn, [1, 2, 3], 'ordinal'),
      ac1: (drawn: typeof pairs) => gwetAc1(drawn, [1, 2, 3]),
    };
    for (const [name, statistic] of Object.entries(plainly)) {
      const figure = found[name as keyof typeof plainly];
      const interval = bootstrapInterval(groups, (drawn) => statistic([...drawn]), 7);
      expect(figure?.value, name).toBeCloseTo(statistic(pairs) ?? NaN, 10);
      expect(figure?.interval?.low, name).toBeCloseTo(interval?.low ?? NaN, 10);
      expect(figure?.interval?.high, name).toBeCloseTo(interval?.high ?? NaN, 10);
    }
  });

  it('of nothing is nothing', () => {
    const found = agreementOf([], [1, 2], 'nominal', 7);
    expect(found.accuracy).toEqual({ value: null, n: 0, interval: null });
    expect(found.ac1).toEqual({ value: null, n: 0, interval: null });
  });
});
