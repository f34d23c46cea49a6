// Owns the questions to Parley-mini as a critic: a prompt in its own form, the grammar that holds its answer, and the reader. Same
// experts, same findings as those of any critic, under a version of their own, since they are asked something else.
import type { Conversation } from '../../conversation/conversation.ts';
import { failure, success } from '../../result.ts';
import { suspects } from '../attribution.ts';
import { comparisonGroup } from '../expert-groups.ts';
import { answerLines, type Question } from '../expert.ts';
import { hashOf } from '../expert-version.ts';
import { grammarOf, literal, oneOf } from '../grammar.ts';
import type { Asked } from '../messages.ts';
import { groupedId } from '../quality.ts';
import { dimensions, type Choice } from '../verdict.ts';
import { miniAttribution, miniComparison } from './prompt.ts';

/** Apart from the versions of the written and the graded form, so that none stands for two wordings of one expert. */
const version = 201;
const tokensPerLine = 12;

const asked = (id: string): Asked => ({ id, version, hash: hashOf('mini', id) });

export function miniAttributionQuestion(conversation: Conversation): Question {
  const claims = suspects(conversation).map(({ turn = 0, text }) => ({ turn, text }));
  return {
    expert: asked('attribution'),
    about: [conversation.id],
    prompt: prompt(
      miniAttribution(conversation.turns, claims),
      claims.map((_, index) => [String(index + 1), 'claimed']),
      { claimed: oneOf([' yes', ' no']) },
    ),
    read: (text) => {
      const answers = answerLines(text);
      const said = claims.map((_, index) => answers.get(String(index + 1)));
      const unread = said.findIndex((answer) => answer !== 'yes' && answer !== 'no');
      if (unread !== -1) return failure(`no readable answer for claim ${unread + 1}`);
      const turns = claims.flatMap(({ turn }, index) => (said[index] === 'yes' ? [turn] : []));
      const decision = turns.length > 0 ? 'drop' : 'pass';
      return success({ finding: { kind: 'filter', decision, turns }, reason: '' });
    },
  };
}

/** It knows all five together, or one alone: of some it is asked all, and some are read. */
export function miniComparisonQuestion(
  experts: readonly string[],
  first: Conversation,
  second: Conversation,
): Question {
  const shown = experts.length === 1 ? experts : dimensions;
  return {
    expert: asked(groupedId(experts, comparisonGroup)),
    about: [first.id, second.id],
    prompt: prompt(
      miniComparison(first.turns, second.turns, shown),
      shown.map((name) => [name, 'choice']),
      { choice: oneOf([' A', ' B']) },
    ),
    read: (text) => {
      const answers = answerLines(text);
      const choices: Record<string, Choice> = {};
      for (const name of experts) {
        const answer = answers.get(name);
        if (answer !== 'A' && answer !== 'B') return failure(`no readable answer for ${name}`);
        choices[name] = answer === 'A' ? 'first' : 'second';
      }
      return success({ finding: { kind: 'comparison', choices }, reason: '' });
    },
  };
}

function prompt(
  content: string,
  lines: readonly (readonly [name: string, rule: string])[],
  rules: Readonly<Record<string, string>>,
): Question['prompt'] {
  const root = lines.map(([name, rule], index) => `${literal(`${index === 0 ? '' : '\n'}${name}:`)} ${rule}`);
  return {
    messages: [{ role: 'user', content }],
    grammar: grammarOf({ root: root.join(' '), ...rules }),
    maxTokens: lines.length * tokensPerLine,
  };
}
