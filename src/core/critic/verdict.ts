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

/** The experts that look at one candidate alone and can drop it. */
export const filterNames = ['faithfulness', 'attribution', 'toxicity', 'privacy', 'bias'] as const;
export type FilterName = (typeof filterNames)[number];

/** The five dimensions of FED (Mehri & Eskenazi 2020) that the paper's quality experts compare by. */
export const dimensions = ['depth', 'coherency', 'consistency', 'diversity', 'likability'] as const;
export type Dimension = (typeof dimensions)[number];
export type Choice = 'first' | 'second' | 'tie';
/** By dimension, or by the id of a person's own expert: all of an expert group, or the one of an expert asked apart. */
export type Choices = Readonly<Record<string, Choice>>;

export type Decision = 'pass' | 'drop';

/** What one filter found. */
export type FilterFinding =
  | {
      readonly kind: 'filter';
      readonly decision: Decision;
      /** 0-based turns that show it. */
      readonly turns?: readonly number[];
      /** 0 … 1, where the expert was asked for a degree. */
      readonly degree?: number;
      /** P(yes), 0 … 1, where the expert was asked yes or no and the engine gave the odds of both (critic/graded.ts). */
      readonly probability?: number;
    }
  | {
      readonly kind: 'faithfulness';
      readonly decision: Decision;
      readonly marks: readonly AttributeMark[];
    }
  | { readonly kind: 'not applicable' };

export type Finding =
  | FilterFinding
  /** Filters that were asked together in one call. */
  | {
      readonly kind: 'filters';
      readonly decision: Decision;
      /** By the expert's id. */
      readonly parts: Readonly<Record<string, FilterFinding>>;
    }
  | { readonly kind: 'comparison'; readonly choices: Choices }
  /**
   * 1 … 5, by dimension or by the id of a person's own expert; in the graded form what is expected, so not always whole. In an
   * assessment on the scale of its form.
   */
  | { readonly kind: 'scores'; readonly scores: Readonly<Record<string, number>> }
  | { readonly kind: 'unreadable'; readonly answer: string };

/** One expert's answer on one conversation, or on two in the order in which they were shown. `owner` is the set's id. */
export interface Verdict {
  readonly owner: string;
  readonly id: string;
  /** An expert's id, or the id of a group of experts that were asked together. */
  readonly expert: string;
  readonly version: number;
  /** Of the exact texts that were asked; absent where none were, or before texts could be changed. */
  readonly hash?: string;
  readonly about: readonly [conversationId: string] | readonly [firstId: string, secondId: string];
  /** How many edits the conversation had when it was judged; absent for none. */
  readonly edits?: number;
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

/** What a verdict says as a filter, expert by expert; empty for comparisons, scores and what could not be read. */
export function filterFindings({ expert, finding }: Pick<Verdict, 'expert' | 'finding'>) {
  switch (finding.kind) {
    case 'filters':
      return Object.entries(finding.parts).map(([name, part]) => ({ expert: name, finding: part }));
    case 'filter':
    case 'faithfulness':
    case 'not applicable':
      return [{ expert, finding }];
    case 'comparison':
    case 'scores':
    case 'unreadable':
      return [];
  }
}
