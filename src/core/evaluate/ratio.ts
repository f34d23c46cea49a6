// Owns figures that are a sum over a sum, taken by conversation: words per turn, turns with a question.
import type { Estimate } from '../statistics/interval.ts';

/** What one conversation adds above and below the line. */
export interface RatioPart {
  readonly part: number;
  readonly whole: number;
}

const z = 1.959963984540054;

/**
 * Σ part ÷ Σ whole, with the interval of a ratio estimator over conversations (Cochran 1977, section 2.11), since what belongs to
 * one conversation hangs together. n: Σ whole. No interval below two conversations. Not defined where Σ whole is 0.
 */
export function ratioOf(parts: readonly RatioPart[]): Estimate {
  const whole = parts.reduce((sum, each) => sum + each.whole, 0);
  if (whole === 0) return { value: null, n: 0, interval: null };
  const value = parts.reduce((sum, each) => sum + each.part, 0) / whole;
  const count = parts.length;
  if (count < 2) return { value, n: whole, interval: null };
  const squares = parts.reduce((sum, each) => sum + (each.part - value * each.whole) ** 2, 0);
  const half = (z * Math.sqrt((squares * count) / (count - 1))) / whole;
  return { value, n: whole, interval: { low: Math.max(0, value - half), high: value + half } };
}
