// Owns comparing a run with the one that it runs again: record by record, and the first difference by its place. Clock values are
// no difference.
import type { Conversation } from '../conversation/conversation.ts';
import type { Verdict } from '../critic/verdict.ts';
import { canonicalJson } from '../formats/canonical.ts';

export type Difference =
  | {
      readonly kind: 'turn';
      readonly id: string;
      readonly turn: number;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'raw' | 'missing' | 'new'; readonly id: string }
  | { readonly kind: 'verdict'; readonly id: string; readonly expert: string };

export interface Comparison {
  /** The run that is run again. */
  readonly original: { readonly id: string; readonly name: string };
  /** The same in both, up to the first difference. */
  readonly conversations: number;
  readonly verdicts: number;
  readonly first: Difference | null;
  /** Whether both have come to their end. */
  readonly isWhole: boolean;
}

/** What differs between a conversation and the one at the same place in the other run; null where they say the same. */
export function conversationDifference(before: Conversation, after: Conversation): Difference | null {
  const { id } = before;
  const count = Math.max(before.turns.length, after.turns.length);
  for (let turn = 0; turn < count; turn += 1) {
    const [one, other] = [before.turns[turn]?.text ?? '', after.turns[turn]?.text ?? ''];
    if (one !== other) return { kind: 'turn', id, turn, before: one, after: other };
  }
  return before.raw === after.raw ? null : { kind: 'raw', id };
}

export const verdictDifference = (before: Verdict, after: Verdict): Difference | null =>
  canonicalJson(before.finding) === canonicalJson(after.finding) && before.reason === after.reason
    ? null
    : { kind: 'verdict', id: before.about[0], expert: before.expert };
