// Owns an expert as data: what it is asked with, as templates, how it answers, and its versions. A version never changes;
// whoever changes a text makes the next version, so a verdict's version says for good what was asked.
import { derive } from '../random.ts';

/** filter: looks at one conversation and can drop it · pointwise: scores one from 1 to 5 · pairwise: compares two. */
export const expertKinds = ['filter', 'pointwise', 'pairwise'] as const;
export type ExpertKind = (typeof expertKinds)[number];

/**
 * How an expert answers; the grammar and the reader follow from it. marks: a mark for each attribute · claims: yes or no for
 * each suspected claim · degree: 0, 10 … 100 · found turn: none, or the turn · yes or no · score: 1 … 5 · choice: A or B.
 */
export const answerForms = [
  'marks',
  'claims',
  'degree',
  'found turn',
  'yes or no',
  'score',
  'choice',
] as const;
export type AnswerForm = (typeof answerForms)[number];

/** A conversation with its answer, shown to the critic before the one that it judges. */
export interface Exemplar {
  /** As prompts show them; '' for none. */
  readonly profiles: string;
  readonly conversation: string;
  readonly answer: string;
  /** The id of the conversation that it was taken from, so that its label can leave the held-out part. */
  readonly from?: string;
}

/** The four templates are Jinja; `templateVariables` says what they can name. */
export interface ExpertText {
  readonly kind: ExpertKind;
  readonly answer: AnswerForm;
  /** The name of the answer's line, e.g. `toxicity`; marks and claims name their lines themselves. */
  readonly line: string;
  /** Which answer drops a conversation; for `yes or no` alone. */
  readonly dropsOn?: 'yes' | 'no';
  /** What is looked for: the one part that is the same asked alone and together with others. */
  readonly criterion: string;
  /** The system message. */
  readonly instruction: string;
  /** The user message. */
  readonly question: string;
  /** The whole as one question for the graded form: yes is what drops, or a number from 1 to 5. '' where there is none. */
  readonly graded: string;
  readonly exemplars: readonly Exemplar[];
}

export interface ExpertVersion {
  /** The expert's id, which is its name. */
  readonly expert: string;
  /** Counts up from 1. */
  readonly number: number;
  readonly hash: string;
  /** Which of the plan's models answers. */
  readonly role: 'critic';
  readonly text: ExpertText;
}

/** 12 characters that tell texts apart; no secret, so no cryptographic hash. */
export function hashOf(...parts: readonly string[]): string {
  return [1, 2]
    .map((half) =>
      derive(half, 'expert', ...parts)
        .toString(36)
        .padStart(6, '0'),
    )
    .join('');
}

/** The same texts have the same hash, whatever the expert's name and the version's number. */
export function textHash(text: ExpertText): string {
  const { kind, answer, line, dropsOn = '', criterion, instruction, question, graded, exemplars } = text;
  const shown = exemplars.flatMap((exemplar) => [exemplar.profiles, exemplar.conversation, exemplar.answer]);
  return hashOf(kind, answer, line, dropsOn, criterion, instruction, question, graded, ...shown);
}

export const versionOf = (expert: string, number: number, text: ExpertText): ExpertVersion => ({
  ...{ expert, number, hash: textHash(text), role: 'critic', text },
});

export const sameText = (one: ExpertText, other: ExpertText): boolean => textHash(one) === textHash(other);

/** An expert that is shown no profiles needs none. */
export const showsProfiles = ({ criterion, instruction, question }: ExpertText): boolean =>
  [criterion, instruction, question].some((template) => /\b(?:profiles|speakers)\b/.test(tagsOf(template)));

/** What stands within braces. */
const tagsOf = (template: string): string => (template.match(/\{[{%][\s\S]*?[%}]\}/g) ?? []).join(' ');
