// Runs a plan as the studio worker does, on a store and engines in this process, and writes the result as an export does.
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { canonicalLine } from '../../../src/core/formats/canonical.ts';
import type { Pair } from '../../../src/core/persona/profile.ts';
import type { Change, Engine, Stop, Store } from '../../../src/core/ports.ts';
import { changesOf } from '../../../src/core/run/changes.ts';
import { pairPlace, planHash, runId } from '../../../src/core/run/places.ts';
import type { Draft } from '../../../src/core/run/draft.ts';
import type { Plan, Run } from '../../../src/core/run/plan.ts';
import { seedSet } from '../../../src/core/run/pool.ts';
import { presetPlan } from '../../../src/core/run/presets.ts';
import { run } from '../../../src/core/run/run.ts';
import type { Cast, Surroundings } from '../../../src/core/run/surroundings.ts';
import type { RunEvent } from '../../../src/core/run/view.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { recordsOf } from '../../../workers/studio/records.ts';
import { sha256 as studioHash } from '../../../workers/sha256.ts';
import { Stopper } from '../../../workers/stopper.ts';

const source = { name: 'written for the tests', licence: 'CC0-1.0' };
const attributes = [
  ['I keep bees on the roof.', 'I drive a night bus.', 'I cannot stand coriander.'],
  ['I teach chemistry.', 'I have twin sisters.', 'My kitchen is painted yellow.'],
  ['I mend old radios.', 'I swim in the lake every morning.', 'I grew up on a barge.'],
  ['I play the cello.', 'I am afraid of pigeons.', 'My garden grows only beans.'],
] as const;

export const pairs: readonly Pair[] = [0, 2].map((first) => ({
  id: `pair-${first}`,
  profiles: [profile(first), profile(first + 1)],
}));

function profile(index: number) {
  const texts = attributes[index] ?? [];
  return {
    id: `p${index}`,
    attributes: texts.map((text, number) => ({ id: `a${index}${number}`, text, source })),
  };
}

const seed = (number: number): Conversation => ({
  owner: seedSet,
  id: `seed-${number}`,
  pair: pairs[0] as Pair,
  turns: [1, 2, 1, 2, 1, 2].map((speaker, turn) => ({
    speaker: speaker as 1 | 2,
    text: `This is what I say in turn ${turn} of example ${number}.`,
  })),
  faults: [],
  raw: '',
  origin: { kind: 'written', note: 'Written for the tests', source },
});

export const scriptedChoice = { engine: 'scripted', model: 'scripted' } as const;
export const planWith = (changes: Partial<Plan> = {}): Plan => ({
  ...presetPlan('Quick', scriptedChoice, scriptedChoice, 'instruct'),
  rounds: 2,
  exemplars: 2,
  ...changes,
});

export async function begin(
  plan: Plan,
  store: Store = new MemoryStore(),
): Promise<{ store: Store; the: Run }> {
  const id = runId(planHash(plan, pairs), 1);
  const the: Run = {
    owner: 'project',
    id,
    name: 'Test',
    createdAt: 0,
    plan,
    pairCount: pairs.length,
    state: 'running',
  };
  await store.write([
    ...[1, 2, 3].map((number): Change => ({ put: 'conversation', item: seed(number) })),
    { put: 'run', item: the },
    ...pairs.map(({ profiles }, index): Change => ({
      put: 'pair',
      item: { owner: id, id: pairPlace(0, index), profiles },
    })),
  ]);
  return { store, the };
}

export interface Sitting {
  readonly generator: Engine;
  readonly critic: Engine | null;
  readonly stop?: Stop;
  readonly watch?: Surroundings['watch'];
  readonly sha256?: Surroundings['sha256'];
  /** The sitting ends, as by a closed tab, when this says so of an event that has just been written. */
  /** Throws, as a kill does, when this says so of a turn that has just been kept. */
  readonly afterTurn?: (draft: Draft) => boolean;
  readonly endAfter?: (event: RunEvent, index: number) => boolean;
}

/** One sitting: until the run ends, is stopped or is cut off. The events that landed. */
export async function sit(the: Run, store: Store, sitting: Sitting): Promise<RunEvent[]> {
  const { generator, critic, stop = new Stopper(), watch = () => undefined, endAfter, afterTurn } = sitting;
  const { sha256 = studioHash } = sitting;
  const events: RunEvent[] = [];
  const clock = () => 0;
  const cast: Cast = {
    generator: () => Promise.resolve(generator),
    critic: () => (critic ? Promise.resolve(critic) : Promise.reject(new Error('There is no critic.'))),
    callsAtOnce: () => Math.max(generator.callsAtOnce, critic?.callsAtOnce ?? 1),
  };
  const keepDraft = async (item: Draft) => {
    await store.write([{ put: 'draft', item }]);
    if (afterTurn?.(item)) throw new Error('The sitting was cut off.');
  };
  for await (const landed of run(the, { store, cast, clock, sha256, stop, keepDraft, watch })) {
    await store.write(landed.flatMap(changesOf));
    const before = events.length;
    events.push(...landed);
    if (landed.some((event, index) => endAfter?.(event, before + index))) break;
  }
  return events;
}

/** The canonical JSONL of a run, as an export writes it. */
export async function canonicalExport(store: Store, the: Run): Promise<string> {
  let text = '';
  for await (const record of recordsOf(store, the.id)) text += `${canonicalLine(record)}\n`;
  return text;
}
