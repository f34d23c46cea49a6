// Owns the quality experts (method.md, section 2.4): two conversations compared, or one scored, in the dimensions of FED;
// together in one call (an expert group: one prefill instead of five, with a version of its own) or apart. Only a choice
// that survives the swap of A and B counts; else that expert ties. A wins when more experts say A than B.
import type { Conversation } from '../conversation/conversation.ts';
import { formatConversation } from '../conversation/format.ts';
import { failure, success, type Result } from '../result.ts';
import {
  answerForm,
  answerGrammar,
  answerLines,
  type Question,
  type ReadAnswer,
  type ReasonPlace,
} from './expert.ts';
import { oneOf } from './grammar.ts';
import { dimensions, type Choice, type Choices, type Dimension, type Verdict } from './verdict.ts';

/** The ids of the five asked together. One asked apart has its dimension's name as its id. */
export const quality = { id: 'quality', version: 1 } as const;
export const qualityScores = { id: 'quality scores', version: 1 } as const;

const question: Readonly<Record<Dimension, string>> = {
  depth: 'which goes deeper into its topics instead of staying on the surface?',
  coherency: 'in which does each turn follow better from what was said before?',
  consistency: 'in which do the speakers contradict themselves less?',
  diversity: 'in which are the turns and topics more varied and less repetitive?',
  likability: 'whose speakers are more pleasant to listen to?',
};

export const scale: Readonly<Record<Dimension, string>> = {
  depth: 'does it go deep into its topics instead of staying on the surface?',
  coherency: 'does each turn follow from what was said before?',
  consistency: 'are the speakers free of contradicting themselves?',
  diversity: 'are the turns and topics varied, without repetition?',
  likability: 'are the speakers pleasant to listen to?',
};

/** Words for a whole group or for a single expert. */
const ofEach = (asked: readonly Dimension[], words: Readonly<Record<Dimension, string>>): string =>
  asked.map((dimension) => `${dimension}: ${words[dimension]}`).join('\n');

const counted = (asked: readonly Dimension[]): string =>
  asked.length === dimensions.length
    ? 'each of five questions'
    : asked.length === 1
      ? 'one question'
      : 'each question';

/** Which id a comparison of these dimensions has. */
export const comparisonId = (asked: readonly Dimension[]): string =>
  asked.length === 1 && asked[0] ? asked[0] : quality.id;

export function comparisonQuestion(
  asked: readonly Dimension[],
  first: Conversation,
  second: Conversation,
  reason: ReasonPlace,
): Question {
  const system = `You compare two conversations, A and B. For ${counted(asked)} say which one is better.
${ofEach(asked, question)}
Longer is not better.`;
  const shown = `Conversation A:\n${formatConversation(first.turns)}\n\nConversation B:\n${formatConversation(second.turns)}`;
  return {
    expert: { id: comparisonId(asked), version: quality.version },
    about: [first.id, second.id],
    prompt: {
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: `${shown}\n\nAnswer in this form:\n${formOf(asked, '<A or B>', reason)}` },
      ],
      grammar: answerGrammar(
        asked.map((name) => ({ name, rule: 'choice' })),
        reason,
        { choice: oneOf(['A', 'B']) },
      ),
      maxTokens: answerTokens(asked),
    },
    read: (text) => readComparison(text, asked),
  };
}

export const scoresId = (asked: readonly Dimension[]): string =>
  asked.length === 1 && asked[0] ? `${asked[0]} score` : qualityScores.id;

export function scoresQuestion(
  asked: readonly Dimension[],
  conversation: Conversation,
  reason: ReasonPlace,
): Question {
  const system = `You score a conversation from 1 (poor) to 5 (excellent). For ${counted(asked)} give one number.
${ofEach(asked, scale)}
Longer is not better.`;
  return {
    expert: { id: scoresId(asked), version: qualityScores.version },
    about: [conversation.id],
    prompt: {
      messages: [
        { role: 'system', content: system },
        {
          role: 'user',
          content: `Conversation:\n${formatConversation(conversation.turns)}\n\nAnswer in this form:\n${formOf(asked, '<1 to 5>', reason)}`,
        },
      ],
      grammar: answerGrammar(
        asked.map((name) => ({ name, rule: 'score' })),
        reason,
        { score: '[1-5]' },
      ),
      maxTokens: answerTokens(asked),
    },
    read: (text) => readScores(text, asked),
  };
}

const answerTokens = (asked: readonly Dimension[]): number => 80 + 8 * asked.length;

/** One line shown, the others told: short for slow readers. */
function formOf(asked: readonly Dimension[], answer: string, reason: ReasonPlace): string {
  const others = asked.length > 1 ? ['and so on'] : [];
  return answerForm([`${asked[0]}: ${answer}`, ...others], reason);
}

function readComparison(text: string, asked: readonly Dimension[]): Result<ReadAnswer, string> {
  const answers = answerLines(text);
  const choices: Partial<Record<Dimension, Choice>> = {};
  for (const dimension of asked) {
    const answer = /^(a|b)\b/i.exec(answers.get(dimension) ?? '')?.[1];
    if (!answer) return failure(`no readable answer for ${dimension}`);
    choices[dimension] = answer.toLowerCase() === 'a' ? 'first' : 'second';
  }
  return success({ finding: { kind: 'comparison', choices }, reason: answers.get('reason') ?? '' });
}

function readScores(text: string, asked: readonly Dimension[]): Result<ReadAnswer, string> {
  const answers = answerLines(text);
  const scores: Partial<Record<Dimension, number>> = {};
  for (const dimension of asked) {
    const answer = /^([1-5])(?!\d)/.exec(answers.get(dimension) ?? '')?.[1];
    if (!answer) return failure(`no readable score for ${dimension}`);
    scores[dimension] = Number(answer);
  }
  return success({ finding: { kind: 'scores', scores }, reason: answers.get('reason') ?? '' });
}

/** What the verdicts of both orders say together, seen from the conversation that was shown first in `forward`. */
export function joinOrders(forward: readonly Verdict[], backward: readonly Verdict[]): Choices {
  const [there, back] = [choicesOf(forward), swapped(choicesOf(backward))];
  const joined = dimensions
    .filter((dimension) => there[dimension] !== undefined)
    .map((dimension) => [dimension, there[dimension] === back[dimension] ? there[dimension] : 'tie']);
  return Object.fromEntries(joined) as Choices;
}

/** What could not be read counts for neither. */
export const choicesOf = (verdicts: readonly Verdict[]): Choices =>
  Object.assign(
    {},
    ...verdicts.map(({ expert, finding }): Choices => {
      if (finding.kind === 'comparison') return finding.choices;
      const unread = dimensions.filter((dimension) => expert === dimension || expert === quality.id);
      return Object.fromEntries(unread.map((dimension) => [dimension, 'tie']));
    }),
  ) as Choices;

const other: Readonly<Record<Choice, Choice>> = { first: 'second', second: 'first', tie: 'tie' };

/** The same choices, seen from the conversation that was shown second. */
export const swapped = (choices: Choices): Choices =>
  Object.fromEntries(
    Object.entries(choices).map(([dimension, choice]) => [dimension, other[choice]]),
  ) as Choices;

export function majority(choices: Choices): Choice {
  const says = (choice: Choice) => dimensions.filter((dimension) => choices[dimension] === choice).length;
  const lead = says('first') - says('second');
  return lead > 0 ? 'first' : lead < 0 ? 'second' : 'tie';
}
