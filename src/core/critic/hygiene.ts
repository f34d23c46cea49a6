// Owns how far a critic's judgements can be trusted by their own traces (method.md, section 3): do choices survive the swap
// of A and B, do longer conversations win, how many answers could not be read. Needs no labels; says nothing of whether a
// judgement is right.
import type { Conversation } from '../conversation/conversation.ts';
import { choicesOf, joinOrders, swapped } from './quality.ts';
import type { Verdict } from './verdict.ts';

export interface Share {
  readonly count: number;
  readonly of: number;
}

export interface Hygiene {
  /** Choices, one a dimension, that both orders of a comparison agree on. */
  readonly surviveSwap: Share;
  /** Choices for the conversation that was shown first, of all: half, where place does not matter. */
  readonly forTheFirst: Share;
  /** Words by which those preferred are longer than the others, on average; null where nothing was preferred. */
  readonly longerByWords: number | null;
  readonly comparisons: number;
  /** Answers that could not be read, of all that were given. */
  readonly unreadable: Share;
}

export function hygieneOf(
  verdicts: readonly Verdict[],
  wordsOf: (conversationId: string) => number,
): Hygiene {
  const meetings = meetingsOf(verdicts);
  const both = meetings.filter(({ forward, backward }) => forward.length > 0 && backward.length > 0);
  const said = verdicts
    .filter(({ finding }) => finding.kind === 'comparison')
    .map((verdict) => choicesOf([verdict]));
  const choices = said.flatMap((choice) => Object.values(choice));
  const differences = both.flatMap(({ first, second, forward, backward }) => {
    const joined = Object.values(joinOrders(forward, backward));
    const longer = wordsOf(first) - wordsOf(second);
    return joined.flatMap((choice) => (choice === 'tie' ? [] : choice === 'first' ? [longer] : [-longer]));
  });
  return {
    surviveSwap: surviving(both),
    forTheFirst: {
      count: choices.filter((choice) => choice === 'first').length,
      of: choices.filter((choice) => choice !== 'tie').length,
    },
    longerByWords:
      differences.length === 0 ? null : differences.reduce((sum, by) => sum + by, 0) / differences.length,
    comparisons: meetings.length,
    unreadable: unreadable(verdicts),
  };
}

/** Two conversations that were compared, in one order or both. */
interface Meeting {
  readonly first: string;
  readonly second: string;
  readonly forward: readonly Verdict[];
  readonly backward: readonly Verdict[];
}

function meetingsOf(verdicts: readonly Verdict[]): readonly Meeting[] {
  const meetings = new Map<
    string,
    { first: string; second: string; forward: Verdict[]; backward: Verdict[] }
  >();
  for (const verdict of verdicts) {
    const [one, other] = verdict.about;
    if (other === undefined) continue;
    const key = [one, other].sort().join('~');
    const meeting = meetings.get(key) ?? { first: one, second: other, forward: [], backward: [] };
    (meeting.first === one ? meeting.forward : meeting.backward).push(verdict);
    meetings.set(key, meeting);
  }
  return [...meetings.values()];
}

/** Only where both answers could be read. */
function surviving(meetings: readonly Meeting[]): Share {
  const readable = (all: readonly Verdict[]) => all.filter(({ finding }) => finding.kind === 'comparison');
  const pairs = meetings.flatMap(({ forward, backward }) => {
    const [there, back] = [choicesOf(readable(forward)), swapped(choicesOf(readable(backward)))];
    return Object.entries(there)
      .filter(([name]) => back[name] !== undefined)
      .map(([name, choice]) => choice === back[name]);
  });
  return { count: pairs.filter((same) => same).length, of: pairs.length };
}

function unreadable(verdicts: readonly Verdict[]): Share {
  const asked = verdicts.filter(({ model }) => model !== undefined);
  const before = asked.reduce((sum, { unreadableBefore = 0 }) => sum + unreadableBefore, 0);
  const last = asked.filter(({ finding }) => finding.kind === 'unreadable').length;
  return { count: before + last, of: before + asked.length };
}

/** Words of a conversation, for `hygieneOf`. */
export const wordCount = ({ turns }: Conversation): number =>
  turns.reduce((sum, { text }) => sum + text.split(/\s+/).filter((word) => word !== '').length, 0);
