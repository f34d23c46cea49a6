// Owns what a task for people is: a frozen list of items drawn by seed from sets, and the answers that annotators give. What is
// true stands apart from what is shown, so that a file for others can leave it out.
import type { Turn } from '../../conversation/conversation.ts';

export const taskKinds = ['turing', 'faithfulness'] as const;
export type TaskKind = (typeof taskKinds)[number];

export const sides = ['left', 'right'] as const;
export type Side = (typeof sides)[number];

/** Two conversations side by side; which of them a model wrote? */
export interface TuringItem {
  readonly id: string;
  readonly left: readonly Turn[];
  readonly right: readonly Turn[];
}
export interface TuringTruth {
  readonly tested: Side;
  readonly testedId: string;
  readonly referenceId: string;
}

/**
 * real: of the speaker · negated: the opposite of one that is not shown · contradicting: the opposite of one that is ·
 * other: of somebody else.
 */
export const statementKinds = ['real', 'negated', 'contradicting', 'other'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** One conversation and eight statements about one of its speakers; which does it imply? */
export interface FaithfulnessItem {
  readonly id: string;
  readonly turns: readonly Turn[];
  readonly speaker: 1 | 2;
  readonly statements: readonly string[];
}
export interface FaithfulnessTruth {
  readonly conversationId: string;
  /** Of each statement. */
  readonly kinds: readonly StatementKind[];
}

/** `owner` is the project's id. */
export type HumanTask = {
  readonly owner: string;
  readonly id: string;
  readonly name: string;
  readonly seed: number;
  /** Where its conversations came from, as it was called then. */
  readonly tested: string;
} & (
  | {
      readonly kind: 'turing';
      readonly reference: string;
      readonly items: readonly TuringItem[];
      readonly truths: readonly TuringTruth[];
    }
  | {
      readonly kind: 'faithfulness';
      readonly items: readonly FaithfulnessItem[];
      readonly truths: readonly FaithfulnessTruth[];
    }
);

export type Answer =
  | { readonly kind: 'turing'; readonly choice: Side | 'tie' }
  /** 0-based places of the statements that the conversation implies. */
  | { readonly kind: 'faithfulness'; readonly ticked: readonly number[] };

/** `owner` is the project's id, `id` comes from `answerId`. */
export interface TaskAnswer {
  readonly owner: string;
  readonly id: string;
  readonly task: string;
  readonly item: string;
  readonly annotator: string;
  readonly answer: Answer;
  readonly measured?: { readonly at: number; readonly seconds?: number };
}

export const answerId = (task: string, item: string, annotator: string): string =>
  `${task}~${item}~${annotator}`;
export const itemId = (index: number): string => String(index + 1).padStart(4, '0');
