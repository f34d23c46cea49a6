// Owns how a critic is asked whether two attributes hold together in one profile (method.md, section 1.5): the three-way
// question, or the paper's way by negations and binary entailment in both directions. Answers are held to a grammar.
import { answerForm, answerGrammar, answerLines } from '../../critic/expert.ts';
import { grammarOf, literal, oneOf } from '../../critic/grammar.ts';
import type { Message } from '../../ports.ts';
import { failure, success, type Result } from '../../result.ts';
import type { ConsistencyRoute } from './plan.ts';

export const relations = ['entails', 'neutral', 'contradicts'] as const;
export type Relation = (typeof relations)[number];

export interface ConsistencyPrompt<Read> {
  readonly messages: readonly Message[];
  readonly grammar: string;
  readonly maxTokens: number;
  readonly read: (text: string) => Result<Read, string>;
}

export interface Related {
  readonly relation: Relation;
  readonly reason: string;
}

/** Room for a verdict and a reason of the longest kind. */
const answerTokens = 80;

const relationLine = { name: 'verdict', rule: oneOf(relations) };

export function threeWayPrompt(one: string, other: string): ConsistencyPrompt<Related> {
  return {
    messages: [
      {
        role: 'system',
        content: `Two statements that one person makes of themselves. entails: one of them follows from the other. contradicts: they cannot both be true of one person. neutral: neither of these.\nAnswer in this form:\n${answerForm(['verdict: <entails, neutral or contradicts>'], 'first')}`,
      },
      { role: 'user', content: `1: ${one}\n2: ${other}` },
    ],
    grammar: answerGrammar([relationLine], 'first'),
    maxTokens: answerTokens,
    read: (text) => {
      const lines = answerLines(text);
      const said = lines.get('verdict')?.toLowerCase() ?? '';
      const relation = relations.find((word) => said.startsWith(word));
      return relation
        ? success({ relation, reason: lines.get('reason') ?? '' })
        : failure('it names no relation');
    },
  };
}

export function negationPrompt(statement: string): ConsistencyPrompt<string> {
  return {
    messages: [
      {
        role: 'system',
        content:
          'You write the negation of a statement: one short sentence that is true when the statement is not.',
      },
      { role: 'user', content: 'Negate: I have two dogs.' },
      { role: 'assistant', content: 'I do not have two dogs.' },
      { role: 'user', content: `Negate: ${statement}` },
    ],
    grammar: grammarOf({ root: `${oneOf(['I ', 'My ', 'It '])} [^\\n\\r.!?]{3,120} ${literal('.')}` }),
    maxTokens: answerTokens,
    read: (text) => {
      const negation = text.split('\n')[0]?.trim() ?? '';
      return /\p{L}/u.test(negation) ? success(negation) : failure('there is no sentence in it');
    },
  };
}

interface Entailed {
  readonly entails: boolean;
  readonly reason: string;
}

export function entailmentPrompt(premise: string, hypothesis: string): ConsistencyPrompt<Entailed> {
  return {
    messages: [
      {
        role: 'system',
        content: `A person says the first statement. Must the second then be true of them?\nAnswer in this form:\n${answerForm(['verdict: <yes or no>'], 'first')}`,
      },
      { role: 'user', content: `1: ${premise}\n2: ${hypothesis}` },
    ],
    grammar: answerGrammar([{ name: 'verdict', rule: oneOf(['yes', 'no']) }], 'first'),
    maxTokens: answerTokens,
    read: (text) => {
      const lines = answerLines(text);
      const said = /^(yes|no)\b/i.exec(lines.get('verdict') ?? '')?.[1]?.toLowerCase();
      return said
        ? success({ entails: said === 'yes', reason: lines.get('reason') ?? '' })
        : failure('it says neither yes nor no');
    },
  };
}

/** What is thrown where an answer stays unreadable: the relation is then unknown, which is never a pass. */
export class Unreadable extends Error {}

type Put<Event> = <Read>(prompt: ConsistencyPrompt<Read>) => AsyncGenerator<Event, Read>;

/** Puts what the route asks; the order of the two changes nothing, so that what is known of them is known either way. */
export async function* relationOf<Event>(
  route: ConsistencyRoute,
  texts: readonly [string, string],
  put: Put<Event>,
): AsyncGenerator<Event, Related> {
  const [one, other] = [...texts].sort() as [string, string];
  if (route === 'three-way') return yield* put(threeWayPrompt(one, other));
  for (const [premise, denied] of [[one, other] as const, [other, one] as const]) {
    const negation = yield* put(negationPrompt(denied));
    const { entails, reason } = yield* put(entailmentPrompt(premise, negation));
    if (entails) return { relation: 'contradicts', reason };
  }
  return { relation: 'neutral', reason: '' };
}
