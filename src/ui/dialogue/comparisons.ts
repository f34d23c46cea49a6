// Owns how the verdicts on one conversation are laid out: those on it alone, and those on it and another, with both
// orders of a comparison brought together. Pure.
import { choicesOf, joinOrders, majority, swapped } from '../../core/critic/quality.ts';
import {
  filterFindings,
  type Choice,
  type Choices,
  type Finding,
  type Verdict,
} from '../../core/critic/verdict.ts';
import type { Decision } from '../words/en/verdicts.ts';

/** What one expert says of a conversation by itself. Experts asked together have a line each, from one verdict. */
export interface OnOne {
  readonly verdict: Verdict;
  readonly expert: string;
  readonly finding: Finding;
}

/** A conversation against another one; each choice is seen from this conversation: `first` means this one. */
export interface Comparison {
  readonly other: string;
  readonly experts: readonly string[];
  /** This conversation was shown first; a verdict for each expert or group of experts. */
  readonly shownFirst: readonly Verdict[];
  readonly shownSecond: readonly Verdict[];
  /** What survived the swap; null while only one order has been asked, which may be all that the plan asks. */
  readonly joined: Choices | null;
}

export const verdictsOnOne = (verdicts: readonly Verdict[], id: string): readonly OnOne[] =>
  verdicts
    .filter(({ about }) => about.length === 1 && about[0] === id)
    .flatMap((verdict): OnOne[] =>
      verdict.finding.kind === 'filters'
        ? filterFindings(verdict).map((part) => ({ verdict, ...part }))
        : [{ verdict, expert: verdict.expert, finding: verdict.finding }],
    );

export function comparisonsOf(verdicts: readonly Verdict[], id: string): readonly Comparison[] {
  const meetings = verdicts.filter(({ about }) => about.length === 2 && (about[0] === id || about[1] === id));
  const others = new Set(meetings.map(({ about }) => (about[0] === id ? about[1] : about[0]) ?? ''));
  return [...others].map((other) => {
    const shownFirst = meetings.filter(({ about }) => about[0] === id && about[1] === other);
    const shownSecond = meetings.filter(({ about }) => about[0] === other && about[1] === id);
    const both = shownFirst.length > 0 && shownSecond.length > 0;
    const joined = both ? joinOrders(shownFirst, shownSecond) : null;
    const experts = [...new Set([...shownFirst, ...shownSecond].map(({ expert }) => expert))];
    return { other, experts, shownFirst, shownSecond, joined };
  });
}

export function decisionOf(finding: Finding): Decision {
  switch (finding.kind) {
    case 'filter':
    case 'filters':
    case 'faithfulness':
      return finding.decision;
    case 'comparison':
      return 'tie';
    case 'scores':
      return 'scored';
    case 'unreadable':
    case 'not applicable':
      return finding.kind;
  }
}

export function decisionOfComparison({ joined, shownFirst, shownSecond }: Comparison): Decision {
  if ([...shownFirst, ...shownSecond].every(({ finding }) => finding.kind === 'unreadable'))
    return 'unreadable';
  if (joined === null) return 'waiting';
  const choice = majority(joined);
  return choice === 'tie' ? 'tie' : choice === 'first' ? 'preferred' : 'not preferred';
}

/** The choices that there are so far, seen from this conversation: of both orders, or of the one that was asked. */
export function choicesSoFar({ joined, shownFirst, shownSecond }: Comparison): Choices {
  return joined ?? (shownFirst.length > 0 ? choicesOf(shownFirst) : swapped(choicesOf(shownSecond)));
}

/** In how many dimensions this conversation, the other, neither. */
export function tally(choices: Choices): Readonly<Record<Choice, number>> {
  const count = (choice: Choice) => Object.values(choices).filter((said) => said === choice).length;
  return { first: count('first'), second: count('second'), tie: count('tie') };
}

/** What one order said, seen from this conversation. */
export type Said = 'this one' | 'the other' | 'tie' | 'unreadable' | 'not asked';

export function saidIn(verdicts: readonly Verdict[], dimension: string, id: string): Said {
  const asked = verdicts.find((verdict) => choicesOf([verdict])[dimension] !== undefined);
  if (!asked) return 'not asked';
  if (asked.finding.kind !== 'comparison') return 'unreadable';
  const choice = asked.finding.choices[dimension];
  if (choice === 'tie') return 'tie';
  return (choice === 'first') === (asked.about[0] === id) ? 'this one' : 'the other';
}
