// Holds a run that only judges: nothing is written, each conversation of the set is kept or dropped once, and it can be cut off.
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { filterFindings } from '../../../src/core/critic/verdict.ts';
import type { Change } from '../../../src/core/ports.ts';
import { usualHabits } from '../../../src/core/run/habits.ts';
import { judgingCost } from '../../../src/core/run/judging-cost.ts';
import type { Plan } from '../../../src/core/run/plan.ts';
import { ScriptedEngine } from '../../../src/engine/scripted/scripted-engine.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { judgedSample } from '../../../workers/studio/judged-sample.ts';
import { newJudgingRun } from '../../../workers/studio/new-run.ts';
import { restoredView } from '../../../workers/studio/restored-view.ts';
import { Counting, mild } from './counting-engine.ts';
import { canonicalExport, pairs, planWith, sit } from './harness.ts';

const plan: Plan = planWith({ generator: null, rounds: 1, candidates: 1, rewrites: 0, exemplars: 0 });
const source = { name: 'test', licence: 'CC0-1.0' };

/** Every third one has a hard fault. */
const imported = (number: number): Conversation => ({
  owner: 'set',
  id: `file-${String(number).padStart(3, '0')}`,
  pair: pairs[number % 2] as Conversation['pair'],
  turns: [1, 2, 1, 2].map((speaker, turn) => ({
    speaker: speaker as 1 | 2,
    text: `Turn ${turn} of conversation ${number}.`,
  })),
  faults: number % 3 === 0 ? [{ kind: 'placeholder', turn: 0, text: '[name]' }] : [],
  raw: '',
  origin: { kind: 'imported', file: 'file.csv', row: number, source },
});

async function prepared(count = 9) {
  const store = new MemoryStore();
  const conversations = Array.from({ length: count }, (_, number) => imported(number));
  await store.write(conversations.map((item): Change => ({ put: 'conversation', item })));
  const the = await newJudgingRun(store, { projectId: 'project', name: 'Judged', plan }, 'set');
  return { store, the };
}

const judges = () => ({ generator: new ScriptedEngine(), critic: new ScriptedEngine() });

describe('a run that only judges', () => {
  it('ends each conversation as kept or dropped, and writes none', async () => {
    const { store, the } = await prepared();
    await sit(the, store, judges());
    const outcomes = await store.page('outcome', the.id);
    expect(outcomes).toHaveLength(9);
    for (const [index, { kind }] of outcomes.entries()) if (index % 3 === 0) expect(kind).toBe('failed');
    expect(outcomes.some(({ kind }) => kind === 'kept')).toBe(true);
    expect(await store.count('conversation', the.id)).toBe(9);
    expect(await store.count('conversation', 'set')).toBe(9);
  });

  it('judges those that were chosen, also what a run had not kept', async () => {
    const store = new MemoryStore();
    await store.write([0, 1, 2].map((number): Change => ({ put: 'conversation', item: imported(number) })));
    // The first of them has a hard fault.
    const ids = ['file-001', 'file-000'];
    const wish = { projectId: 'project', name: 'Judged', plan };
    const first = await newJudgingRun(store, wish, 'set', ids);
    await sit(first, store, judges());
    expect(first.pairCount).toBe(2);
    const dropped = (await store.page('outcome', first.id)).find(({ kind }) => kind === 'failed');
    const again = (await store.page('conversation', first.id)).filter(
      ({ id }) => dropped !== undefined && id.includes(dropped.id),
    );
    const second = await newJudgingRun(
      store,
      wish,
      first.id,
      again.map(({ id }) => id),
    );
    expect(second.pairCount).toBe(1);
  });

  it('costs within 15 percent of what is said before it starts', async () => {
    const { store, the } = await prepared(12);
    const critic = new Counting(mild);
    await sit({ ...the, plan: { ...the.plan, rulesDrop: false } }, store, { ...judges(), critic });
    const sample = await judgedSample(store, 'set');
    expect(sample.count).toBe(12);
    const read = critic.asked.reduce(
      (sum, { messages }) => sum + messages.reduce((all, { content }) => all + content.length, 0),
      0,
    );
    const habits = {
      ...usualHabits,
      charactersPerToken: read / critic.promptTokens,
      prefill: 100,
      decode: 10,
    };
    const cost = judgingCost(plan, { ...sample, critic: habits, callsAtOnce: 4 });
    expect(cost.calls).toBe(critic.asked.length);
    expect(cost.tokens.prompt / critic.promptTokens).toBeGreaterThan(0.85);
    expect(cost.tokens.prompt / critic.promptTokens).toBeLessThan(1.15);
    expect(cost.seconds).toBeCloseTo((cost.tokens.prompt / 100 + cost.tokens.answer / 10) / 4, 6);
  });

  it('keeps where each came from, and exports the clean part alone', async () => {
    const { store, the } = await prepared();
    await sit(the, store, judges());
    const kept = (await store.page('outcome', the.id)).filter(({ kind }) => kind === 'kept');
    const lines = (await canonicalExport(store, the)).trim().split('\n');
    expect(lines).toHaveLength(kept.length);
    for (const line of lines) expect(line).toContain('"file":"file.csv"');
  });

  it('gives the same bytes and counts wherever it was cut off', async () => {
    const whole = await prepared();
    const events = await sit(whole.the, whole.store, judges());
    const text = await canonicalExport(whole.store, whole.the);
    const { kept, failed, candidates, droppedBy } = await restoredView(whole.store, whole.the);
    expect(candidates).toBe(9);
    for (let cut = 0; cut < events.length; cut += 3) {
      const { store, the } = await prepared();
      await sit(the, store, { ...judges(), endAfter: (_, index) => index === cut });
      await sit(the, store, judges());
      expect(await canonicalExport(store, the), `cut off after event ${cut}`).toBe(text);
      expect(await restoredView(store, the)).toMatchObject({ kept, failed, candidates, droppedBy });
    }
  });

  it.each(['together', 'apart'] as const)(
    'calls not applicable what needs a profile and has none: %s',
    async (filtersAsked) => {
      const bare = { id: 'bare', profiles: [0, 1].map((side) => ({ id: `b${side}`, attributes: [] })) };
      const store = new MemoryStore();
      const conversation = { ...imported(1), pair: bare as unknown as Conversation['pair'] };
      await store.write([{ put: 'conversation', item: conversation }]);
      const filters = ['faithfulness', 'toxicity'] as const;
      const together: Plan = { ...plan, panel: { ...plan.panel, filters, filtersAsked } };
      const the = await newJudgingRun(store, { projectId: 'p', name: 'J', plan: together }, 'set');
      await sit(the, store, judges());
      const verdicts = await store.page('verdict', the.id);
      const findings = new Map(
        verdicts.flatMap(filterFindings).map(({ expert, finding }) => [expert, finding]),
      );
      expect(findings.get('faithfulness')).toEqual({ kind: 'not applicable' });
      expect(findings.get('toxicity')).toMatchObject({ kind: 'filter' });
    },
  );
});
