// Owns a filter's answers of one line: a degree, the turn that shows something, yes or no.
import type { Conversation } from '../conversation/conversation.ts';
import { failure, success } from '../result.ts';
import { turnNamed, type FilterAnswer } from './filter.ts';
import { decisionAt, probabilityOfYes, yesOrNo as choices } from './graded.ts';
import { literal, oneOf } from './grammar.ts';

const always = { needsProfiles: false, asks: () => true };

/** In tens: no critic tells finer. */
const degrees = Array.from({ length: 11 }, (_, index) => String(index * 10));

/** A degree, so that a limit can be set; the critic's own scale, not that of any service. */
export const degree: FilterAnswer = {
  ...always,
  lines: (_, { line }) => [{ name: line, rule: 'degree' }],
  rules: () => ({ degree: oneOf(degrees) }),
  form: (_, { line }) => [`${line}: <0, 10, 20 … 100>`],
  read: (answers, _, { line }, atMost) => {
    const answer = /^\d{1,3}\b/.exec(answers.get(line) ?? '')?.[0];
    const degree = Number(answer) / 100;
    if (answer === undefined || degree > 1) return failure(`no readable degree of ${line}`);
    return success({ kind: 'filter', decision: decisionAt(degree, atMost), degree });
  },
};

/** The turn that shows it, or none. */
export const foundTurn: FilterAnswer = {
  ...always,
  lines: (_, { line }) => [{ name: line, rule: 'found' }],
  rules: ({ turns }) => ({ found: foundRule(turns.length) }),
  form: (_, { line }) => [`${line}: <none, or found in turn N>`],
  read: (answers, conversation, { line }) => {
    const answer = (answers.get(line) ?? '').toLowerCase();
    if (answer.startsWith('none')) return success({ kind: 'filter', decision: 'pass' });
    if (!answer.startsWith('found')) return failure(`no readable answer for ${line}`);
    const turn = turnNamed(answer, conversation);
    return success({
      kind: 'filter',
      decision: 'drop',
      ...(turn === undefined ? {} : { turns: [turn] }),
    });
  },
};

const foundRule = (turns: Conversation['turns']['length']): string => {
  const numbers = Array.from({ length: turns }, (_, index) => String(index + 1));
  return numbers.length === 0
    ? literal('none')
    : `${literal('none')} | ${literal('found in turn ')} ${oneOf(numbers)}`;
};

/** By its odds where the engine gives them: finer than any degree that a critic names. */
export const yesOrNo: FilterAnswer = {
  ...always,
  lines: (_, { line }) => [{ name: line, rule: 'yesno' }],
  rules: () => ({ yesno: oneOf(choices) }),
  form: (_, { line }) => [`${line}: <yes or no>`],
  weighs: ({ line }) => ({ texts: choices, after: `${line}: ` }),
  read: (answers, _, { line, dropsOn = 'yes' }, atMost, weighed) => {
    if (weighed) {
      const yes = probabilityOfYes(weighed);
      if (yes === null) return failure(`no probability of ${line}`);
      const probability = dropsOn === 'yes' ? yes : 1 - yes;
      return success({ kind: 'filter', decision: decisionAt(probability, atMost), probability });
    }
    const answer = /^(yes|no)\b/i.exec(answers.get(line) ?? '')?.[1];
    if (!answer) return failure(`no readable answer for ${line}`);
    return success({ kind: 'filter', decision: answer.toLowerCase() === dropsOn ? 'drop' : 'pass' });
  },
};
