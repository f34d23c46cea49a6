// Owns answers about suspected claims (method.md, section 3, attribution): does a speaker claim what only the other's profile
// says? A rule finds the suspects; the expert decides on each.
import type { Conversation } from '../conversation/conversation.ts';
import type { Fault } from '../conversation/fault.ts';
import { failure, success } from '../result.ts';
import type { FilterAnswer } from './filter.ts';
import { oneOf } from './grammar.ts';

export const claims: FilterAnswer = {
  needsProfiles: true,
  asks: (conversation) => suspects(conversation).length > 0,
  lines: (conversation) =>
    suspects(conversation).map((_, index) => ({ name: `claim ${index + 1}`, rule: 'claim' })),
  rules: () => ({ claim: oneOf(['yes', 'no']) }),
  form: (conversation) => suspects(conversation).map((_, index) => `claim ${index + 1}: <yes or no>`),
  read: (answers, conversation) => {
    const turns: number[] = [];
    for (const [index, { turn = 0 }] of suspects(conversation).entries()) {
      const answer = /^(yes|no)\b/i.exec(answers.get(`claim ${index + 1}`) ?? '')?.[1];
      if (!answer) return failure(`no readable answer for claim ${index + 1}`);
      if (answer.toLowerCase() === 'yes') turns.push(turn);
    }
    return success({ kind: 'filter', decision: turns.length > 0 ? 'drop' : 'pass', turns });
  },
};

/** What the rule found; without any there is nothing to decide, and no call. */
export const suspects = ({ faults }: Conversation): readonly Fault[] =>
  faults.filter(({ kind }) => kind === 'attribution-suspect');
