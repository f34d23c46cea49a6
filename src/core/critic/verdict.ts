// Owns the words for judgements: what an expert can find about one conversation or about two.
import type { Measured, Speaker } from '../conversation/conversation.ts';
import type { ModelBuild } from '../ports.ts';

export const marks = ['supported', 'not mentioned', 'contradicted'] as const;
export type Mark = (typeof marks)[number];

/** What a conversation does with one attribute. */
export interface AttributeMark {
  readonly speaker: Speaker;
  /** 0-based index in that speaker's profile. */
  readonly attribute: number;
  readonly mark: Mark;
  /** 0-based turn that shows it. */
  readonly turn?: number;
}

/** The five dimensions of FED (Mehri & Eskenazi 2020) that the paper's quality experts compare by. */
export const dimensions = ['depth', 'coherency', 'consistency', 'diversity', 'likability'] as const;
export type Dimension = (typeof dimensions)[number];
export type Choice = 'first' | 'second' | 'tie';

export type Finding =
  | { readonly kind: 'filter'; readonly decision: 'pass' | 'drop' }
  | {
      readonly kind: 'faithfulness';
      readonly decision: 'pass' | 'drop';
      readonly marks: readonly AttributeMark[];
    }
  | { readonly kind: 'comparison'; readonly choices: Readonly<Record<Dimension, Choice>> }
  | { readonly kind: 'unreadable'; readonly answer: string }
  | { readonly kind: 'not applicable' };

/** One expert's answer on one conversation, or on two in the order in which they were shown. `owner` is the set's id. */
export interface Verdict {
  readonly owner: string;
  readonly id: string;
  readonly expert: string;
  readonly version: number;
  readonly about: readonly [conversationId: string] | readonly [firstId: string, secondId: string];
  readonly finding: Finding;
  /** One line for a person; for model experts in the model's own words. */
  readonly reason: string;
  /** Absent for rules and for verdicts written by hand. */
  readonly model?: ModelBuild;
  /** Unreadable answers before this one; each was asked again with a fresh seed. */
  readonly unreadableBefore?: number;
  /** Said of verdicts that no model gave, e.g. "written for the example". */
  readonly note?: string;
  readonly measured?: Measured;
}
