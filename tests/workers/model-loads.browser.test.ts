// Two models and one machine: how often they are loaded in a run, and how many are held at once. The store is IndexedDB, the
// engines are in workers of their own: Parley-mini writes, the scripted engine judges.
import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { callsOf } from '../../src/core/run/calls.ts';
import type { Plan } from '../../src/core/run/plan.ts';
import type { RunEvent } from '../../src/core/run/view.ts';
import { openIdbStore } from '../../src/store/idb/idb-store.ts';
import { Models } from '../../workers/studio/models/models.ts';
import { newRun } from '../../workers/studio/new-run.ts';
import { Runs } from '../../workers/studio/runs.ts';
import { begin, pairs, planWith } from '../core/run/harness.ts';

const plan = (changes: Partial<Plan>): Plan =>
  planWith({
    ...{ generator: { engine: 'wllama', model: 'parley-mini' }, promptForm: 'mini' },
    ...{ candidates: 1, exemplars: 0, rewrites: 0, rulesDrop: false, turnsAsked: { min: 2, max: 2 } },
    ...changes,
  });

const opened: Store[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

/** Every worker that holds a model, from its making to its end. */
class Counted {
  loads = 0;
  held = 0;
  most = 0;
  readonly make = (): Worker => {
    const worker = new Worker(new URL('../../workers/engine.worker.ts', import.meta.url), { type: 'module' });
    this.loads += 1;
    this.most = Math.max(this.most, (this.held += 1));
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      this.held -= 1;
      terminate();
    };
    return worker;
  };
}

async function worked(plan: Plan, pauses: (event: RunEvent) => boolean = () => false) {
  const store = await openIdbStore(`model-loads-${crypto.randomUUID()}`);
  opened.push(store);
  await begin(plan, store);
  const counted = new Counted();
  const models = new Models(store, () => undefined, {
    root: new URL('/', location.href),
    makeWorker: counted.make,
  });
  let hear: (event: RunEvent) => void = () => undefined;
  const runs = new Runs({
    store,
    cast: (of, stop) => models.cast(of, stop),
    dropLost: (of) => models.dropLost(of),
    tell: (_, event) => hear(event),
  });
  const when = (holds: (event: RunEvent) => boolean) =>
    new Promise<void>((resolve) => (hear = (event) => holds(event) && resolve()));
  const run = await newRun(store, { projectId: 'project', name: 'Test', plan }, pairs.slice(0, 1));
  const becomes = (state: string) => (event: RunEvent) => event.kind === 'state' && event.run.state === state;
  const paused = when((event) => pauses(event) || becomes('finished')(event));
  await runs.start(run);
  await paused;
  if ((await store.read('run', run.owner, run.id))?.state !== 'finished') {
    await runs.halt(run, 'paused');
    const finished = when(becomes('finished'));
    await runs.resume(run);
    await finished;
  }
  const outcomes = await store.page('outcome', run.id);
  const verdicts = await store.page('verdict', run.id);
  for (const model of [plan.generator, plan.critic]) if (model) await models.unload(model);
  return { counted, outcomes, verdicts };
}

/** A busy processor takes its time to load a model. */
const patience = { timeout: 600_000 };

describe('a run with one model that writes and another that judges', patience, () => {
  it('loads them in turn when it works in phases: two loads a round, one held at a time, and none more for a pause', async () => {
    const phased = plan({ order: 'in phases' });
    const { counted, outcomes, verdicts } = await worked(phased, ({ kind }) => kind === 'verdict');
    expect(outcomes).toHaveLength(phased.rounds);
    expect(verdicts.length).toBeGreaterThanOrEqual(phased.rounds);
    expect(counted.loads).toBe(2 * phased.rounds);
    expect(counted.loads, 'what is said before start').toBe(callsOf(phased, 1).modelLoads);
    expect(counted.most).toBe(1);
  });

  it('loads each once when it works pair by pair, and holds both', async () => {
    const both = plan({ order: 'pair by pair', rounds: 1 });
    const { counted, outcomes } = await worked(both);
    expect(outcomes).toHaveLength(1);
    expect(counted.loads).toBe(callsOf(both, 1).modelLoads);
    expect(counted.most).toBe(2);
  });
});
