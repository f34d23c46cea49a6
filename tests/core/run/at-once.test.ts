// Holds working on several pairs at once to what working on one after the other gives, byte by byte.
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/core/run/at-once.ts';
import type { Plan } from '../../../src/core/run/plan.ts';
import { ScriptedEngine, type ScriptedOptions } from '../../../src/engine/scripted/scripted-engine.ts';
import { begin, canonicalExport, planWith, sit } from './harness.ts';

async function* steps(name: string, count: number): AsyncGenerator<string, string> {
  for (let step = 1; step <= count; step += 1) {
    await Promise.resolve();
    yield `${name}${step}`;
  }
  return `${name} ended`;
}

async function collected<End>(events: AsyncGenerator<readonly string[], End>) {
  const seen: string[] = [];
  for (;;) {
    const { value, done } = await events.next();
    if (done) return { seen, end: value };
    seen.push(...value);
  }
}

describe('working on several things at once', () => {
  it('yields what each yields, in its own order, and returns the ends in the order of the things', async () => {
    const { seen, end } = await collected(
      atOnce(
        ['a', 'b', 'c'],
        () => 2,
        (name) => steps(name, 3),
      ),
    );
    for (const name of ['a', 'b', 'c'])
      expect(seen.filter((event) => event.startsWith(name))).toEqual([`${name}1`, `${name}2`, `${name}3`]);
    expect(end).toEqual(['a ended', 'b ended', 'c ended']);
  });

  it('yields together what came while the last was dealt with', async () => {
    const events = atOnce(
      ['a', 'b', 'c'],
      () => 3,
      (name) => steps(name, 2),
    );
    const batches: string[] = [];
    for await (const landed of events) {
      batches.push([...landed].sort().join(' '));
      await new Promise((resume) => setTimeout(resume, 1));
    }
    // Each goes on only when its event was dealt with.
    expect(batches.at(-1)).toMatch(/2$/);
    expect(batches.join(' ').split(' ').sort()).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2']);
    expect(batches.length).toBeLessThan(6);
  });

  it('has no more under way than it may, and asks anew how many that is', async () => {
    let underWay = 0;
    let most = 0;
    let width = 1;
    const work = async function* (name: string): AsyncGenerator<string, void> {
      most = Math.max(most, (underWay += 1));
      yield* steps(name, 2);
      width = 3;
      underWay -= 1;
    };
    await collected(atOnce([...'abcdefgh'], () => width, work));
    expect(most).toBe(3);
  });

  it('lets the others land what they are at before it throws, and begins nothing more', async () => {
    const begun: string[] = [];
    const work = async function* (name: string): AsyncGenerator<string, void> {
      begun.push(name);
      if (name === 'b') throw new Error('b broke');
      yield* steps(name, 5);
    };
    const events = atOnce(['a', 'b', 'c', 'd'], () => 3, work);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const landed of events) seen.push(...landed);
    })();
    await expect(reading).rejects.toThrow('b broke');
    expect(begun).toEqual(['a', 'b', 'c']);
    expect(seen.sort()).toEqual(['a1', 'c1']);
  });
});

describe('a run that works on several pairs at once', () => {
  const inBytes = async (plan: Plan, options: ScriptedOptions) => {
    const { store, the } = await begin(plan);
    const engine = () => new ScriptedEngine({ millisecondsPerPiece: 1, ...options });
    const events = await sit(the, store, { generator: engine(), critic: engine() });
    return { text: await canonicalExport(store, the), events };
  };

  it.each(['pair by pair', 'in phases'] as const)(
    'gives the same bytes as one that works on one after the other (%s)',
    async (order) => {
      const plan = planWith({ order, candidates: 3 });
      const [alone, together] = [
        await inBytes(plan, { callsAtOnce: 1 }),
        await inBytes(plan, { callsAtOnce: 4 }),
      ];
      expect(alone.text).not.toBe('');
      expect(together.text).toBe(alone.text);
      const pairsOf = ({ events }: typeof alone) =>
        events.flatMap((event) => (event.kind === 'conversation' ? [event.item.pair.id] : []));
      // They really took turns.
      expect(pairsOf(together)).not.toEqual(pairsOf(alone));
    },
  );
});
