// Owns saying in a dataset card how a set came about: of a run its plan, of an import its file.
import type { Plan } from '../run/plan.ts';

/** `goesOnFrom`: the name of the run whose remaining pairs it has. */
export function methodOfRun(plan: Plan, pairCount: number, goesOnFrom?: string): string[] {
  const { generator, critic, panel, turnsAsked, decoding } = plan;
  const experts = panel.filters.length > 0 ? panel.filters.join(', ') : 'none';
  const judged = critic
    ? `Critic: ${critic.model} on ${critic.engine}; filters: ${experts}; quality by ${panel.dimensions.join(', ') || 'nothing'}, ${panel.selection}.`
    : 'No critic: the rules judged alone.';
  if (!generator) return [`Conversations that were there before, judged with Parley. ${judged}`];
  return [
    'Written and judged by the generator–critic loop of Jandaghi et al., “Faithful Persona-based Conversational Dataset Generation with Large Language Models” (arXiv 2312.10007), as Parley runs it.',
    ...(goesOnFrom === undefined
      ? []
      : [`It goes on from “${goesOnFrom}” with the pairs that were left there, and with another model.`]),
    `Plan: preset ${plan.preset}, ${counted(pairCount, 'pair')}, ${counted(plan.rounds, 'round')}, ${counted(plan.candidates, 'candidate')} a pair and round, at most ${counted(plan.rewrites, 'rewrite')}, ${counted(plan.exemplars, 'exemplar')}, ${turnsAsked.min} to ${turnsAsked.max} turns asked for, written ${plan.writing}; seed ${plan.seed}.`,
    `Generator: ${generator.model} on ${generator.engine}, temperature ${decoding.temperature}, top-p ${decoding.topP}, top-k ${decoding.topK}, repetition penalty ${decoding.repetitionPenalty}; prompt form ${plan.promptForm}.`,
    judged,
    plan.rulesDrop
      ? 'Conversations in which the rules found a hard fault were dropped.'
      : 'The rules reported faults and dropped nothing.',
  ];
}

const counted = (amount: number, thing: string): string => `${amount} ${thing}${amount === 1 ? '' : 's'}`;

export const methodOfFile = (file: string): string[] => [
  `Read from ${file} with Parley, whose rules looked at each conversation. They were not written by this studio.`,
];
