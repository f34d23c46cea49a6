// Owns what an expansion does next, given what it has: pure. Questions are induced from each category, then more are
// bootstrapped, then each is put to someone new, all of them once before any is put again, so that an early stop has asked all.
import type { Attribute } from '../profile.ts';
import type { AttributeGroup, Expansion } from './plan.ts';
import {
  attributeStepId,
  bootstrappingId,
  inductionId,
  isKept,
  type ExpansionStep,
  type Question,
} from './step.ts';

/** All that has landed so far. */
export interface ExpansionState {
  /** Those that it began with. */
  readonly attributes: readonly Attribute[];
  readonly categories: readonly AttributeGroup[];
  readonly questions: readonly Question[];
  readonly steps: readonly ExpansionStep[];
}

export type NextStep =
  | { readonly kind: 'induce'; readonly id: string; readonly category: AttributeGroup }
  | { readonly kind: 'bootstrap'; readonly id: string }
  | { readonly kind: 'ask'; readonly id: string; readonly question: Question }
  /** A person looks through the questions first. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'end' };

export function nextStep(
  { plan, lookedThrough }: Pick<Expansion, 'plan' | 'lookedThrough'>,
  state: ExpansionState,
): NextStep {
  const done = new Set(state.steps.map(({ id }) => id));
  for (const [place, category] of state.categories.entries()) {
    const id = inductionId(place);
    if (!done.has(id)) return { kind: 'induce', id, category };
  }
  const questions = inForce(state.questions);
  if (questions.length === 0) return { kind: 'end' };
  for (let step = 0; step < plan.bootstrappingSteps; step += 1) {
    const id = bootstrappingId(step);
    if (!done.has(id)) return { kind: 'bootstrap', id };
  }
  for (let asking = 0; asking < plan.askings; asking += 1)
    for (const question of questions) {
      const id = attributeStepId(asking, question.id);
      if (done.has(id)) continue;
      return plan.looksThrough && !lookedThrough ? { kind: 'wait' } : { kind: 'ask', id, question };
    }
  return { kind: 'end' };
}

/** Those that a person has not taken out. */
export const inForce = (questions: readonly Question[]): readonly Question[] =>
  questions.filter(({ removed }) => !removed);

/** Those that it began with and those that were kept since, in that order. */
export const attributesSoFar = ({ attributes, steps }: ExpansionState): readonly Attribute[] => [
  ...attributes,
  ...steps.flatMap((step) =>
    step.kind === 'attribute' && isKept(step) && step.attribute ? [step.attribute] : [],
  ),
];

export const afterStep = (
  state: ExpansionState,
  step: ExpansionStep,
  questions: readonly Question[],
): ExpansionState => ({
  ...state,
  questions: [...state.questions, ...questions],
  steps: [...state.steps, step],
});
