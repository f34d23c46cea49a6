// Owns how filters are put to the critic: one alone, or several together in one call, so that profiles and turns are read
// once. A group of filters is an expert of its own: joint and apart verdicts are never mixed.
import type { Conversation } from '../conversation/conversation.ts';
import type { Pair } from '../persona/profile.ts';
import { failure, success, type Result } from '../result.ts';
import { attribution, suspects } from './attribution.ts';
import {
  answerForm,
  answerGrammar,
  answerLines,
  type Question,
  type ReadAnswer,
  type ReasonPlace,
} from './expert.ts';
import type { ChoiceProbability } from '../ports.ts';
import { faithfulness, labelled } from './faithfulness.ts';
import { limitOf, type Filter, type FilterLimits } from './filter.ts';
import { choicesAtFirst, decisionAt, probabilityOfYes, yesOrNo } from './graded.ts';
import { bias, privacy, toxicity, weighedToxicity } from './safety.ts';
import type { FilterFinding, FilterName } from './verdict.ts';

const written: Readonly<Record<FilterName, Filter>> = {
  faithfulness,
  attribution,
  toxicity,
  privacy,
  bias,
};

/** The same, where the engine gives probabilities. */
const weighed: typeof written = { ...written, toxicity: weighedToxicity };

/** The id of filters asked together. Which ones they were, its findings say. */
export const filterGroup = { id: 'filters' } as const;

const groupVersion = { written: 1, weighed: 2 } as const;

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

/** Whether a filter has a question for the critic: something to look at, and for attribution a suspect. */
export const asksCritic = (name: FilterName, conversation: Conversation): boolean =>
  isApplicable(name, conversation) && (name !== 'attribution' || suspects(conversation).length > 0);

/** A filter that needs a profile and has none says so, without a call: not applicable, never a pass. */
export const isApplicable = (name: FilterName, conversation: Conversation): boolean =>
  written[name].applies(conversation);

export function filterQuestion(
  names: readonly FilterName[],
  conversation: Conversation,
  { limits, reason, together, weighs = false }: FilterAsking,
): Question {
  const filters = weighs ? weighed : written;
  const asked = names.filter((name) => asksCritic(name, conversation)).map((name) => filters[name]);
  const lines = asked.flatMap((filter) => filter.lines(conversation));
  const rules = Object.assign({}, ...asked.map((filter) => filter.rules(conversation))) as Record<
    string,
    string
  >;
  const [single] = names.map((name) => filters[name]);
  const choices = asked.find((filter) => filter.weighs)?.weighs;
  return {
    expert:
      together || !single
        ? { ...filterGroup, version: groupVersion[choices ? 'weighed' : 'written'] }
        : { id: single.name, version: single.version },
    about: [conversation.id],
    prompt: {
      messages: [
        { role: 'system', content: asked.map(({ instruction }) => instruction).join('\n') },
        { role: 'user', content: shown(asked, conversation, reason) },
      ],
      grammar: answerGrammar(lines, reason, rules),
      maxTokens: tokens.reason + lines.length * tokens.line,
      ...(choices ? { choices } : {}),
    },
    read: (text, given) => {
      const finding = (name: FilterName, answers: ReadonlyMap<string, string>) =>
        findingOf(filters[name], answers, conversation, limits, given);
      return readFilters(text, names, finding, together);
    },
  };
}

function shown(asked: readonly Filter[], conversation: Conversation, reason: ReasonPlace): string {
  const profiles = asked.some(({ needsProfiles }) => needsProfiles) ? [profilesOf(conversation.pair)] : [];
  const matter = asked.map((filter) => filter.matter(conversation)).filter((text) => text !== '');
  const form = answerForm(
    asked.flatMap((filter) => filter.form(conversation)),
    reason,
  );
  return [...profiles, numberedTurns(conversation), ...matter, `Answer in this form:\n${form}`].join('\n\n');
}

const profilesOf = (pair: Pair): string =>
  ([1, 2] as const)
    .map((speaker) => {
      const own = labelled(pair).filter((entry) => entry.speaker === speaker);
      return `Profile of User ${speaker}:\n${own.map(({ label, text }) => `${label}. ${text}`).join('\n')}`;
    })
    .join('\n\n');

const numberedTurns = ({ turns }: Conversation): string =>
  `Conversation:\n${turns.map(({ speaker, text }, index) => `[${index + 1}] User ${speaker}: ${text}`).join('\n')}`;

/** The grammar should leave nothing unreadable; engines without one, or answers cut at the token limit, do. */
function readFilters(
  text: string,
  names: readonly FilterName[],
  finding: (name: FilterName, answers: ReadonlyMap<string, string>) => Result<FilterFinding, string>,
  together: boolean,
): Result<ReadAnswer, string> {
  const answers = answerLines(text);
  const parts: Partial<Record<FilterName, FilterFinding>> = {};
  for (const name of names) {
    const part = finding(name, answers);
    if (!part.ok) return failure(part.problem);
    parts[name] = part.value;
  }
  const found = Object.values(parts);
  const decision = found.some((part) => 'decision' in part && part.decision === 'drop') ? 'drop' : 'pass';
  const [single] = found;
  return success({
    finding: !together && single ? single : { kind: 'filters', decision, parts },
    reason: answers.get('reason') ?? '',
  });
}

function findingOf(
  filter: Filter,
  answers: ReadonlyMap<string, string>,
  conversation: Conversation,
  limits: FilterLimits,
  choices?: readonly ChoiceProbability[],
): Result<FilterFinding, string> {
  if (!isApplicable(filter.name, conversation)) return success({ kind: 'not applicable' });
  // The rule found no suspect: nothing to decide.
  if (!asksCritic(filter.name, conversation)) return success({ kind: 'filter', decision: 'pass' });
  return filter.read(answers, conversation, limits, choices);
}

/** The graded form of one filter: yes or no by their odds after one reading of the prompt, without a reason. */
export function gradedFilterQuestion(
  name: FilterName,
  conversation: Conversation,
  limits: FilterLimits,
): Question {
  const { needsProfiles, matter, graded } = written[name];
  const profiles = needsProfiles ? [profilesOf(conversation.pair)] : [];
  const shown = [...profiles, numberedTurns(conversation), matter(conversation)].filter(
    (text) => text !== '',
  );
  return {
    expert: { id: name, version: gradedVersion + graded.version },
    about: [conversation.id],
    prompt: {
      messages: [
        { role: 'system', content: `You judge a conversation. Answer with one word, yes or no.` },
        { role: 'user', content: `${shown.join('\n\n')}\n\nQuestion: ${graded.question} Answer yes or no.` },
      ],
      maxTokens: 1,
      choices: choicesAtFirst(yesOrNo),
    },
    read: (_, choices = []) => {
      const probability = probabilityOfYes(choices);
      if (probability === null)
        return failure('the odds of yes and no were not given, or hardly any fell on them');
      const decision = decisionAt(probability, limitOf(name, limits));
      return success({ finding: { kind: 'filter', decision, probability }, reason: '' });
    },
  };
}

/** Versions of the graded form are counted from here, so that no number stands for two wordings of one expert. */
const gradedVersion = 100;
