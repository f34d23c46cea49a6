// Owns what an expansion costs before it starts, at most: when no question is a duplicate and every answer can be read.
import type { Habits } from '../../run/habits.ts';
import { mostCalls, type ExpansionPlan } from './plan.ts';
import { attributePrompt, bootstrappingPrompt, inductionPrompt } from './prompts.ts';

/** A usual attribute and question: some 40 characters. */
const attribute = 'I have worked at the harbour for years.';
const question = 'Which of your habits would you change?';
const repeated = (text: string, times: number): string[] => Array.from({ length: times }, () => text);

export interface ExpansionCost {
  readonly calls: ReturnType<typeof mostCalls>;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** null where the model has not been measured here. */
  readonly seconds: number | null;
}

export function expansionCost(plan: ExpansionPlan, categoryCount: number, habits: Habits): ExpansionCost {
  const calls = mostCalls(plan, categoryCount);
  const prompts = [
    [calls.induction, inductionPrompt(repeated(attribute, plan.attributesPerQuestion)), 1],
    [
      calls.bootstrapping,
      bootstrappingPrompt(repeated(question, plan.questionsShown), plan.questionsPerStep),
      plan.questionsPerStep,
    ],
    [calls.attributes, attributePrompt(repeated(attribute, plan.attributesShown), question, plan.form), 1],
  ] as const;
  const sum = (of: (prompt: (typeof prompts)[number]) => number) =>
    prompts.reduce((so, prompt) => so + prompt[0] * of(prompt), 0) / habits.charactersPerToken;
  const promptTokens = sum(([, { messages }]) =>
    messages.reduce((so, { content }) => so + content.length, 0),
  );
  const answerTokens = sum(([, , sentences]) => sentences * attribute.length);
  const { prefill, decode } = habits;
  const seconds = prefill === null || decode === null ? null : promptTokens / prefill + answerTokens / decode;
  return { calls, promptTokens, answerTokens, seconds };
}
