// Owns what a plan costs before it starts, when nothing is dropped: calls, tokens read and written, seconds. The prompts are
// the real ones, for a sample of the pairs and a conversation that stands in for those not yet written; what a model makes
// of them (characters a token, length of a turn, speed) is what it was measured to do here.
import type { Conversation, Turn } from '../conversation/conversation.ts';
import { formatConversation } from '../conversation/format.ts';
import type { Pair } from '../persona/profile.ts';
import type { Message } from '../ports.ts';
import { derive, sample } from '../random.ts';
import { questionOf } from './ask-critic.ts';
import { callsOf, filtersAlwaysAsked, type Calls } from './calls.ts';
import { promptsToTry } from './generator-prompt.ts';
import type { Habits } from './habits.ts';
import { qualityGroups } from './panel.ts';
import type { Plan } from './plan.ts';
import { turnMessages } from './turn-by-turn.ts';

export interface CostGrounds {
  readonly pairs: readonly Pair[];
  /** What exemplars are drawn from. */
  readonly seeds: readonly Conversation[];
  readonly generator: Habits;
  readonly critic: Habits;
  /** How many calls each takes at once; absent: one. */
  readonly callsAtOnce?: { readonly generator: number; readonly critic: number };
  readonly contextTokens: number;
}

export interface Tokens {
  readonly prompt: number;
  readonly answer: number;
}

export interface Cost {
  readonly calls: Calls;
  readonly writing: Tokens;
  readonly judging: Tokens;
  /** null where a model has not been measured here. */
  readonly seconds: number | null;
}

/** Prompts differ little from pair to pair. */
const pairsLookedAt = 20;

export function costOf(plan: Plan, grounds: CostGrounds): Cost {
  const calls = callsOf(plan, grounds.pairs.length);
  const looked = sample(grounds.pairs, pairsLookedAt, plan.seed).map((pair) =>
    charactersFor(plan, pair, grounds),
  );
  const mean = (of: (characters: PairCharacters) => number) =>
    looked.reduce((sum, characters) => sum + of(characters), 0) / Math.max(1, looked.length);
  const candidates = grounds.pairs.length * plan.rounds * plan.candidates;
  const writing = {
    prompt: (candidates * mean(({ writing }) => writing.prompt)) / grounds.generator.charactersPerToken,
    answer: (candidates * mean(({ writing }) => writing.answer)) / grounds.generator.charactersPerToken,
  };
  const judged = (of: 'prompt' | 'answer') =>
    (calls.filters * mean(({ filter }) => filter[of]) +
      calls.selection * mean(({ selection }) => selection[of])) /
    grounds.critic.charactersPerToken;
  const judging = plan.critic
    ? { prompt: judged('prompt'), answer: judged('answer') }
    : { prompt: 0, answer: 0 };
  return { calls, writing, judging, seconds: secondsFor(plan, writing, judging, grounds) };
}

function secondsFor(
  { generator, critic }: Plan,
  writing: Tokens,
  judging: Tokens,
  grounds: CostGrounds,
): number | null {
  // A pair asks one thing after the other, so no more calls are under way than there are pairs.
  const taken = (tokens: Tokens, habits: Habits, calls = 1) =>
    secondsOf(tokens, habits, Math.max(1, Math.min(calls, grounds.pairs.length)));
  const { callsAtOnce } = grounds;
  const parts = [
    ...(generator ? [taken(writing, grounds.generator, callsAtOnce?.generator)] : []),
    ...(critic ? [taken(judging, grounds.critic, callsAtOnce?.critic)] : []),
  ];
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

/** null where the model has not been measured here. `atOnce`: how many calls are under way. */
export const secondsOf = (tokens: Tokens, { prefill, decode }: Habits, atOnce: number): number | null =>
  prefill === null || decode === null ? null : (tokens.prompt / prefill + tokens.answer / decode) / atOnce;

/** In characters, for one candidate or one call. */
interface PairCharacters {
  readonly writing: Tokens;
  readonly filter: Tokens;
  readonly selection: Tokens;
}

function charactersFor(plan: Plan, pair: Pair, grounds: CostGrounds): PairCharacters {
  const standIn = standInFor(plan, pair, grounds);
  return {
    writing: plan.generator ? writingOf(plan, standIn, grounds) : { prompt: 0, answer: 0 },
    filter: meanOf(
      filtersAlwaysAsked(plan.panel).map((filters) =>
        askingOf(plan, { kind: 'filter', conversation: standIn, filters }, grounds.critic),
      ),
    ),
    selection: meanOf(
      qualityGroups(plan.panel).map((experts) =>
        plan.panel.selection === 'pointwise'
          ? askingOf(plan, { kind: 'score', conversation: standIn, experts }, grounds.critic)
          : askingOf(plan, { kind: 'compare', first: standIn, second: standIn, experts }, grounds.critic),
      ),
    ),
  };
}

const meanOf = (all: readonly Tokens[]): Tokens => ({
  prompt: all.reduce((sum, { prompt }) => sum + prompt, 0) / Math.max(1, all.length),
  answer: all.reduce((sum, { answer }) => sum + answer, 0) / Math.max(1, all.length),
});

/** As many turns as are asked for on average, each as long as this generator's turns are. */
function standInFor({ turnsAsked: { min, max } }: Plan, pair: Pair, grounds: CostGrounds): Conversation {
  const exchanges = (Math.ceil(min / 2) + Math.max(Math.ceil(min / 2), Math.floor(max / 2))) / 2;
  const text = 'x'.repeat(Math.round(grounds.generator.charactersPerTurn));
  const turns = Array.from({ length: Math.round(2 * exchanges) }, (_, index): Turn => ({
    speaker: index % 2 === 0 ? 1 : 2,
    text,
  }));
  const origin = { kind: 'written', note: '', source: { name: '', licence: '' } } as const;
  return { owner: '', id: '', pair, turns, faults: [], raw: '', origin };
}

function writingOf(plan: Plan, standIn: Conversation, grounds: CostGrounds): Tokens {
  if (plan.writing === 'turn by turn') {
    const { turns, pair } = standIn;
    const prompts = turns.map((_, index) =>
      lengthOf(turnMessages(pair, turns.slice(0, index), turns.length)),
    );
    const answer = turns.reduce((sum, { text }) => sum + text.length, 0);
    return { prompt: prompts.reduce((sum, length) => sum + length, 0), answer };
  }
  const answer = formatConversation(standIn.turns).length;
  return meanOf(
    Array.from({ length: plan.rounds }, (_, round) => {
      const exemplars = exemplarsIn(round, plan, standIn, grounds);
      const prompts = promptsToTry(plan, standIn.pair, standIn.turns.length, exemplars);
      const fitting = prompts.find(
        ({ messages, maxTokens }) =>
          lengthOf(messages) / grounds.generator.charactersPerToken + maxTokens <= grounds.contextTokens,
      );
      return { prompt: lengthOf((fitting ?? prompts.at(-1))?.messages ?? []), answer };
    }),
  );
}

/** As a run draws them: from the seeds that are short enough, and from the winners of the rounds before. */
function exemplarsIn(
  round: number,
  plan: Plan,
  standIn: Conversation,
  { seeds, pairs }: CostGrounds,
): readonly Conversation[] {
  const fitting = seeds.filter(({ turns }) => turns.length <= plan.turnsAsked.max);
  const pool = fitting.length + round * pairs.length;
  return Array.from({ length: Math.min(plan.exemplars, pool) }, (_, index) => {
    const drawn = derive(plan.seed, 'cost', round, standIn.pair.id, index) % pool;
    return fitting[drawn] ?? standIn;
  });
}

/** In characters, of one call. */
export function askingOf(plan: Plan, step: Parameters<typeof questionOf>[1], critic: Habits): Tokens {
  // As an engine is asked that gives probabilities; the other form differs by a few words.
  const { prompt } = questionOf(plan.panel, step, true);
  if (prompt.grammar === undefined) return { prompt: lengthOf(prompt.messages), answer: 1 };
  const lines = (prompt.grammar.split('\n', 1)[0] ?? '').split('\\n').length - 1;
  const answer =
    plan.panel.form === 'mini'
      ? lines * charactersPerMiniLine
      : critic.charactersPerReason + lines * charactersPerLine;
  return { prompt: lengthOf(prompt.messages), answer };
}

/** Such as "1a: supported in turn 3", "depth: A". */
const charactersPerLine = 16;
/** Such as "1a: 3 yes", "depth: A", and no reason. */
const charactersPerMiniLine = 9;

const lengthOf = (messages: readonly Message[]): number =>
  messages.reduce((sum, { content }) => sum + content.length, 0);
