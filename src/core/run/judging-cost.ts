// Owns what it costs to judge a set before that starts, when the rules drop nothing and nothing is known from before: the real
// questions about a sample of its conversations.
import type { Conversation } from '../conversation/conversation.ts';
import { asksCritic } from '../critic/filters.ts';
import { isDecidedByRule } from '../critic/mini/panel.ts';
import { askingOf, secondsOf, type Tokens } from './cost.ts';
import type { Habits } from './habits.ts';
import { filterGroups, versionIn } from './panel.ts';
import type { Plan } from './plan.ts';

export interface JudgingGrounds {
  /** Conversations to be judged. */
  readonly count: number;
  /** Some of them; what is asked differs from one to another. */
  readonly sample: readonly Conversation[];
  readonly critic: Habits;
  readonly callsAtOnce: number;
}

export interface JudgingCost {
  readonly calls: number;
  readonly tokens: Tokens;
  /** null where the critic has not been measured here. */
  readonly seconds: number | null;
}

export function judgingCost(plan: Plan, { count, sample, critic, callsAtOnce }: JudgingGrounds): JudgingCost {
  const asked = plan.critic ? sample.flatMap((conversation) => askedAbout(plan, conversation, critic)) : [];
  const each = count / Math.max(1, sample.length);
  const sum = (of: (tokens: Tokens) => number) => asked.reduce((so, tokens) => so + of(tokens), 0);
  const tokens = {
    prompt: (each * sum(({ prompt }) => prompt)) / critic.charactersPerToken,
    answer: (each * sum(({ answer }) => answer)) / critic.charactersPerToken,
  };
  const atOnce = Math.max(1, Math.min(callsAtOnce, count));
  return { calls: Math.round(each * asked.length), tokens, seconds: secondsOf(tokens, critic, atOnce) };
}

/** In characters, a call each. */
const askedAbout = (plan: Plan, conversation: Conversation, critic: Habits): readonly Tokens[] =>
  filterGroups(plan.panel)
    .filter((filters) => !isDecidedByRule(plan.panel, filters))
    .filter((filters) => filters.some((name) => asksCritic(versionIn(plan.panel, name), conversation)))
    .map((filters) => askingOf(plan, { kind: 'filter', conversation, filters }, critic));
