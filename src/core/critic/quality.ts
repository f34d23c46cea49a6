// Owns the quality experts (method.md, section 2.4): two conversations compared, or one scored, in the dimensions of FED or
// by a person's own experts; together in one call (an expert group: one prefill instead of five, with a version of its own)
// or apart. Only a choice that survives the swap of A and B counts; else that expert ties. A wins when more experts say A.
import type { Conversation } from '../conversation/conversation.ts';
import { failure, success, type Result } from '../result.ts';
import { builtIn } from './built-in-experts.ts';
import { comparisonGroup, scoreGroup, type ExpertGroup } from './expert-groups.ts';
import {
  answerForm,
  answerGrammar,
  answerLines,
  type Question,
  type ReadAnswer,
  type ReasonPlace,
} from './expert.ts';
import type { ExpertVersion } from './expert-version.ts';
import { oneOf } from './grammar.ts';
import { askedOf, askedTogether, groupMessages, messagesOf } from './messages.ts';
import type { Subject } from './template-variables.ts';
import { dimensions, type Choice, type Choices, type Verdict } from './verdict.ts';

/** Which id a comparison or scores by these experts have. */
export const groupedId = (asked: readonly string[], group: ExpertGroup): string =>
  asked.length === 1 && asked[0] ? asked[0] : group.id;

/** Under which name an expert's choice or score is kept: its dimension's, or for a person's own its id. */
export const keyOf = ({ expert, text }: ExpertVersion): string => (builtIn(expert) ? text.line : expert);

/** Throws `Broken`: `bad-template`. */
export const comparisonQuestion = (
  asked: readonly ExpertVersion[],
  first: Conversation,
  second: Conversation,
  reason: ReasonPlace,
): Question => ({
  ...shownTo(asked, comparisonGroup, [first, second], '<A or B>', oneOf(['A', 'B']), reason),
  read: (text) => readComparison(text, asked),
});

/** Throws `Broken`: `bad-template`. */
export const scoresQuestion = (
  asked: readonly ExpertVersion[],
  conversation: Conversation,
  reason: ReasonPlace,
): Question => ({
  ...shownTo(asked, scoreGroup, [conversation], '<1 to 5>', '[1-5]', reason),
  read: (text) => readScores(text, asked),
});

function shownTo(
  asked: readonly ExpertVersion[],
  group: ExpertGroup,
  subject: Subject,
  answer: string,
  rule: string,
  reason: ReasonPlace,
): Omit<Question, 'read'> {
  const [single, ...more] = asked;
  const alone = more.length === 0 && single;
  const [first, second] = subject;
  const name = second ? 'choice' : 'score';
  const lines = asked.map(({ text }) => ({ name: text.line, rule: name }));
  const form = formOf(asked, answer, reason);
  return {
    expert: alone ? askedOf(single) : askedTogether(group, asked),
    about: second ? [first.id, second.id] : [first.id],
    prompt: {
      messages: alone ? messagesOf(single, subject, form) : groupMessages(group, asked, subject, form),
      grammar: answerGrammar(lines, reason, { [name]: rule }),
      maxTokens: 80 + 8 * asked.length,
    },
  };
}

/** One line shown, the others told: short for slow readers. */
function formOf(asked: readonly ExpertVersion[], answer: string, reason: ReasonPlace): string {
  const others = asked.length > 1 ? ['and so on'] : [];
  return answerForm([`${asked[0]?.text.line}: ${answer}`, ...others], reason);
}

function readComparison(text: string, asked: readonly ExpertVersion[]): Result<ReadAnswer, string> {
  const answers = answerLines(text);
  const choices: Record<string, Choice> = {};
  for (const version of asked) {
    const { line } = version.text;
    const answer = /^(a|b)\b/i.exec(answers.get(line) ?? '')?.[1];
    if (!answer) return failure(`no readable answer for ${line}`);
    choices[keyOf(version)] = answer.toLowerCase() === 'a' ? 'first' : 'second';
  }
  return success({ finding: { kind: 'comparison', choices }, reason: answers.get('reason') ?? '' });
}

function readScores(text: string, asked: readonly ExpertVersion[]): Result<ReadAnswer, string> {
  const answers = answerLines(text);
  const scores: Record<string, number> = {};
  for (const version of asked) {
    const { line } = version.text;
    const answer = /^([1-5])(?!\d)/.exec(answers.get(line) ?? '')?.[1];
    if (!answer) return failure(`no readable score for ${line}`);
    scores[keyOf(version)] = Number(answer);
  }
  return success({ finding: { kind: 'scores', scores }, reason: answers.get('reason') ?? '' });
}

/** What the verdicts of both orders say together, seen from the conversation that was shown first in `forward`. */
export function joinOrders(forward: readonly Verdict[], backward: readonly Verdict[]): Choices {
  const [there, back] = [choicesOf(forward), swapped(choicesOf(backward))];
  const joined = Object.entries(there).map(([name, choice]) => [
    name,
    choice === back[name] ? choice : 'tie',
  ]);
  return Object.fromEntries(joined) as Choices;
}

/** What could not be read counts for neither. */
export const choicesOf = (verdicts: readonly Verdict[]): Choices =>
  Object.assign(
    {},
    ...verdicts.map(({ expert, finding }): Choices => {
      if (finding.kind === 'comparison') return finding.choices;
      const unread = expert === comparisonGroup.id ? dimensions : [expert];
      return Object.fromEntries(unread.map((name) => [name, 'tie']));
    }),
  ) as Choices;

const other: Readonly<Record<Choice, Choice>> = { first: 'second', second: 'first', tie: 'tie' };

/** The same choices, seen from the conversation that was shown second. */
export const swapped = (choices: Choices): Choices =>
  Object.fromEntries(
    Object.entries(choices).map(([dimension, choice]) => [dimension, other[choice]]),
  ) as Choices;

export function majority(choices: Choices): Choice {
  const says = (choice: Choice) => Object.values(choices).filter((said) => said === choice).length;
  const lead = says('first') - says('second');
  return lead > 0 ? 'first' : lead < 0 ? 'second' : 'tie';
}
