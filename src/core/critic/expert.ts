// Owns what an expert's question is, whatever it asks: a prompt that holds the answer to a grammar, and a reader of the answer.
import type { AskedChoices, ChoiceProbability, Message } from '../ports.ts';
import type { Result } from '../result.ts';
import { grammarOf, line, literal } from './grammar.ts';
import type { Asked } from './messages.ts';
import type { Finding, Verdict } from './verdict.ts';

export interface ExpertPrompt {
  readonly messages: readonly Message[];
  /** Absent where the answer is one token, and only the odds of it are read. */
  readonly grammar?: string;
  readonly maxTokens: number;
  /** What is to be weighed; only where the engine gives probabilities. */
  readonly choices?: AskedChoices;
}

export interface ReadAnswer {
  readonly finding: Finding;
  readonly reason: string;
}

/** One expert, or a group of experts asked together in one call: a group has an id and a version of its own. */
export interface Question {
  readonly expert: Asked;
  readonly about: Verdict['about'];
  readonly prompt: ExpertPrompt;
  readonly read: (text: string, choices?: readonly ChoiceProbability[]) => Result<ReadAnswer, string>;
}

/** What a rule says in the place of an expert, so that no model is asked. */
export interface RuleAnswer extends ReadAnswer, Pick<Question, 'expert' | 'about'> {}

/** Whether the reason is asked for before what it is the reason of, or after (as the paper does). */
export type ReasonPlace = 'first' | 'last';

/** One line of an answer: `name: ` and then what the rule of that name in the grammar allows. */
export interface AnswerLine {
  readonly name: string;
  /** What may stand there, for the grammar; may name rules of `rules`. */
  readonly rule: string;
}

const longestReasonCharacters = 120;

/** A grammar of lines with one reason, before or after them. */
export function answerGrammar(
  lines: readonly AnswerLine[],
  reason: ReasonPlace,
  rules: Readonly<Record<string, string>> = {},
): string {
  const said = lines.map(({ name, rule }) => ({ name, rule }));
  const reasonLine = { name: 'reason', rule: 'reason' };
  const all = reason === 'first' ? [reasonLine, ...said] : [...said, reasonLine];
  const root = all.map(
    ({ name, rule }, place) => `${literal(`${place === 0 ? '' : '\n'}${name}: `)} ${rule}`,
  );
  return grammarOf({ root: root.join(' '), reason: line(longestReasonCharacters), ...rules });
}

/** The form that a prompt shows. Short: small models copy what they are shown, and every call reads it anew. */
export function answerForm(lines: readonly string[], reason: ReasonPlace): string {
  const reasonLine = 'reason: <one short sentence>';
  return (reason === 'first' ? [reasonLine, ...lines] : [...lines, reasonLine]).join('\n');
}

/** An answer's lines by their names, lower case. */
export function answerLines(text: string): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const entry of text.split('\n')) {
    const [, name, value] = /^\s*([a-z0-9][a-z0-9 ]*?)\s*:\s*(.+?)\s*$/i.exec(entry) ?? [];
    if (name && value && !answers.has(name.toLowerCase())) answers.set(name.toLowerCase(), value);
  }
  return answers;
}
