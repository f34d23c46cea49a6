// Owns how the verdicts on one conversation are laid out: those on it alone, and those on it and another, with both
// orders of a comparison brought together. Pure.
import { joinOrders, majority } from '../../core/critic/quality.ts';
import { dimensions, type Choice, type Dimension, type Verdict } from '../../core/critic/verdict.ts';
import type { Decision } from '../words/en/verdicts.ts';

/** A conversation against another one; each choice is seen from this conversation: `first` means this one. */
export interface Comparison {
  readonly other: string;
  readonly expert: string;
  /** This conversation was shown first. */
  readonly shownFirst: Verdict | null;
  readonly shownSecond: Verdict | null;
  /** What survived the swap; null while one order is missing. */
  readonly joined: Readonly<Record<Dimension, Choice>> | null;
}

export const verdictsOnOne = (verdicts: readonly Verdict[], id: string): readonly Verdict[] =>
  verdicts.filter(({ about }) => about.length === 1 && about[0] === id);

export function comparisonsOf(verdicts: readonly Verdict[], id: string): readonly Comparison[] {
  const meetings = verdicts.filter(({ about }) => about.length === 2 && (about[0] === id || about[1] === id));
  const others = new Set(meetings.map(({ about }) => (about[0] === id ? about[1] : about[0]) ?? ''));
  return [...others].map((other) => {
    const shownFirst = meetings.find(({ about }) => about[0] === id && about[1] === other) ?? null;
    const shownSecond = meetings.find(({ about }) => about[0] === other && about[1] === id) ?? null;
    const joined = shownFirst && shownSecond ? joinOrders(shownFirst, shownSecond) : null;
    return { other, expert: (shownFirst ?? shownSecond)?.expert ?? '', shownFirst, shownSecond, joined };
  });
}

export function decisionOf({ finding }: Verdict): Decision {
  switch (finding.kind) {
    case 'filter':
    case 'faithfulness':
      return finding.decision;
    case 'comparison':
      return 'tie';
    case 'unreadable':
    case 'not applicable':
      return finding.kind;
  }
}

export function decisionOfComparison({ joined, shownFirst, shownSecond }: Comparison): Decision {
  if (joined === null) return 'waiting';
  if ([shownFirst, shownSecond].every((verdict) => verdict?.finding.kind === 'unreadable'))
    return 'unreadable';
  const choice = majority(joined);
  return choice === 'tie' ? 'tie' : choice === 'first' ? 'preferred' : 'not preferred';
}

/** In how many dimensions this conversation, the other, neither. */
export function tally(joined: Readonly<Record<Dimension, Choice>>): Readonly<Record<Choice, number>> {
  const count = (choice: Choice) => dimensions.filter((dimension) => joined[dimension] === choice).length;
  return { first: count('first'), second: count('second'), tie: count('tie') };
}

/** What one order said, seen from this conversation. */
export type Said = 'this one' | 'the other' | 'tie' | 'unreadable' | 'not asked';

export function saidIn(verdict: Verdict | null, dimension: Dimension, id: string): Said {
  if (verdict === null) return 'not asked';
  if (verdict.finding.kind !== 'comparison') return 'unreadable';
  const choice = verdict.finding.choices[dimension];
  if (choice === 'tie') return 'tie';
  return (choice === 'first') === (verdict.about[0] === id) ? 'this one' : 'the other';
}
