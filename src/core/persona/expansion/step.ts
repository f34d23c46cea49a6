// Owns what an expansion keeps: its questions, and one step for each call to the model, with what was said and what came of
// it. Ids derive from the place in the plan and sort in its order.
import type { Measured } from '../../conversation/conversation.ts';
import type { ModelBuild } from '../../ports.ts';
import type { Attribute } from '../profile.ts';
import type { Expansion } from './plan.ts';

interface OfExpansion {
  /** The expansion's id. */
  readonly owner: string;
  readonly id: string;
}

export interface Question extends OfExpansion {
  readonly text: string;
  /** The category it was induced from; absent for one that was bootstrapped. */
  readonly category?: string;
  /** As the model wrote it, where a person has changed it. */
  readonly written?: string;
  /** Taken out by a person: no longer asked or shown, but its duplicates are still dropped. */
  readonly removed?: true;
}

export type Rejection =
  /** Two times over: letter by letter, but for case and punctuation. */
  | { readonly kind: 'repeats'; readonly like: string }
  | { readonly kind: 'near'; readonly like: string; readonly cosine: number }
  /** It does not begin with "I" or "My", or is no sentence. */
  | { readonly kind: 'form' };

interface Called extends OfExpansion {
  readonly model: ModelBuild;
  /** Ids of the attributes or questions that the prompt showed, in its order. */
  readonly shown: readonly string[];
  /** Why nothing could be read, after all askings; with the last answer. */
  readonly unreadable?: { readonly problem: string; readonly answer: string };
  readonly measured: Measured;
}

/** What became of a question that was written: the text of its duplicate, or null where it was new. */
export interface WrittenQuestion {
  readonly text: string;
  readonly duplicateOf: string | null;
}

export type ExpansionStep =
  | (Called & {
      readonly kind: 'induction';
      readonly category: string;
      readonly written: readonly WrittenQuestion[];
    })
  | (Called & { readonly kind: 'bootstrapping'; readonly written: readonly WrittenQuestion[] })
  | (Called & {
      readonly kind: 'attribute';
      readonly questionId: string;
      /** The question as it was put. */
      readonly question: string;
      /** null where nothing could be read. */
      readonly attribute: Attribute | null;
      /** null: kept. */
      readonly rejection: Rejection | null;
      /** A person decided otherwise. */
      readonly overruled?: true;
    });

export type AttributeStep = ExpansionStep & { readonly kind: 'attribute' };

const padded = (value: number, digits: number): string => String(value + 1).padStart(digits, '0');

/** The questions that a plan brings along, before any that the model finds. */
export const givenQuestions = ({ id, plan }: Pick<Expansion, 'id' | 'plan'>): readonly Question[] =>
  (plan.questions ?? []).map((text, place) => ({ owner: id, id: questionId('0-0001', place), text }));

export const inductionId = (category: number): string => `1-${padded(category, 4)}`;
export const bootstrappingId = (step: number): string => `2-${padded(step, 4)}`;
export const questionId = (stepId: string, place: number): string => `${stepId}-${padded(place, 2)}`;
export const attributeStepId = (asking: number, question: string): string =>
  `3-${padded(asking, 3)}-${question}`;

/** Whether the attribute of a step is among the project's: what was decided, unless a person decided otherwise. */
export const isKept = ({ attribute, rejection, overruled }: AttributeStep): boolean =>
  attribute !== null && (rejection === null) !== (overruled === true);

/** A person decides otherwise, or takes that back. What could not be read has nothing to keep. */
export function overruledStep(step: AttributeStep): AttributeStep {
  if (step.attribute === null) return step;
  const { overruled, ...decided } = step;
  return overruled ? decided : { ...decided, overruled: true };
}
