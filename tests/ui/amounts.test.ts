import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { bytes, count, counted, date, seconds, share, speed } from '../../src/ui/words/en/amounts.ts';

describe('amounts for people', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [9_949, '9.9 kB'],
    [9_950, '10 kB'],
    [999_499, '999 kB'],
    [999_600, '1.0 MB'],
    [2_037_000_000, '2.0 GB'],
    [62_000_000_000, '62 GB'],
    [3_000_000_000_000_000, '3,000 TB'],
  ])('%d bytes are written as %s', (amount, written) => {
    expect(bytes(amount)).toBe(written);
  });

  test.each([
    [0, '0 s'],
    [0.44, '0.4 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [3569, '59 min'],
    [3570, '1 h'],
    [5400, '1 h 30 min'],
    [7199, '2 h'],
    [86_399, '24 h'],
    [86_400, '1 day'],
    [1_209_600, '14 days'],
  ])('%d seconds are written as %s', (amount, written) => {
    expect(seconds(amount)).toBe(written);
  });

  test.each([
    [0, '0 %'],
    [0.42, '42 %'],
    [0.29, '29 %'],
    [0.9999, '99 %'],
    [1, '100 %'],
    [1.2, '100 %'],
  ])('a share of %d is written as %s', (part, written) => {
    expect(share(part)).toBe(written);
  });

  it('says 100 % of nothing but the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20_000 }), (total) => {
        expect(share((total - 1) / total)).not.toBe('100 %');
        expect(share(total / total)).toBe('100 %');
      }),
    );
  });

  it('never writes a thousand of a unit that has a bigger one', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9e14 }), (amount) => {
        expect(bytes(amount)).not.toMatch(/^1,/);
      }),
    );
  });

  test.each([
    [0, '0 pairs'],
    [1, '1 pair'],
    [20_000, '20,000 pairs'],
  ])('%d of a thing is written as %s', (amount, written) => {
    expect(counted(amount, 'pair')).toBe(written);
  });

  it('takes the plural that it is given', () => {
    expect(counted(2, 'reply', 'replies')).toBe('2 replies');
  });

  it('groups thousands, and gives slow speeds a decimal', () => {
    expect(count(1_234_567)).toBe('1,234,567');
    expect(speed(4.26)).toBe('4.3 tokens/s');
    expect(speed(212.4)).toBe('212 tokens/s');
  });

  it('names the month, so that no date reads two ways', () => {
    expect(date(new Date(2026, 10, 4).getTime())).toBe('4 Nov 2026');
  });
});
