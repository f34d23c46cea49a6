// Owns checking all templates of an expert at once: where the first problem of each stands.
import type { ExpertKind, ExpertText } from './expert-version.ts';
import { templateProblem } from './template-check.ts';
import type { TemplateProblem } from './template-problem.ts';
import { templateVariables, type Shape } from './template-variables.ts';

export const textParts = ['criterion', 'instruction', 'question', 'graded'] as const;
export type TextPart = (typeof textParts)[number];

/** What a part can name: the criterion stands inside the others, so it can't name itself, and the graded form has no answer form. */
export function variablesOf(kind: ExpertKind, part: TextPart): Readonly<Record<string, Shape>> {
  const { criterion, answer_form: answerForm, ...shared } = templateVariables[kind] as Record<string, Shape>;
  if (part === 'criterion') return shared;
  return {
    ...shared,
    ...(criterion ? { criterion } : {}),
    ...(part !== 'graded' && answerForm ? { answer_form: answerForm } : {}),
  };
}

export function textProblem(
  text: ExpertText,
): { readonly part: TextPart; readonly problem: TemplateProblem } | null {
  for (const part of textParts) {
    const problem = templateProblem(text[part], variablesOf(text.kind, part));
    if (problem) return { part, problem };
  }
  return null;
}
