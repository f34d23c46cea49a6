import { describe, expect, it } from 'vitest';
import { labelsLacking, labelsNeeded, mcNemar, pairedCounts } from '../../../src/core/trust/paired-test.ts';

describe('McNemar’s test', () => {
  it('of Fagerland, Lydersen & Laake 2013, table 2 (airways before and after a transplantation) is as they give it', () => {
    const { exact, midP } = mcNemar({ onlyFirst: 1, onlySecond: 7 });
    expect(exact).toBeCloseTo(0.0703, 4);
    expect(midP).toBeCloseTo(0.0391, 4);
  });

  it('of Agresti 2002, section 10.1 (a prime minister’s approval, asked twice) is as Python’s statsmodels documents it', () => {
    expect(mcNemar({ onlyFirst: 86, onlySecond: 150 }).exact).toBeCloseTo(3.716e-5, 8);
  });

  it('of versions that never differ, or as often one way as the other, shows nothing', () => {
    expect(mcNemar({ onlyFirst: 0, onlySecond: 0 })).toEqual({ exact: 1, midP: 1 });
    expect(mcNemar({ onlyFirst: 4, onlySecond: 4 }).exact).toBe(1);
    expect(mcNemar({ onlyFirst: 4, onlySecond: 4 }).midP).toBeGreaterThan(0.8);
  });

  it('holds out for thousands', () => {
    const { exact } = mcNemar({ onlyFirst: 2000, onlySecond: 2200 });
    expect(exact).toBeGreaterThan(0.001);
    expect(exact).toBeLessThan(0.003);
  });
});

it('counts the labels on which exactly one version is right', () => {
  const item = (firstIsRight: boolean, secondIsRight: boolean) => ({ firstIsRight, secondIsRight });
  const items = [
    item(true, true),
    item(true, false),
    item(false, true),
    item(true, false),
    item(false, false),
  ];
  expect(pairedCounts(items)).toEqual({ onlyFirst: 2, onlySecond: 1, n: 5 });
});

describe('how many labels are needed', () => {
  it.each([
    [10, 20, 100],
    [30, 50, 400],
    [5, 15, 100],
  ])('of %i against %i in %i gives a power of 80 % at that number', (onlyFirst, onlySecond, n) => {
    const needed = labelsNeeded({ onlyFirst, onlySecond, n }) ?? 0;
    expect(power(needed, onlyFirst / n, onlySecond / n)).toBeGreaterThan(0.77);
    expect(power(needed, onlyFirst / n, onlySecond / n)).toBeLessThan(0.84);
  });

  it('says how many are lacking, none where there are enough, and nothing where no difference is seen', () => {
    const counts = { onlyFirst: 3, onlySecond: 10, n: 50 };
    expect(labelsLacking(counts)).toBe((labelsNeeded(counts) ?? 0) - 50);
    expect(labelsLacking({ onlyFirst: 1, onlySecond: 40, n: 100 })).toBe(0);
    expect(labelsLacking({ onlyFirst: 5, onlySecond: 5, n: 100 })).toBeNull();
    expect(labelsLacking({ onlyFirst: 0, onlySecond: 0, n: 0 })).toBeNull();
  });
});

/** Chance that McNemar's z goes beyond 1.96, over all outcomes of so many labels. */
function power(labels: number, toFirst: number, toSecond: number): number {
  const logs = [0];
  for (let number = 1; number <= labels; number += 1) logs.push((logs[number - 1] ?? 0) + Math.log(number));
  const log = (number: number) => logs[number] ?? 0;
  let found = 0;
  for (let first = 0; first <= labels; first += 1)
    for (let second = 0; first + second <= labels; second += 1) {
      if (Math.abs(first - second) <= 1.959964 * Math.sqrt(first + second)) continue;
      const rest = labels - first - second;
      found += Math.exp(
        log(labels) -
          log(first) -
          log(second) -
          log(rest) +
          first * Math.log(toFirst) +
          second * Math.log(toSecond) +
          rest * Math.log(1 - toFirst - toSecond),
      );
    }
  return found;
}
