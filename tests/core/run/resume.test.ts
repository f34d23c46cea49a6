import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/core/ports.ts';
import type { Run } from '../../../src/core/run/plan.ts';
import { ScriptedEngine } from '../../../src/engine/scripted/scripted-engine.ts';
import { restoredView } from '../../../workers/studio/restored-view.ts';
import { Stopper } from '../../../workers/stopper.ts';
import { Counting } from './counting-engine.ts';
import { begin, canonicalExport, planWith, sit } from './harness.ts';

const scripted = () => ({ generator: new ScriptedEngine(), critic: new ScriptedEngine() });

async function wholeRun(plan = planWith()) {
  const { store, the } = await begin(plan);
  const events = await sit(the, store, scripted());
  return { events, text: await canonicalExport(store, the), store, the };
}

async function ids(store: Store, the: Run): Promise<string[]> {
  const conversations = await store.page('conversation', the.id);
  const verdicts = await store.page('verdict', the.id);
  return [...conversations, ...verdicts].map(({ id }) => id);
}

describe('a run with the scripted engine', () => {
  it('gives byte-identical canonical JSONL for the same plan and seed', async () => {
    const [one, other] = [await wholeRun(), await wholeRun()];
    expect(one.text).not.toBe('');
    expect(other.text).toBe(one.text);
  });

  it('gives other conversations for another seed', async () => {
    const [one, other] = [await wholeRun(), await wholeRun(planWith({ seed: 2 }))];
    expect(other.text).not.toBe(one.text);
  });

  it('ends every pair of every round as kept or failed', async () => {
    const { store, the } = await wholeRun();
    const outcomes = await store.page('outcome', the.id);
    expect(outcomes.map(({ id }) => id)).toEqual(['r01-p00001', 'r01-p00002', 'r02-p00001', 'r02-p00002']);
    expect(outcomes.filter(({ kind }) => kind === 'kept').length).toBeGreaterThan(0);
  });

  it('draws the exemplars of round 2 from the winners of round 1 as well', async () => {
    const plan = planWith({ exemplars: 10 });
    const { store, the } = await wholeRun(plan);
    const kept = (await store.page('outcome', the.id)).flatMap((outcome) =>
      outcome.kind === 'kept' && outcome.round === 0 ? [outcome.conversationId] : [],
    );
    const seen = (await store.page('conversation', the.id)).flatMap(({ origin }) =>
      origin.kind === 'generated' && origin.place.round === 1 ? origin.exemplarIds : [],
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(new Set(seen)).toEqual(new Set(['seed-1', 'seed-2', 'seed-3', ...kept]));
  });
});

describe('a run that is cut off and goes on', () => {
  it('gives the same bytes wherever it was cut off, and repeats nothing', async () => {
    const { events, text, store: whole, the: original } = await wholeRun();
    const expected = await ids(whole, original);
    for (let cut = 0; cut < events.length; cut += 1) {
      const { store, the } = await begin(planWith());
      const before = await sit(the, store, { ...scripted(), endAfter: (_, index) => index === cut });
      const after = await sit(the, store, scripted());
      const landed = [...before, ...after].flatMap((event) =>
        (event.kind === 'conversation' || event.kind === 'verdict') && !event.restored ? [event.item.id] : [],
      );
      expect(await canonicalExport(store, the), `cut off after event ${cut}`).toBe(text);
      expect([...landed].sort(), `cut off after event ${cut}`).toEqual([...expected].sort());
    }
  });

  it('gives the same bytes when it is cut off at every single event, again and again', async () => {
    const { text } = await wholeRun();
    const { store, the } = await begin(planWith());
    for (let sittings = 0; sittings < 500; sittings += 1) {
      let fresh = 0;
      const isFresh = (event: { kind: string; restored?: true }) =>
        event.kind !== 'pair-begun' && !event.restored;
      await sit(the, store, { ...scripted(), endAfter: (event) => isFresh(event) && (fresh += 1) === 1 });
      if (fresh === 0) break;
    }
    expect(await canonicalExport(store, the)).toBe(text);
  });

  it('shows what was written last, wherever it was cut off', async () => {
    const { events } = await wholeRun();
    for (let cut = 0; cut < events.length; cut += 1) {
      const { store, the } = await begin(planWith());
      const before = await sit(the, store, { ...scripted(), endAfter: (_, index) => index === cut });
      const written = before
        .flatMap((event) => (event.kind === 'conversation' ? [event.item.id] : []))
        .at(-1);
      const { current } = await restoredView(store, the);
      expect(current?.conversations.at(-1)?.id, `cut off after event ${cut}`).toBe(written);
    }
  });

  it('gives the same bytes when it is stopped in the middle of an answer', async () => {
    const { text } = await wholeRun();
    for (const pieces of [1, 7, 40, 150, 400]) {
      const { store, the } = await begin(planWith());
      const stop = new Stopper();
      let heard = 0;
      const watch = () => {
        heard += 1;
        if (heard === pieces) stop.pull();
      };
      await sit(the, store, { ...scripted(), stop, watch });
      expect(stop.stopped).toBe(true);
      await sit(the, store, scripted());
      expect(await canonicalExport(store, the), `stopped at piece ${pieces}`).toBe(text);
    }
  });
});

describe('a conversation that is written turn by turn and cut off in its middle', () => {
  it('goes on after the last finished turn, whichever that was, to the same bytes', async () => {
    const plan = planWith({ writing: 'turn by turn', rounds: 1, critic: null });
    const { store: whole, the: original } = await begin(plan);
    const undisturbed = new Counting();
    let kept = 0;
    const count = () => (kept += 1) < 0;
    await sit(original, whole, { generator: undisturbed, critic: null, afterTurn: count });
    const text = await canonicalExport(whole, original);
    expect(kept).toBeGreaterThan(8);

    const { store, the } = await begin(plan);
    const engine = new Counting();
    let kills = 0;
    for (;;) {
      // Every life ends at its first finished turn.
      const life = sit(the, store, { generator: engine, critic: null, afterTurn: () => true });
      if (await life.then(() => true).catch(() => false)) break;
      kills += 1;
    }
    expect(kills).toBe(kept);
    expect(await canonicalExport(store, the)).toBe(text);
    const asked = ({ asked: asks }: Counting) => asks.map(({ decoding }) => decoding.seed);
    expect(asked(engine)).toEqual(asked(undisturbed));
    expect(await store.count('draft', the.id)).toBe(0);
  });
});
