// Holds the outcome of a run to its plan and its critic alone: not to the order in which experts, pairs or phases come, and
// not to where it was cut off.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensions } from '../../../src/core/critic/verdict.ts';
import type { Ask } from '../../../src/core/ports.ts';
import { derive } from '../../../src/core/random.ts';
import { workOrders, type Plan } from '../../../src/core/run/plan.ts';
import type { Stop } from '../../../src/core/ports.ts';
import { Counting } from './counting-engine.ts';
import { begin, planWith, sit } from './harness.ts';

const filters = ['faithfulness', 'toxicity', 'privacy'] as const;

/** Says of each expert what depends on the expert and on what is shown, not on where its line stands among the others. */
class EvenHanded extends Counting {
  override readonly callsAtOnce: number;

  constructor(callsAtOnce: number) {
    super();
    this.callsAtOnce = callsAtOnce;
  }

  override async complete(ask: Ask, onText: (piece: string) => void, stop: Stop) {
    const answer = await super.complete(ask, onText, stop);
    const shown = ask.messages.flatMap(({ content }) => content.split('\n')).sort();
    const drawn = (line: string, values: readonly string[]) =>
      values[derive(1, line, ...shown) % values.length] ?? '';
    const text = answer.text
      .replace(
        /^privacy: .*$/m,
        (line) => `privacy: ${drawn(line.slice(0, 7), ['none', 'none', 'found in turn 1'])}`,
      )
      .replace(/^toxicity: .*$/m, () => `toxicity: ${drawn('toxicity', ['no', 'no', 'no', 'yes'])}`)
      .replaceAll(/^(\d+[a-z]): .*$/gm, '$1: not mentioned')
      .replaceAll(/^(\w+): (A|B|tie)$/gm, (_, name: string) => `${name}: ${drawn(name, ['A', 'B', 'tie'])}`);
    const { choices: _, ...rest } = answer;
    return { ...rest, text };
  }
}

interface Way {
  readonly filters: readonly (typeof filters)[number][];
  readonly dimensions: readonly (typeof dimensions)[number][];
  readonly order: Plan['order'];
  readonly callsAtOnce: number;
  readonly cuts: readonly number[];
}

async function outcomesOf({
  cuts,
  callsAtOnce,
  order,
  ...experts
}: Way): Promise<readonly (readonly unknown[])[]> {
  const plan = planWith({ rounds: 1, candidates: 3, order });
  const panel = { ...plan.panel, graded: [], orders: 'one' as const, ...experts };
  const { store, the } = await begin({ ...plan, panel });
  const engines = () => ({ generator: new EvenHanded(callsAtOnce), critic: new EvenHanded(callsAtOnce) });
  for (const cut of cuts) await sit(the, store, { ...engines(), endAfter: (_, index) => index === cut });
  await sit(the, store, engines());
  // Ids begin with the plan's hash, which the order of experts is part of.
  const place = (id: string) => id.split('-').slice(1).join('-');
  return (await store.page('outcome', the.id)).map((outcome) =>
    outcome.kind === 'kept'
      ? [outcome.id, outcome.ranking.map(place), outcome.because]
      : [outcome.id, outcome.kind === 'failed' ? [...outcome.reasons].sort() : outcome.kind],
  );
}

const shuffled = <Item>(items: readonly Item[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

describe('the outcome of a run', () => {
  it('is the same for any order of experts, of work, and of pauses', async () => {
    const straight: Way = { filters, dimensions, order: 'pair by pair', callsAtOnce: 1, cuts: [] };
    const expected = await outcomesOf(straight);
    expect(expected.some(([, ranking]) => Array.isArray(ranking) && ranking.length > 1)).toBe(true);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          filters: shuffled(filters),
          dimensions: shuffled(dimensions),
          order: fc.constantFrom(...workOrders),
          callsAtOnce: fc.integer({ min: 1, max: 3 }),
          cuts: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
        }),
        async (way) => {
          expect(await outcomesOf(way)).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });
});
