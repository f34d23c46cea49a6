// Owns what the scripted engine says in an expansion (src/core/persona/expansion/prompts.ts): questions, and sentences about
// oneself, put together from a few lists, so that some are new, some near another and some the same.
import type { Message } from '../../core/ports.ts';
import { oneOf, type Chance } from './chance.ts';
import type { Voice } from './follow-grammar.ts';

const matters = [
  'food',
  'music',
  'sport',
  'work',
  'weather',
  'reading',
  'travel',
  'family',
  'money',
] as const;
const moments = ['on Sundays', 'at home', 'as a child', 'in winter', 'with friends', 'at night'] as const;
const doings = [
  ...(['collect', 'repair', 'sell', 'paint', 'photograph', 'study', 'talk about', 'dream of'] as const),
] as const;
const things = [
  ...(['old clocks', 'tin toys', 'river fish', 'brass horns', 'wool coats', 'ghost stories'] as const),
  ...(['railway maps', 'wild herbs', 'chess problems', 'lighthouses', 'folk dances', 'stray cats'] as const),
] as const;

const isFrom = (list: readonly string[]): list is readonly [string, ...string[]] => list.length > 0;
const pick = (list: readonly string[], chance: Chance): string => (isFrom(list) ? oneOf(list, chance) : '');

/** null where something else is asked. The beginning of each sentence is the grammar's; this says how it goes on. */
export function interviewVoice(messages: readonly Message[], chance: Chance): Voice | null {
  const request = messages.at(-1)?.content ?? '';
  const isAboutQuestions = /^(?:Statements|Questions):\n/.test(request);
  const isAsked = /(?:^|\n)Question: .*$/.test(request);
  if (!isAboutQuestions && !isAsked) return null;
  const prose = isAboutQuestions
    ? () => `is dear to you about ${pick(matters, chance)} ${pick(moments, chance)}`
    : () => `${pick(doings, chance)} ${pick(things, chance)} ${pick(moments, chance)}`;
  // "What …", "I …": the first beginning goes with every end.
  return { prose, choose: () => 0, repeat: (min) => min };
}
