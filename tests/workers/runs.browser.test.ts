// Runs under way, in a browser for its Web Locks: pause and go on, lost engines, failed pairs, a second tab.
import { describe, expect, it } from 'vitest';
import type { Engine, Store } from '../../src/core/ports.ts';
import type { Run, RunState } from '../../src/core/run/plan.ts';
import { emptyView, reduce, type RunEvent } from '../../src/core/run/view.ts';
import { ScriptedEngine, type Failure } from '../../src/engine/scripted/scripted-engine.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { newRun } from '../../workers/studio/new-run.ts';
import { Runs } from '../../workers/studio/runs.ts';
import { begin, canonicalExport, pairs, planWith, sit } from '../core/run/harness.ts';

interface Studio {
  readonly runs: Runs;
  readonly events: RunEvent[];
  /** Engines handed out so far. */
  readonly casts: () => number;
  /** Resolves at the next event that `holds`. */
  readonly when: (holds: (event: RunEvent) => boolean) => Promise<RunEvent>;
}

function studioOn(store: Store, failures: readonly Failure[] = [], millisecondsPerPiece = 0): Studio {
  const events: RunEvent[] = [];
  const waiting = new Set<(event: RunEvent) => void>();
  let casts = 0;
  let engine: Engine | null = null;
  const runs = new Runs({
    store,
    cast: () => {
      const handOut = async (): Promise<Engine> => {
        if (!engine) casts += 1;
        // Only the first engine fails: what is loaded anew is sound.
        return (engine ??= new ScriptedEngine({
          millisecondsPerPiece,
          ...(casts === 1 ? { failures } : {}),
        }));
      };
      return { generator: handOut, critic: handOut, callsAtOnce: () => 1 };
    },
    dropLost: async () => void (engine = null),
    tell: (_, event) => {
      events.push(event);
      for (const hear of waiting) hear(event);
    },
  });
  const when = (holds: (event: RunEvent) => boolean) =>
    new Promise<RunEvent>((resolve) => {
      const hear = (event: RunEvent) => {
        if (!holds(event)) return;
        waiting.delete(hear);
        resolve(event);
      };
      waiting.add(hear);
    });
  return { runs, events, casts: () => casts, when };
}

const becomes = (state: RunState) => (event: RunEvent) => event.kind === 'state' && event.run.state === state;

async function seededStore(): Promise<Store> {
  return (await begin(planWith())).store;
}

/** What the bare loop makes of the plan as it was frozen when the run began. */
async function undisturbed({ plan }: Run): Promise<string> {
  const { store, the } = await begin(plan);
  await sit(the, store, { generator: new ScriptedEngine(), critic: new ScriptedEngine() });
  return canonicalExport(store, the);
}

/** Runs of one plan in one store get numbers; the records carry the plan's hash alone. */
const start = async (runs: Runs, store: Store, plan = planWith()): Promise<Run> =>
  runs.start(await newRun(store, { projectId: 'project', name: 'Test', plan }, pairs));

describe('a run in the studio worker', () => {
  it('writes the same records as the bare loop', async () => {
    const store = await seededStore();
    const { runs, when } = studioOn(store);
    const finished = when(becomes('finished'));
    const run = await start(runs, store);
    await finished;
    expect(await canonicalExport(store, run)).toBe(await undisturbed(run));
  });

  it('pauses in the middle of an answer and goes on to the same records', async () => {
    const store = await seededStore();
    const { runs, when, events } = studioOn(store, [], 1);
    const writing = when(({ kind }) => kind === 'verdict');
    const run = await start(runs, store);
    await writing;
    await runs.halt(run, 'paused');
    expect(events.at(-1)).toMatchObject({ kind: 'state', run: { state: 'paused' } });
    const finished = when(becomes('finished'));
    await runs.resume(run);
    await finished;
    expect(await canonicalExport(store, run)).toBe(await undisturbed(run));
  });

  it('shows after a reload what it showed before', async () => {
    const store = await seededStore();
    const before = studioOn(store, [], 1);
    const judged = before.when(({ kind }) => kind === 'verdict');
    const run = await start(before.runs, store);
    await judged;
    await before.runs.halt(run, 'paused');
    const shown = before.events.reduce(reduce, emptyView(run));
    const restored = await studioOn(store).runs.view({ ...run, state: 'paused' });
    expect(shown.candidates).toBeGreaterThanOrEqual(2);
    const { run: _, speed: __, recent: ___, ...figures } = shown;
    expect(restored).toMatchObject(figures);
  });

  it.each([
    ['lost', 3],
    ['lost', 9],
  ] as const)('loads an engine that was %s at call %i again, and repeats nothing', async (kind, call) => {
    const store = await seededStore();
    const { runs, when, casts } = studioOn(store, [{ call, kind }]);
    const finished = when(becomes('finished'));
    const run = await start(runs, store);
    await finished;
    expect(casts()).toBe(2);
    expect(await canonicalExport(store, run)).toBe(await undisturbed(run));
  });

  it('asks again when an answer cannot be read, and says how often', async () => {
    const store = await seededStore();
    const { runs, when } = studioOn(store, [{ call: 3, kind: 'unreadable' }]);
    const finished = when(becomes('finished'));
    const run = await start(runs, store);
    await finished;
    const verdicts = await store.page('verdict', run.id);
    expect(verdicts.filter(({ unreadableBefore }) => unreadableBefore === 1)).toHaveLength(1);
  });

  it('pauses with the reason when an engine stays lost', async () => {
    const store = await seededStore();
    const lost = new ScriptedEngine({ failures: [{ call: 1, kind: 'lost' }] });
    const paused = new Promise<Run>((resolve) => {
      const runs = new Runs({
        store,
        cast: () => ({ generator: async () => lost, critic: async () => lost, callsAtOnce: () => 1 }),
        dropLost: async () => undefined,
        tell: (_, event) => {
          if (event.kind === 'state' && event.run.state === 'paused') resolve(event.run);
        },
      });
      void start(runs, store);
    });
    const { owner, id, pausedBy } = await paused;
    expect(pausedBy).toMatchObject({ kind: 'engine-lost' });
    // A reload, and another tab, read why; once it goes on that is gone.
    const { runs, when } = studioOn(store);
    const found = await store.read('run', owner, id);
    if (!found) throw new Error('There is a run.');
    expect((await runs.view(found)).run.pausedBy).toEqual(pausedBy);
    const finished = when(becomes('finished'));
    await navigator.locks.request(`parley run ${found.id}`, () => undefined);
    await runs.resume(found);
    await finished;
    expect(await store.read('run', owner, id)).not.toHaveProperty('pausedBy');
  });

  it('keeps two tabs from running one run', async () => {
    const store = await seededStore();
    const first = studioOn(store, [], 2);
    const run = await start(first.runs, store);
    await expect(studioOn(store).runs.resume(run)).rejects.toMatchObject({
      trouble: { kind: 'running-elsewhere', run: 'Test' },
    });
    await first.runs.halt(run, 'stopped');
  });

  it('finds a run paused that was running when its tab was closed', async () => {
    const store = await seededStore();
    const { the } = await begin(planWith(), store);
    await studioOn(store).runs.pauseOrphans([the]);
    const interrupted = { state: 'paused', pausedBy: { kind: 'interrupted' } };
    expect(await store.read('run', the.owner, the.id)).toMatchObject(interrupted);
  });

  it('tries failed pairs again, those alone, with as many attempts as the plan gives', async () => {
    const store = new MemoryStore();
    // No dialogue has so many turns: every candidate is dropped by its length.
    const plan = planWith({ turnsAllowed: { min: 50, max: 60 }, rounds: 1, rewrites: 0, critic: null });
    await begin(plan, store);
    const { runs, when } = studioOn(store);
    const finished = when(becomes('finished'));
    const run = await start(runs, store, plan);
    await finished;
    const failed = await store.page('outcome', run.id);
    expect(failed.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
    const again = when(becomes('finished'));
    await runs.retry({ ...run, state: 'finished' }, [failed[0]?.id ?? '']);
    await again;
    const attempts = (await store.page('conversation', run.id)).map(({ origin }) =>
      origin.kind === 'generated' ? [origin.place.pair, origin.place.attempt] : [],
    );
    expect(attempts).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
      [0, 1],
      [1, 0],
      [1, 0],
    ]);
    expect((await store.page('outcome', run.id))[0]).toMatchObject({ kind: 'failed', extraAttempts: 1 });
  });
});
