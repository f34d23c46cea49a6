// Owns the quality comparison (method.md, section 2.4): the five FED experts asked together in one call (an expert group:
// one prefill instead of five, with a version of its own), each comparison in both orders. Only a choice that survives the
// swap counts; else that expert ties. A wins when more experts say A than B.
import type { Conversation } from '../conversation/conversation.ts';
import { formatConversation } from '../conversation/format.ts';
import { failure, success, type Result } from '../result.ts';
import type { ExpertPrompt } from './expert.ts';
import type { ReadAnswer } from './faithfulness.ts';
import { grammarOf, line, literal, oneOf } from './grammar.ts';
import { dimensions, type Choice, type Dimension, type Finding, type Verdict } from './verdict.ts';

export const quality = { id: 'quality', version: 1 } as const;

const question: Readonly<Record<Dimension, string>> = {
  depth: 'which goes deeper into its topics instead of staying on the surface?',
  coherency: 'in which does each turn follow better from what was said before?',
  consistency: 'in which do the speakers contradict themselves less?',
  diversity: 'in which are the turns and topics more varied and less repetitive?',
  likability: 'whose speakers are more pleasant to listen to?',
};

const system = `You compare two conversations, A and B. For each of five questions say which one is better.
${dimensions.map((dimension) => `${dimension}: ${question[dimension]}`).join('\n')}
Longer is not better.`;

export function qualityPrompt(first: Conversation, second: Conversation): ExpertPrompt {
  const form = `reason: <one short sentence>\n${dimensions[0]}: <A or B>\nand so on`;
  const shown = `Conversation A:\n${formatConversation(first.turns)}\n\nConversation B:\n${formatConversation(second.turns)}`;
  return {
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: `${shown}\n\nAnswer in this form:\n${form}` },
    ],
    grammar: grammarOf({
      root: `${literal('reason: ')} reason ${dimensions.map((dimension) => `${literal(`\n${dimension}: `)} choice`).join(' ')}`,
      reason: line(120),
      choice: oneOf(['A', 'B']),
    }),
    maxTokens: 120,
  };
}

export function readQuality(text: string): Result<ReadAnswer, string> {
  const choices: Partial<Record<Dimension, Choice>> = {};
  for (const dimension of dimensions) {
    const answer = new RegExp(`^\\s*${dimension}\\s*:\\s*(a|b)\\b`, 'im').exec(text)?.[1];
    if (!answer) return failure(`no readable answer for ${dimension}`);
    choices[dimension] = answer.toLowerCase() === 'a' ? 'first' : 'second';
  }
  const finding: Finding = { kind: 'comparison', choices: choices as Record<Dimension, Choice> };
  return success({ finding, reason: /^\s*reason\s*:\s*(.+?)\s*$/im.exec(text)?.[1] ?? '' });
}

/** What the two orders say together of the conversation that was shown first in `forward`. */
export function joinOrders(forward: Verdict, backward: Verdict): Readonly<Record<Dimension, Choice>> {
  const joined = dimensions.map((dimension): [Dimension, Choice] => {
    const [there, back] = [choiceOf(forward, dimension), swapped(choiceOf(backward, dimension))];
    return [dimension, there === back ? there : 'tie'];
  });
  return Object.fromEntries(joined) as Record<Dimension, Choice>;
}

const choiceOf = ({ finding }: Verdict, dimension: Dimension): Choice =>
  finding.kind === 'comparison' ? finding.choices[dimension] : 'tie';

const swapped = (choice: Choice): Choice =>
  choice === 'first' ? 'second' : choice === 'second' ? 'first' : 'tie';

export function majority(choices: Readonly<Record<Dimension, Choice>>): Choice {
  const says = (choice: Choice) => dimensions.filter((dimension) => choices[dimension] === choice).length;
  const lead = says('first') - says('second');
  return lead > 0 ? 'first' : lead < 0 ? 'second' : 'tie';
}
