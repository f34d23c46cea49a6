// Owns how filters are put to the critic: one alone, or several together in one call, so that profiles and turns are read
// once. A group of filters is an expert of its own: joint and apart verdicts are never mixed.
import type { Conversation } from '../conversation/conversation.ts';
import type { ChoiceProbability } from '../ports.ts';
import { failure, success, type Result } from '../result.ts';
import { claims } from './attribution.ts';
import { filterGroup } from './expert-groups.ts';
import {
  answerForm,
  answerGrammar,
  answerLines,
  type Question,
  type ReadAnswer,
  type ReasonPlace,
} from './expert.ts';
import { showsProfiles, type AnswerForm, type ExpertVersion } from './expert-version.ts';
import { marks } from './faithfulness.ts';
import { limitOf, type FilterAnswer, type FilterLimits } from './filter.ts';
import { askedOf, askedTogether, groupMessages, messagesOf } from './messages.ts';
import { degree, foundTurn, yesOrNo } from './short-answers.ts';
import type { FilterFinding } from './verdict.ts';

const answers: Readonly<Partial<Record<AnswerForm, FilterAnswer>>> = {
  marks,
  claims,
  degree,
  'found turn': foundTurn,
  'yes or no': yesOrNo,
};

function answerOf({ expert, text }: ExpertVersion): FilterAnswer {
  const answer = answers[text.answer];
  if (!answer) throw new Error(`${expert} is no filter: it answers by ${text.answer}.`);
  return answer;
}

export interface FilterAsking {
  readonly limits: FilterLimits;
  readonly reason: ReasonPlace;
  /** As a group, with an id and a version of its own. */
  readonly together: boolean;
  /** Whether the engine gives probabilities. */
  readonly weighs?: boolean;
}

/** Room for a reason, and for each line of an answer. */
const tokens = { reason: 80, line: 12 } as const;

/** Whether a filter has a question for the critic: something to look at, and for claims a suspect. */
export const asksCritic = (version: ExpertVersion, conversation: Conversation): boolean =>
  isApplicable(version, conversation) && answerOf(version).asks(conversation);

/** A filter that needs a profile and has none says so, without a call: not applicable, never a pass. */
export const isApplicable = (version: ExpertVersion, { pair }: Conversation): boolean =>
  (!answerOf(version).needsProfiles && !showsProfiles(version.text)) ||
  pair.profiles.some(({ attributes }) => attributes.length > 0);

/** Throws `Broken`: `bad-template`. */
export function filterQuestion(
  versions: readonly ExpertVersion[],
  conversation: Conversation,
  { limits, reason, together, weighs = false }: FilterAsking,
): Question {
  const asked = versions.filter((version) => asksCritic(version, conversation));
  const { form, lines, rules } = answerAsked(asked, conversation, reason);
  const [single] = versions;
  const alone = !together && single;
  const [choices] = weighs ? asked.flatMap((version) => answerOf(version).weighs?.(version.text) ?? []) : [];
  return {
    expert: alone ? askedOf(single) : askedTogether(filterGroup, versions, choices ? 'weighed' : 'written'),
    about: [conversation.id],
    prompt: {
      messages: alone
        ? messagesOf(single, [conversation], form)
        : groupMessages(filterGroup, asked, [conversation], form),
      grammar: answerGrammar(lines, reason, rules),
      maxTokens: tokens.reason + lines.length * tokens.line,
      ...(choices ? { choices } : {}),
    },
    read: (text, given = []) => {
      const finding = (version: ExpertVersion, answers: ReadonlyMap<string, string>) =>
        findingOf(version, answers, conversation, limits, choices ? given : undefined);
      return readFilters(text, versions, finding, together);
    },
  };
}

/** How the answer of all that are asked looks: as told to the critic, its lines, and the rules of their grammar. */
function answerAsked(asked: readonly ExpertVersion[], conversation: Conversation, reason: ReasonPlace) {
  const each = asked.map((version) => ({ answer: answerOf(version), text: version.text }));
  const form = each.flatMap(({ answer, text }) => answer.form(conversation, text));
  const rules: Readonly<Record<string, string>> = Object.assign(
    {},
    ...each.map(({ answer }) => answer.rules(conversation)),
  );
  return {
    form: answerForm(form, reason),
    lines: each.flatMap(({ answer, text }) => answer.lines(conversation, text)),
    rules,
  };
}

/** The grammar should leave nothing unreadable; engines without one, or answers cut at the token limit, do. */
function readFilters(
  text: string,
  versions: readonly ExpertVersion[],
  finding: (version: ExpertVersion, answers: ReadonlyMap<string, string>) => Result<FilterFinding, string>,
  together: boolean,
): Result<ReadAnswer, string> {
  const lines = answerLines(text);
  const parts: Record<string, FilterFinding> = {};
  for (const version of versions) {
    const part = finding(version, lines);
    if (!part.ok) return failure(part.problem);
    parts[version.expert] = part.value;
  }
  const found = Object.values(parts);
  const decision = found.some((part) => 'decision' in part && part.decision === 'drop') ? 'drop' : 'pass';
  const [single] = found;
  return success({
    finding: !together && single ? single : { kind: 'filters', decision, parts },
    reason: lines.get('reason') ?? '',
  });
}

function findingOf(
  version: ExpertVersion,
  lines: ReadonlyMap<string, string>,
  conversation: Conversation,
  limits: FilterLimits,
  choices?: readonly ChoiceProbability[],
): Result<FilterFinding, string> {
  if (!isApplicable(version, conversation)) return success({ kind: 'not applicable' });
  // The rule found no suspect: nothing to decide.
  if (!asksCritic(version, conversation)) return success({ kind: 'filter', decision: 'pass' });
  return answerOf(version).read(lines, conversation, version.text, limitOf(version.expert, limits), choices);
}
