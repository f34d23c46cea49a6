// Holds the loop to what a plan says of the panel: which questions are put, how often, and that the order of work changes
// nothing.
import { describe, expect, it } from 'vitest';
import type { Ask, Engine, Message, Stop } from '../../../src/core/ports.ts';
import { miniPanel } from '../../../src/core/critic/mini/panel.ts';
import { callsOf } from '../../../src/core/run/calls.ts';
import type { Plan } from '../../../src/core/run/plan.ts';
import { presetPlan } from '../../../src/core/run/presets.ts';
import { Broken } from '../../../src/core/trouble.ts';
import { ScriptedEngine } from '../../../src/engine/scripted/scripted-engine.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { Counting, mild } from './counting-engine.ts';
import { begin, canonicalExport, pairs, planWith, scriptedChoice, sit } from './harness.ts';

async function whole(plan: Plan, store = new MemoryStore()) {
  const { the } = await begin(plan, store);
  const [generator, critic] = [new Counting(), new Counting()];
  await sit(the, store, { generator, critic });
  const verdicts = await store.page('verdict', the.id);
  return { text: await canonicalExport(store, the), generator, critic, verdicts, store, the };
}

const { panel } = planWith();

describe('the panel of a run', () => {
  it('asks filters apart one by one, and together once', async () => {
    const filters = ['faithfulness', 'toxicity', 'privacy', 'bias'] as const;
    const changes = { rounds: 1, rulesDrop: false, rewrites: 0 };
    const apart = await whole(planWith({ ...changes, panel: { ...panel, filters, filtersAsked: 'apart' } }));
    const together = await whole(
      planWith({ ...changes, panel: { ...panel, filters, filtersAsked: 'together' } }),
    );
    const candidates = pairs.length * 2;
    const onOne = ({ about }: { about: readonly string[] }) => about.length === 1;
    expect(apart.verdicts.filter(onOne)).toHaveLength(candidates * filters.length);
    expect(together.verdicts.filter(onOne)).toHaveLength(candidates);
    expect(together.verdicts.filter(onOne).every(({ expert }) => expert === 'filters')).toBe(true);
  });

  it('asks no critic about faithfulness in the form of Parley-mini: a rule decides, and the verdicts say so', async () => {
    const mini = { ...miniPanel(panel), filters: ['faithfulness'] } as const;
    const plan = planWith({ rounds: 1, rulesDrop: false, candidates: 1, panel: mini });
    const { verdicts, critic, text } = await whole(plan);
    expect(critic.asked).toEqual([]);
    expect(callsOf(plan, pairs.length).filters).toBe(0);
    expect(verdicts).toHaveLength(pairs.length);
    for (const { expert, version, model, reason } of verdicts) {
      expect({ expert, version, model }).toEqual({ expert: 'faithfulness', version: 202, model: undefined });
      expect(reason).toMatch(/^A rule by words decided, no model: /);
      // The record that every format is written from has it as it is.
      expect(text).toContain(JSON.stringify(reason));
    }
  });

  it('asks a graded filter by itself in one token, and records how likely it was held to be', async () => {
    const filters = ['faithfulness', 'toxicity', 'bias'] as const;
    const graded = ['toxicity', 'bias'] as const;
    const plan = planWith({ rounds: 1, rulesDrop: false, rewrites: 0, panel: { ...panel, filters, graded } });
    const { verdicts, critic } = await whole(plan);
    const asked = critic.asked.filter(({ choices }) => choices?.after === '');
    expect(asked.length).toBe(pairs.length * plan.candidates * graded.length);
    for (const { decoding } of asked)
      expect(decoding).toMatchObject({ temperature: 1, repetitionPenalty: 1, maxTokens: 1 });
    const found = verdicts.filter(({ expert }) => expert === 'toxicity' || expert === 'bias');
    expect(found.length).toBe(asked.length);
    for (const { finding } of found) expect(finding).toMatchObject({ probability: expect.any(Number) });
    expect(callsOf(plan, pairs.length).filters).toBe(pairs.length * plan.candidates * (1 + graded.length));
  });

  it('asks a graded filter in writing where the engine gives no probabilities', async () => {
    const filters = ['faithfulness', 'toxicity'] as const;
    const plan = planWith({ rounds: 1, panel: { ...panel, filters, graded: ['toxicity'] } });
    const { store, the } = await begin(plan);
    const critic = new Counting(mild);
    const without: Engine = {
      ...{
        build: critic.build,
        contextTokens: critic.contextTokens,
        callsAtOnce: 1,
        givesProbabilities: false,
      },
      unload: () => critic.unload(),
      countTokens: (messages) => critic.countTokens(messages),
      complete: (ask, onText, stop) => critic.complete(ask, onText, stop),
    };
    await sit(the, store, { generator: new Counting(), critic: without });
    expect(critic.asked.every(({ choices }) => choices === undefined)).toBe(true);
    const verdicts = await store.page('verdict', the.id);
    const toxicity = verdicts.filter(({ expert }) => expert === 'toxicity');
    expect(toxicity.length).toBeGreaterThan(0);
    for (const { finding } of toxicity) expect(finding).toMatchObject({ degree: 0 });
  });

  it('keeps by expected scores, dimension by dimension, where the scores are graded', async () => {
    const judged = { ...panel, selection: 'pointwise', graded: ['scores'] } as const;
    const { verdicts } = await whole(planWith({ rounds: 1, candidates: 3, panel: judged }));
    const scored = verdicts.filter(({ finding }) => finding.kind === 'scores');
    expect(scored.length).toBeGreaterThan(0);
    for (const { expert, finding } of scored) {
      const [[dimension, score] = ['', 0]] = finding.kind === 'scores' ? Object.entries(finding.scores) : [];
      expect(expert).toBe(`${dimension} score`);
      expect(Number.isInteger(score)).toBe(false);
    }
  });

  it('asks five experts for each comparison in one order under the preset Paper, all against all', async () => {
    const plan = { ...presetPlan('Paper', scriptedChoice, scriptedChoice, 'instruct'), rounds: 1 };
    const { verdicts, the, store } = await whole(plan);
    const outcomes = await store.page('outcome', the.id);
    const passed = outcomes.map((outcome) => (outcome.kind === 'kept' ? outcome.ranking.length : 0));
    const matches = passed.map((count) => (count * (count - 1)) / 2).reduce((a, b) => a + b, 0);
    expect(matches).toBeGreaterThan(0);
    expect(verdicts.filter(({ about }) => about.length === 2)).toHaveLength(matches * 5);
  });

  it('keeps the candidate with the highest scores where the selection is pointwise', async () => {
    const plan = planWith({ rounds: 1, candidates: 4, panel: { ...panel, selection: 'pointwise' } });
    const { verdicts, the, store } = await whole(plan);
    const total = (id: string) =>
      verdicts
        .filter(({ about }) => about[0] === id)
        .flatMap(({ finding }) => (finding.kind === 'scores' ? Object.values(finding.scores) : []))
        .reduce((sum, score) => sum + score, 0);
    const rankings = (await store.page('outcome', the.id)).flatMap((outcome) =>
      outcome.kind === 'kept' && outcome.ranking.length > 1 ? [outcome.ranking.map(total)] : [],
    );
    expect(rankings.length).toBeGreaterThan(0);
    for (const totals of rankings) expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(verdicts.every(({ about }) => about.length === 1)).toBe(true);
  });

  it.each(['together', 'apart'] as const)(
    'keeps the same whatever the order of the filters: %s',
    async (filtersAsked) => {
      const filters = ['faithfulness', 'toxicity', 'privacy'] as const;
      const keptWith = async (ordered: Plan['panel']['filters']) => {
        const plan = planWith({ rounds: 1, panel: { ...panel, filters: ordered, filtersAsked } });
        // Answers by what each line asks for, not by where it stands.
        const byLine = (text: string) => mild(text).replace(/^privacy: .*$/m, 'privacy: none');
        const store = new MemoryStore();
        const run = await begin(plan, store);
        await sit(run.the, store, { generator: new Counting(), critic: new Counting(byLine) });
        const outcomes = await store.page('outcome', run.the.id);
        return outcomes.map((outcome) =>
          outcome.kind === 'kept' ? outcome.conversationId.split('-').slice(1) : outcome.kind,
        );
      };
      expect(await keptWith([...filters].reverse())).toEqual(await keptWith(filters));
    },
  );

  it('gives the same bytes whether pairs are done one by one or in phases', async () => {
    const oneByOne = await whole(planWith({ candidates: 3 }));
    const inPhases = await whole(planWith({ candidates: 3, order: 'in phases' }));
    expect(oneByOne.text).not.toBe('');
    expect(inPhases.text).toBe(oneByOne.text);
  });

  it('changes model at most twice a round in phases, when nothing has to be written again', async () => {
    const changes = { rewrites: 0, rounds: 3, order: 'in phases' } as const;
    const { store, the } = await begin(planWith(changes));
    const used: string[] = [];
    const noting = (name: string): Engine => {
      const engine = new ScriptedEngine();
      return {
        build: engine.build,
        contextTokens: engine.contextTokens,
        callsAtOnce: engine.callsAtOnce,
        givesProbabilities: engine.givesProbabilities,
        unload: () => engine.unload(),
        countTokens: (messages) => engine.countTokens(messages),
        complete: (ask, onText, stop) => {
          if (used.at(-1) !== name) used.push(name);
          return engine.complete(ask, onText, stop);
        },
      };
    };
    await sit(the, store, { generator: noting('generator'), critic: noting('critic') });
    expect(used).toEqual(['generator', 'critic', 'generator', 'critic', 'generator', 'critic']);
  });

  it('never asks the critic again what is known, not even in another run', async () => {
    const store = new MemoryStore();
    const first = await whole(planWith({ rounds: 1 }), store);
    expect(first.critic.asked.length).toBeGreaterThan(0);
    // Another plan by its hash, the same questions: rewriting further would only matter to pairs that failed.
    const second = await whole(planWith({ rounds: 1, rewrites: 3 }), store);
    expect(second.the.id).not.toBe(first.the.id);
    const calls = (asked: readonly Ask[]) => asked.map((ask) => JSON.stringify(ask));
    const known = new Set(calls(first.critic.asked));
    expect(calls(second.critic.asked).filter((call) => known.has(call))).toEqual([]);
    expect(second.verdicts.some(({ measured }) => measured?.known === true)).toBe(true);
  });
});

describe('the calls that a plan is said to make', () => {
  const filters = ['faithfulness', 'attribution', 'toxicity'] as const;
  it.each<[string, Partial<Plan>]>([
    ['Quick', {}],
    ['filters apart', { panel: { ...panel, filters, filtersAsked: 'apart' } }],
    ['round-robin', { candidates: 4, panel: { ...panel, selection: 'round-robin' } }],
    ['scores', { candidates: 3, panel: { ...panel, selection: 'pointwise', dimensionsAsked: 'apart' } }],
    ['one order, apart', { candidates: 3, panel: { ...panel, orders: 'one', dimensionsAsked: 'apart' } }],
    ['no critic', { critic: null }],
    ['turn by turn', { writing: 'turn by turn', turnsAsked: { min: 6, max: 6 } }],
  ])('are those of a run in which nothing is dropped: %s', async (_, changes) => {
    // Nothing is dropped where every filter passes: the mild critic below finds nothing.
    const plan = planWith({ rounds: 1, rulesDrop: false, ...changes });
    const { store, the } = await begin(plan);
    const [generator, critic] = [new Counting(), new Counting(mild)];
    await sit(the, store, { generator, critic: plan.critic ? critic : null });
    const { writing, filters: filterCalls, selection } = callsOf(plan, pairs.length);
    expect(generator.asked).toHaveLength(writing);
    expect(critic.asked).toHaveLength(filterCalls + selection);
  });
});

describe('a run that writes turn by turn', () => {
  it('tells each speaker its own profile only', async () => {
    const { generator } = await whole(planWith({ rounds: 1, writing: 'turn by turn' }));
    const [first, second] = pairs[0]?.profiles ?? [];
    const systems = generator.asked.map(({ messages }) => messages[0]?.content ?? '');
    expect(systems.some((system) => system.includes(first?.attributes[0]?.text ?? '?'))).toBe(true);
    for (const system of systems) {
      const ofFirst = first?.attributes.some(({ text }) => system.includes(text));
      const ofSecond = second?.attributes.some(({ text }) => system.includes(text));
      expect(ofFirst && ofSecond).toBeFalsy();
    }
  });

  it('writes as many turns as asked for, and the same ones again', async () => {
    const plan = planWith({ rounds: 1, writing: 'turn by turn', rulesDrop: false });
    const [one, other] = [await whole(plan), await whole(plan)];
    const conversations = await one.store.page('conversation', one.the.id);
    for (const { turns } of conversations) expect([6, 8]).toContain(turns.length);
    expect(other.text).toBe(one.text);
  });
});

describe('a prompt that is too long for the model', () => {
  it('is asked again with an exemplar less, until it fits', async () => {
    const plan = planWith({ rounds: 1, candidates: 1, exemplars: 3, critic: null });
    const { store, the } = await begin(plan);
    // The estimate sees room for all three; this engine counts three tokens a word.
    const generator = new Greedy(3, 420);
    await sit(the, store, { generator, critic: null });
    const [conversation] = await store.page('conversation', the.id);
    const seen = conversation?.origin.kind === 'generated' ? conversation.origin.exemplarIds.length : -1;
    expect(generator.refused).toBeGreaterThan(0);
    expect(seen).toBeGreaterThanOrEqual(0);
    expect(seen).toBeLessThan(3);
    expect(conversation?.turns.length).toBeGreaterThan(0);
  });

  it('shows as many exemplars as the engine itself counts to fit', async () => {
    const plan = planWith({ rounds: 1, candidates: 1, exemplars: 3, critic: null });
    const seenBy = async (countedTokens: number) => {
      const { store, the } = await begin(plan);
      const generator = new Told((exemplars) => 100 + exemplars * countedTokens);
      await sit(the, store, { generator, critic: null });
      const conversations = await store.page('conversation', the.id);
      return conversations.map(({ origin }) => origin.kind === 'generated' && origin.exemplarIds.length);
    };
    // 4,096 tokens of context hold the prompt, the answer of at most 320 and as many exemplars as said here.
    expect(await seenBy(1000)).toEqual([3, 3]);
    expect(await seenBy(1500)).toEqual([2, 2]);
    expect(await seenBy(3000)).toEqual([1, 1]);
    expect(await seenBy(4000)).toEqual([0, 0]);
  });
});

/** Counts by what it is told of a prompt with so many exemplars. */
class Told extends Counting {
  readonly #countOf: (exemplars: number) => number;
  constructor(countOf: (exemplars: number) => number) {
    super();
    this.#countOf = countOf;
  }
  override countTokens(messages: readonly Message[]) {
    return Promise.resolve(this.#countOf(messages.filter(({ role }) => role === 'assistant').length));
  }
}

/** Counts more tokens than it should, and refuses what has no room. */
class Greedy extends Counting {
  refused = 0;
  readonly #tokensPerWord: number;
  readonly #room: number;
  constructor(tokensPerWord: number, room: number) {
    super();
    this.#tokensPerWord = tokensPerWord;
    this.#room = room;
  }
  override countTokens() {
    return Promise.resolve(null);
  }
  override complete(ask: Ask, onText: (piece: string) => void, stop: Stop) {
    const words = ask.messages.flatMap(({ content }) => content.split(/\s+/)).length;
    const promptTokens = words * this.#tokensPerWord;
    if (promptTokens <= this.#room) return super.complete(ask, onText, stop);
    this.refused += 1;
    return Promise.reject(new Broken({ kind: 'context-overflow', promptTokens, contextTokens: this.#room }));
  }
}
