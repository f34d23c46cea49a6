import { describe, expect, it } from 'vitest';
import { bootstrapInterval, grouped, meanOf, shareOf } from '../../../src/core/statistics/interval.ts';

describe('Wilson’s interval of a share', () => {
  it.each([
    // Newcombe 1998, “Two-sided confidence intervals for the single proportion”, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is as published', (count, of, low, high) => {
    const { interval, value } = shareOf(count, of);
    expect(value).toBeCloseTo(count / of, 12);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('ends at 1 where all are, and there is none of nothing', () => {
    expect(shareOf(5, 5).interval?.high).toBe(1);
    expect(shareOf(0, 0)).toEqual({ value: null, n: 0, interval: null });
  });
});

describe('the interval by drawing again', () => {
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const values = Array.from({ length: 200 }, (_, index) => (index * 37) % 101);

  it('of a mean is nearly that of the normal distribution', () => {
    const drawn = bootstrapInterval(
      values.map((value) => [value]),
      mean,
      3,
      4000,
    );
    const normal = meanOf(values).interval;
    expect(drawn?.low).toBeCloseTo(normal?.low ?? NaN, -0.3);
    expect(drawn?.high).toBeCloseTo(normal?.high ?? NaN, -0.3);
  });

  it('depends on the seed and on nothing else', () => {
    const groups = grouped(values, (value) => String(value % 10));
    expect(bootstrapInterval(groups, mean, 1)).toEqual(bootstrapInterval(groups, mean, 1));
    expect(bootstrapInterval(groups, mean, 1)).not.toEqual(bootstrapInterval(groups, mean, 2));
  });

  it('is not given for one group, nor where the figure is mostly not defined', () => {
    expect(bootstrapInterval([values], mean, 1)).toBeNull();
    expect(bootstrapInterval([[1], [2]], () => null, 1)).toBeNull();
  });
});
