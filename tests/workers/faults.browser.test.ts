// A world that breaks under a run: each ends in a trouble that the page turns into a sentence, and the run can go on to the same
// records. In a browser for its Web Locks.
import { describe, expect, it } from 'vitest';
import type { Answer, Change, Engine, Store } from '../../src/core/ports.ts';
import type { Run } from '../../src/core/run/plan.ts';
import type { RunEvent } from '../../src/core/run/view.ts';
import { Broken, type Trouble } from '../../src/core/trouble.ts';
import { ScriptedEngine } from '../../src/engine/scripted/scripted-engine.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { newRun } from '../../workers/studio/new-run.ts';
import { Runs } from '../../workers/studio/runs.ts';
import { begin, canonicalExport, pairs, planWith, sit } from '../core/run/harness.ts';

/** A store whose writes fail while `fault` says so. */
class FaultyStore extends MemoryStore {
  fault: ((changes: readonly Change[]) => Trouble | null) | null = null;
  override async write(changes: readonly Change[]): Promise<void> {
    const trouble = this.fault?.(changes) ?? null;
    if (trouble) throw new Broken(trouble);
    return super.write(changes);
  }
}

const always = new ScriptedEngine();

interface Sitting {
  readonly runs: Runs;
  /** Resolves with the next event of a run that is no longer under way. */
  readonly rests: () => Promise<Extract<RunEvent, { kind: 'state' }>>;
}

function sitting(store: Store, engine: () => Engine): Sitting {
  let hear: (event: RunEvent) => void = () => undefined;
  const runs = new Runs({
    store,
    cast: () => ({
      generator: () => Promise.resolve(engine()),
      critic: () => Promise.resolve(engine()),
      callsAtOnce: () => 1,
    }),
    dropLost: () => Promise.resolve(),
    tell: (_, event) => hear(event),
  });
  const rests: Sitting['rests'] = () =>
    new Promise((resolve) => {
      hear = (event) => {
        if (event.kind === 'state' && event.run.state !== 'running') resolve(event);
      };
    });
  return { runs, rests };
}

async function prepared(): Promise<[FaultyStore, Run]> {
  const store = new FaultyStore();
  await begin(planWith(), store);
  return [store, await newRun(store, { projectId: 'project', name: 'Test', plan: planWith() }, pairs)];
}

async function undisturbed({ plan }: Run): Promise<string> {
  const { store, the } = await begin(plan);
  await sit(the, store, { generator: always, critic: always });
  return canonicalExport(store, the);
}

/** Goes on until the run has ended, and gives its records. */
async function goneOn(store: Store, run: Run): Promise<string> {
  const { runs, rests } = sitting(store, () => always);
  const resting = rests();
  await runs.resume(run);
  expect((await resting).run.state).toBe('finished');
  return canonicalExport(store, run);
}

const puts = (kind: string) => (changes: readonly Change[]) =>
  changes.some((change) => 'put' in change && change.put === kind);

describe('a store that breaks under a run', () => {
  it.each<[string, Trouble, (changes: readonly Change[]) => boolean]>([
    ['is full when a conversation is to be kept', { kind: 'quota-full' }, puts('conversation')],
    ['is full when a verdict is to be kept', { kind: 'quota-full' }, puts('verdict')],
    ['is full for everything, the pause of the run too', { kind: 'quota-full' }, () => true],
    ['aborts its transactions', { kind: 'store-lost', detail: 'aborted' }, puts('outcome')],
  ])('%s: the run pauses with the reason, and goes on to the same records', async (_, trouble, meets) => {
    const [store, run] = await prepared();
    const { runs, rests } = sitting(store, () => always);
    const resting = rests();
    let landed = 0;
    store.fault = (changes) => ((landed += 1) > 3 && meets(changes) ? trouble : null);
    await runs.start(run);
    expect(await resting).toMatchObject({ run: { state: 'paused', pausedBy: trouble } });
    // Looked at again, it is told again, also where it could not be written.
    const found = (await store.read('run', run.owner, run.id)) ?? run;
    expect((await runs.view(found)).run).toMatchObject({ state: 'paused', pausedBy: trouble });
    store.fault = null;
    expect(await goneOn(store, run)).toBe(await undisturbed(run));
  });
});

describe('a studio that is opened again after its run was cut off', () => {
  it.each<[string, Trouble | null, Trouble]>([
    ['says that it was interrupted', null, { kind: 'interrupted' }],
    ['says that the storage is full while it still is', { kind: 'quota-full' }, { kind: 'quota-full' }],
  ])('%s, and the run goes on to the same records', async (_, trouble, told) => {
    const [store, run] = await prepared();
    store.fault = () => trouble;
    const { runs } = sitting(store, () => always);
    await runs.pauseOrphans([run]);
    expect((await runs.view((await store.read('run', run.owner, run.id)) ?? run)).run.pausedBy).toEqual(told);
    store.fault = null;
    expect(await goneOn(store, run)).toBe(await undisturbed(run));
  });
});

/** Answers as the scripted one, until a call fails in its own way for ever. */
class Failing extends ScriptedEngine {
  readonly #from: number;
  readonly #fail: () => Promise<never>;
  #calls = 0;

  constructor(from: number, fail: () => Promise<never>) {
    super();
    this.#from = from;
    this.#fail = fail;
  }

  override complete(...given: Parameters<Engine['complete']>): Promise<Answer> {
    this.#calls += 1;
    return this.#calls > this.#from ? this.#fail() : super.complete(...given);
  }
}

class Babbling extends ScriptedEngine {
  override complete(): Promise<Answer> {
    return Promise.resolve({
      ...{ text: '{"a":[[[', ended: 'length', promptTokens: 1, answerTokens: 9, ignored: [] },
    });
  }
}

const lost = { kind: 'engine-lost', model: 'm', detail: 'the device is gone.' } as const;
const hung = { kind: 'engine-hung', model: 'm', seconds: 60 } as const;

describe('an engine that breaks under a run, again and again', () => {
  it.each<[string, () => Promise<never>, object]>([
    ['loses its device', () => Promise.reject(new Broken(lost)), lost],
    ['hangs', () => Promise.reject(new Broken(hung)), hung],
    ['rejects with a bare number', () => rejected(137), { kind: 'unexpected', detail: '137' }],
    ['rejects with a bare text', () => rejected('oom'), { kind: 'unexpected', detail: 'oom' }],
  ])(
    '%s: the run pauses after a bounded number of tries, and goes on to the same records',
    async (_, fail, trouble) => {
      const [store, run] = await prepared();
      let tries = 0;
      const engine = new Failing(3, () => {
        tries += 1;
        return fail();
      });
      const { runs, rests } = sitting(store, () => engine);
      const resting = rests();
      await runs.start(run);
      expect(await resting).toMatchObject({ run: { state: 'paused', pausedBy: trouble } });
      expect(tries).toBeLessThanOrEqual(3);
      const found = await store.read('run', run.owner, run.id);
      expect((await sitting(store, () => engine).runs.view(found ?? run)).run.pausedBy).toEqual(trouble);
      expect(await goneOn(store, run)).toBe(await undisturbed(run));
    },
  );

  it('answers what nobody can read for ever: every pair ends as failed, with the reason, and none hangs', async () => {
    const [store, run] = await prepared();
    const babbling = new Babbling();
    const { runs, rests } = sitting(store, () => babbling);
    const resting = rests();
    await runs.start(run);
    expect((await resting).run.state).toBe('finished');
    const outcomes = await store.page('outcome', run.id);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(outcomes.every((outcome) => outcome.kind === 'failed' && outcome.reasons.length > 0)).toBe(true);
  });
});

/** As some engines do; an Error would be no test. */
const rejected = (reason: unknown): Promise<never> =>
  new Promise((_, reject: (reason: unknown) => void) => reject(reason));
