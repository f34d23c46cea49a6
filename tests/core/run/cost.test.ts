// Holds the cost that is said before a run to what a scripted run in which nothing is dropped then really asks for.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { costOf } from '../../../src/core/run/cost.ts';
import { usualHabits, type Habits } from '../../../src/core/run/habits.ts';
import type { Plan } from '../../../src/core/run/plan.ts';
import { seedSet } from '../../../src/core/run/pool.ts';
import { presetPlan } from '../../../src/core/run/presets.ts';
import { begin, pairs, planWith, scriptedChoice, sit } from './harness.ts';
import { Counting, mild } from './counting-engine.ts';
import { Timed, VirtualClock } from './virtual-clock.ts';

async function spent(plan: Plan) {
  const { store, the } = await begin(plan);
  const [generator, critic] = [new Counting(), new Counting(mild)];
  await sit(the, store, { generator, critic: plan.critic ? critic : null });
  const seeds = await store.page('conversation', seedSet);
  return { generator, critic, seeds, conversations: await store.page('conversation', the.id) };
}

/** What a first run teaches of an engine, as the studio learns it from every answer. */
function habitsFrom(engine: Counting, conversations: readonly Conversation[]): Habits {
  const characters = engine.asked.reduce(
    (sum, { messages }) => sum + messages.reduce((all, { content }) => all + content.length, 0),
    0,
  );
  const turns = conversations.flatMap((conversation) => conversation.turns);
  return {
    ...usualHabits,
    charactersPerToken: characters / engine.promptTokens,
    charactersPerTurn: turns.reduce((sum, { text }) => sum + text.length, 0) / turns.length,
    charactersPerReason: 45,
  };
}

/** The studio's digest, at once: a clock that goes on when nobody works must not have to wait for another thread. */
const sha256 = (text: string) => Promise.resolve(createHash('sha256').update(text).digest('hex'));

const { panel } = planWith();
/** Many candidates: how many turns each is asked for is drawn. */
const base: Partial<Plan> = { rounds: 2, candidates: 8, rulesDrop: false, rewrites: 0 };

describe('the cost of a plan', () => {
  it.each<[string, Plan]>([
    ['Quick', planWith(base)],
    ['Studio', { ...presetPlan('Studio', scriptedChoice, scriptedChoice, 'instruct'), ...base }],
    ['Paper', { ...presetPlan('Paper', scriptedChoice, scriptedChoice, 'instruct'), ...base }],
    ['scores', planWith({ ...base, panel: { ...panel, selection: 'pointwise' } })],
    ['turn by turn', planWith({ ...base, writing: 'turn by turn' })],
    ['no critic', planWith({ ...base, critic: null })],
  ])('keeps within 15 percent of what a run really asks for: %s', async (_, plan) => {
    const taught = await spent({ ...plan, seed: 99 });
    const real = await spent(plan);
    const cost = costOf(plan, {
      pairs,
      seeds: real.seeds,
      generator: habitsFrom(taught.generator, taught.conversations),
      critic: plan.critic ? habitsFrom(taught.critic, taught.conversations) : usualHabits,
      contextTokens: 4096,
    });
    const ratio = (said: number, asked: number) => (asked === 0 ? 1 : said / asked);
    for (const [said, asked] of [
      [cost.calls.total, real.generator.asked.length + real.critic.asked.length],
      [cost.writing.prompt, real.generator.promptTokens],
      [cost.writing.answer, real.generator.answerTokens],
      [cost.judging.prompt, real.critic.promptTokens],
    ] as const) {
      expect(ratio(said, asked)).toBeGreaterThan(0.85);
      expect(ratio(said, asked)).toBeLessThan(1.15);
    }
  });

  it('says no time where a model has not been measured, and adds both where they have', () => {
    const grounds = { pairs, seeds: [], generator: usualHabits, critic: usualHabits, contextTokens: 4096 };
    expect(costOf(planWith(base), grounds).seconds).toBeNull();
    const fast = { ...usualHabits, prefill: 100, decode: 10 };
    const { writing, judging, seconds } = costOf(planWith(base), {
      ...grounds,
      generator: fast,
      critic: fast,
    });
    const tokens = { prompt: writing.prompt + judging.prompt, answer: writing.answer + judging.answer };
    expect(seconds).toBeCloseTo(tokens.prompt / 100 + tokens.answer / 10, 6);
  });

  it.each([
    [1, 'pair by pair'],
    [2, 'pair by pair'],
    [8, 'in phases'],
  ] as const)(
    'keeps within 15 percent of the time that a run takes with %i calls at once, %s',
    async (callsAtOnce, order) => {
      const plan = planWith({ ...base, candidates: 2, order });
      const taught = await spent({ ...plan, seed: 99 });
      const speeds = { prefill: 500, decode: 50 };
      const { store, the } = await begin(plan);
      const clock = new VirtualClock();
      const engine = () => new Timed(clock, speeds, callsAtOnce);
      const [generator, critic] = [engine(), engine()];
      const taken = await clock.until(sit(the, store, { generator, critic, sha256 }));
      const { seconds } = costOf(plan, {
        pairs,
        seeds: await store.page('conversation', seedSet),
        generator: { ...habitsFrom(taught.generator, taught.conversations), ...speeds },
        critic: { ...habitsFrom(taught.critic, taught.conversations), ...speeds },
        callsAtOnce: { generator: callsAtOnce, critic: callsAtOnce },
        contextTokens: 4096,
      });
      expect((seconds ?? 0) / taken).toBeGreaterThan(0.85);
      expect((seconds ?? 0) / taken).toBeLessThan(1.15);
    },
  );

  it('asks a third of the calls of Paper under Studio for its judging', () => {
    const grounds = { pairs, seeds: [], generator: usualHabits, critic: usualHabits, contextTokens: 4096 };
    const of = (preset: 'Studio' | 'Paper') =>
      costOf(presetPlan(preset, scriptedChoice, scriptedChoice, 'instruct'), grounds);
    const [studio, paper] = [of('Studio'), of('Paper')];
    expect(
      (studio.calls.filters + studio.calls.selection) / (paper.calls.filters + paper.calls.selection),
    ).toBeLessThanOrEqual(1 / 3);
    expect(studio.judging.prompt).toBeLessThan(paper.judging.prompt);
  });
});
