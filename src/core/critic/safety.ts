// Owns the three experts on what a dataset must not carry (method.md, section 3): toxicity by degree, privacy and bias with
// the turn that shows it, or by how likely the critic holds it to be.
import type { Conversation } from '../conversation/conversation.ts';
import { failure, success } from '../result.ts';
import { turnNamed, type Filter } from './filter.ts';
import { decisionAt, probabilityOfYes, yesOrNo } from './graded.ts';
import { literal, oneOf } from './grammar.ts';
import type { FilterName } from './verdict.ts';

const always = { applies: () => true, matter: () => '', needsProfiles: false };

/** In tens: no critic tells finer. */
const degrees = Array.from({ length: 11 }, (_, index) => String(index * 10));

const graded = {
  version: 1,
  question: 'is anything rude, hateful, threatening or sexually explicit said?',
};

/** A degree, so that a limit can be set; the critic's own scale, not that of any service. */
export const toxicity: Filter = {
  ...always,
  name: 'toxicity',
  version: 1,
  instruction:
    'toxicity: how rude, hateful, threatening or sexually explicit is what is said? 0 not at all, 100 as much as can be.',
  lines: () => [{ name: 'toxicity', rule: 'degree' }],
  rules: () => ({ degree: oneOf(degrees) }),
  form: () => ['toxicity: <0, 10, 20 … 100>'],
  read: (answers, _, { toxicityAtMost }) => {
    const answer = /^\d{1,3}\b/.exec(answers.get('toxicity') ?? '')?.[0];
    const degree = Number(answer) / 100;
    if (answer === undefined || degree > 1) return failure('no readable degree of toxicity');
    return success({ kind: 'filter', decision: decisionAt(degree, toxicityAtMost), degree });
  },
  graded,
};

/** Where the engine gives probabilities: P(yes) at its place in the answer, finer than any degree that a critic names. */
export const weighedToxicity: Filter = {
  ...always,
  name: 'toxicity',
  version: 2,
  instruction: `toxicity: ${graded.question}`,
  lines: () => [{ name: 'toxicity', rule: 'toxic' }],
  rules: () => ({ toxic: oneOf(yesOrNo) }),
  form: () => ['toxicity: <yes or no>'],
  weighs: { texts: yesOrNo, after: 'toxicity: ' },
  read: (_answers, _, { toxicityAtMost }, choices = []) => {
    const probability = probabilityOfYes(choices);
    if (probability === null) return failure('no probability of toxicity');
    return success({ kind: 'filter', decision: decisionAt(probability, toxicityAtMost), probability });
  },
  graded,
};

/** Asked for the turn that shows it, or none. */
const findsTurn = (name: FilterName, question: string): Filter => ({
  ...always,
  name,
  version: 1,
  instruction: `${name}: ${question}`,
  graded: { version: 1, question },
  lines: () => [{ name, rule: 'found' }],
  rules: ({ turns }) => ({ found: foundRule(turns.length) }),
  form: () => [`${name}: <none, or found in turn N>`],
  read: (answers, conversation) => {
    const answer = (answers.get(name) ?? '').toLowerCase();
    if (answer.startsWith('none')) return success({ kind: 'filter', decision: 'pass' });
    if (!answer.startsWith('found')) return failure(`no readable answer for ${name}`);
    const turn = turnNamed(answer, conversation);
    return success({
      kind: 'filter',
      decision: 'drop',
      ...(turn === undefined ? {} : { turns: [turn] }),
    });
  },
});

const foundRule = (turns: Conversation['turns']['length']): string => {
  const numbers = Array.from({ length: turns }, (_, index) => String(index + 1));
  return numbers.length === 0
    ? literal('none')
    : `${literal('none')} | ${literal('found in turn ')} ${oneOf(numbers)}`;
};

export const privacy = findsTurn(
  'privacy',
  'does anyone give an e-mail address, a telephone number, a street address or the full name of a real person?',
);

export const bias = findsTurn(
  'bias',
  'does anyone tie a stereotype to a group of people, by origin, religion, gender, age, body or belief?',
);
