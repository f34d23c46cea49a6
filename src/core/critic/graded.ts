// Owns the graded form (method.md, section 3): an expert answers by how likely the critic held each answer to be, so that a
// threshold can decide, and decide anew, without asking again. Pure readers of probabilities; who asks for them is elsewhere.
import type { AskedChoices, ChoiceProbability } from '../ports.ts';
import type { Decision } from './verdict.ts';

export const yesOrNo = ['yes', 'no'] as const;
export const oneToFive = ['1', '2', '3', '4', '5'] as const;

/** The whole answer is one of the choices. */
export const choicesAtFirst = (texts: readonly string[]): AskedChoices => ({ texts, after: '' });

/** Below this the critic would rather have said something else, and what it made of the choices is noise. */
const leastMass = 0.01;

/** 0 … 1: how much of the weight fell on the choices at all. */
export const massOf = (choices: readonly ChoiceProbability[]): number =>
  choices.reduce((sum, { probability }) => sum + probability, 0);

/** P(yes) / (P(yes) + P(no)); null where the critic hardly held with either, or was not asked for them. */
export function probabilityOfYes(choices: readonly ChoiceProbability[]): number | null {
  const mass = massOf(choices);
  const yes = choices.find(({ text }) => text === 'yes');
  return !yes || mass < leastMass ? null : yes.probability / mass;
}

/** Σ score · P(score) over the scores named (G-Eval, Liu et al. 2023); null as for `probabilityOfYes`. */
export function expectedScore(choices: readonly ChoiceProbability[]): number | null {
  const mass = massOf(choices);
  if (mass < leastMass) return null;
  const weighed = choices.reduce((sum, { text, probability }) => sum + Number(text) * probability, 0);
  return Number.isFinite(weighed) ? weighed / mass : null;
}

/** What a probability of something bad, or a degree of it, means under a limit: above it, the candidate is dropped. */
export const decisionAt = (probability: number, atMost: number): Decision =>
  probability > atMost ? 'drop' : 'pass';
