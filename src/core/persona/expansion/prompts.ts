// Owns how a model is asked in an expansion (method.md, section 1.2–1.4), and how its answers are read. Each answer is held
// to a grammar; each prompt shows one finished exchange, since small models follow a form that they have seen far better than
// one that is described.
import { grammarOf, literal, oneOf } from '../../critic/grammar.ts';
import type { Message } from '../../ports.ts';
import { failure, success, type Result } from '../../result.ts';
import type { PromptForm } from '../../run/plan.ts';
import { miniAttributeRequest } from './mini-prompt.ts';

export interface ExpansionPrompt<Read> {
  readonly messages: readonly Message[];
  readonly grammar: string;
  readonly maxTokens: number;
  readonly read: (text: string) => Result<Read, string>;
}

const questionBeginnings = [
  ...['What ', 'Which ', 'Where ', 'Who ', 'When ', 'How ', 'Why '],
  ...['Do you ', 'Are you ', 'Have you ', 'Can you '],
];
const questionRule = `${oneOf(questionBeginnings)} [^\\n\\r?]{3,90} ${literal('?')}`;
const attributeRule = `${oneOf(['I ', "I'm ", "I've ", 'My '])} [^\\n\\r.!?]{3,100} ${literal('.')}`;

/** Room for one question or attribute of the longest kind; a token has three characters or more. */
const tokensPerSentence = 40;

const listed = (texts: readonly string[]): string => texts.map((text) => `- ${text}`).join('\n');

/** The most specific question that all of some attributes answer. */
export function inductionPrompt(attributes: readonly string[]): ExpansionPrompt<string> {
  const request = (texts: readonly string[]) =>
    `Statements:\n${listed(texts)}\n\nWrite the most specific question that each of them answers.`;
  return {
    messages: [
      {
        role: 'system',
        content:
          'People have said things about themselves. You find the question that they were asked: one short question to a person, as narrow as it can be while every statement is an answer to it.',
      },
      {
        role: 'user',
        content: request(['I have a dog called Rex.', 'My two cats sleep all day.', 'I keep a parrot.']),
      },
      { role: 'assistant', content: 'Which pets do you have?' },
      { role: 'user', content: request(attributes) },
    ],
    grammar: grammarOf({ root: questionRule }),
    maxTokens: tokensPerSentence,
    read: readQuestion,
  };
}

/** More questions like some. */
export function bootstrappingPrompt(
  questions: readonly string[],
  count: number,
): ExpansionPrompt<readonly string[]> {
  return {
    messages: [
      {
        role: 'system',
        content:
          'You collect questions that get people to tell something of themselves. You write further short questions in the same manner, each about another matter, one a line.',
      },
      {
        role: 'user',
        content: `Questions:\n${listed(questions)}\n\nWrite ${count === 1 ? 'one more question' : `${count} more questions`} like these. Repeat none.`,
      },
    ],
    grammar: grammarOf({
      root: `question${count > 1 ? ` (${literal('\n')} question){${count - 1}}` : ''}`,
      question: questionRule,
    }),
    maxTokens: count * tokensPerSentence,
    read: readQuestions,
  };
}

/** One short sentence of someone of whom a few things are known. */
export const attributePrompt = (
  attributes: readonly string[],
  question: string,
  form: PromptForm = 'instruct',
): ExpansionPrompt<string> => ({
  messages:
    form === 'mini'
      ? [{ role: 'user', content: miniAttributeRequest(attributes, question) }]
      : attributeMessages(attributes, question),
  grammar: grammarOf({ root: attributeRule }),
  maxTokens: tokensPerSentence,
  read: readAttribute,
});

function attributeMessages(attributes: readonly string[], question: string): readonly Message[] {
  const request = (texts: readonly string[], asked: string) =>
    `${texts.length > 0 ? `Who you are:\n${listed(texts)}\n\n` : ''}Question: ${asked}`;
  return [
    {
      role: 'system',
      content:
        'You are the person described. Answer the question about yourself in one short sentence that begins with "I" or "My". It fits who you are and repeats nothing of it.',
    },
    {
      role: 'user',
      content: request(
        ['I drive a night bus.', 'My sister lives in Porto.'],
        'Which musical instruments do you play?',
      ),
    },
    { role: 'assistant', content: 'I have played the accordion since I was nine.' },
    { role: 'user', content: request(attributes, question) },
  ];
}

/** The first line that is a question; bullets, numbers and quotation marks are taken off. */
export function readQuestion(text: string): Result<string, string> {
  const [first] = questionsIn(text);
  return first === undefined ? failure('there is no question in it') : success(first);
}

export function readQuestions(text: string): Result<readonly string[], string> {
  const questions = questionsIn(text);
  return questions.length === 0 ? failure('there is no question in it') : success(questions);
}

const questionsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => bareLine(line).replace(/\s+\?$/, '?'))
    .filter((line) => /^\p{L}.{2,}\?$/u.test(line));

/** The first line with something in it, with its end punctuation. Whether it has the form of an attribute is decided later. */
export function readAttribute(text: string): Result<string, string> {
  const first = text
    .split('\n')
    .map(bareLine)
    .find((line) => /\p{L}/u.test(line));
  if (first === undefined) return failure('there is no sentence in it');
  return success(/[.!?]$/.test(first) ? first : `${first}.`);
}

/** A sentence in the first person that begins with "I" or "My", and asks nothing. */
export const hasAttributeForm = (text: string): boolean =>
  /^(?:I|I['’](?:m|ve|d|ll)|My)\s.{2,}[.!]$/u.test(text);

const bareLine = (line: string): string =>
  line
    .trim()
    .replace(/^(?:[-*•–]|\d{1,3}[.)])\s+/, '')
    .replace(/^["“](.*)["”]$/u, '$1')
    .replace(/\s+/g, ' ')
    .trim();
