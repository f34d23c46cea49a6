// Owns what a label is: a person's judgement of one conversation. Each annotator has one label a conversation; a later
// judgement changes it.
import type { AttributeMark } from '../critic/verdict.ts';

export const labelDecisions = ['accept', 'reject'] as const;
export type LabelDecision = (typeof labelDecisions)[number];

/** What an annotator may say; whatever is absent was not said. */
export interface Judgement {
  readonly decision?: LabelDecision;
  /** 1 … 5, whole. */
  readonly score?: number;
  /** At most one an attribute. */
  readonly marks?: readonly AttributeMark[];
  readonly note?: string;
}

/** `owner` is the set's id, `id` comes from `labelId`. */
export interface Label extends Judgement {
  readonly owner: string;
  readonly id: string;
  /** The id of the conversation. */
  readonly about: string;
  /** A name that the annotator chose, or what the column of a file was called. */
  readonly annotator: string;
  /** Clock values stand apart: the canonical form leaves them out. */
  readonly measured?: {
    /** When it was last changed, in milliseconds since 1970. */
    readonly at: number;
    /** How long the conversation was in view before that, in all. */
    readonly seconds?: number;
  };
}

export const labelId = (about: string, annotator: string): string => `${about}~${annotator}`;

/** A change of a judgement: null takes something back, what is absent stays. */
export type JudgementChange = { readonly [Part in keyof Judgement]?: Judgement[Part] | null };

export function changedJudgement(before: Judgement, change: JudgementChange): Judgement {
  const { decision, score, marks, note } = { ...before, ...change };
  return {
    ...(decision ? { decision } : {}),
    ...(score ? { score } : {}),
    ...(marks && marks.length > 0 ? { marks } : {}),
    ...(note ? { note } : {}),
  };
}

export const isEmpty = (judgement: Judgement): boolean =>
  Object.keys(changedJudgement(judgement, {})).length === 0;

/** The marks with one more; the mark that the attribute had goes. In the order of speakers and attributes. */
export const withMark = (marks: readonly AttributeMark[], mark: AttributeMark): AttributeMark[] =>
  [
    ...marks.filter((other) => other.speaker !== mark.speaker || other.attribute !== mark.attribute),
    mark,
  ].sort((a, b) => a.speaker - b.speaker || a.attribute - b.attribute);
