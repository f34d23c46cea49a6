// Owns runs under way: one loop each, every result written before the next step is taken. A run that was running when the
// studio closed is found paused when it opens again; going on is the same loop, which asks the store what is missing.
import type { Change, Stop, Store } from '../../src/core/ports.ts';
import { changesOf } from '../../src/core/run/changes.ts';
import type { Draft } from '../../src/core/run/draft.ts';
import type { Plan, Run } from '../../src/core/run/plan.ts';
import type { Cast } from '../../src/core/run/surroundings.ts';
import { inState, pausedBy, pausedUnwritten, withSoundReason } from '../../src/core/run/pause.ts';
import { emptyView, reduce, type RunEvent, type RunView } from '../../src/core/run/view.ts';
import { Broken, troubleOf, type Trouble } from '../../src/core/trouble.ts';
import { holding, withReloads } from './held-work.ts';
import { listOf } from './pages.ts';
import { restoredView } from './restored-view.ts';
import { sha256 } from '../sha256.ts';
import { Stopper } from '../stopper.ts';

interface Active {
  readonly stopper: Stopper;
  view: RunView;
  readonly ended: Promise<void>;
}

export interface RunSurroundings {
  readonly store: Store;
  /** Loads each model when it is first asked for. */
  readonly cast: (plan: Plan, stop: Stop) => Cast;
  /** Forgets engines that were lost, so that they are loaded anew. */
  readonly dropLost: (plan: Plan) => Promise<void>;
  readonly tell: (runId: string, event: RunEvent) => void;
}

export class Runs {
  readonly #around: RunSurroundings;
  readonly #active = new Map<string, Active>();
  /** Runs that paused where not even that could be written: how they stand, until they go on. */
  readonly #unwritten = new Map<string, Run>();

  constructor(around: RunSurroundings) {
    this.#around = around;
  }

  /** A run that is in the store with all that it needs. */
  async start(run: Run): Promise<Run> {
    await this.#go(run, emptyView(run));
    return run;
  }

  /** `takeLock`: away from a tab that no longer answers. */
  async resume(run: Run, { takeLock = false } = {}): Promise<void> {
    if (this.#active.has(run.id)) return;
    const running = inState(run, 'running');
    const view = await restoredView(this.#around.store, running);
    await this.#go(running, view, takeLock ? { steal: true } : { ifAvailable: true });
  }

  isActive(runId: string): boolean {
    return this.#active.has(runId);
  }

  /** The project is another tab's now: what is under way ends here, and nothing more of it is written. */
  abandon(projectId: string): void {
    for (const { view, stopper } of this.#active.values()) if (view.run.owner === projectId) stopper.pull();
  }

  /** Pauses or stops; resolves when the answer being written has been let go. */
  async halt(run: Run, state: 'paused' | 'stopped'): Promise<void> {
    const active = this.#active.get(run.id);
    active?.stopper.pull();
    await active?.ended;
    const known = await this.#around.store.read('run', run.owner, run.id);
    if (known && known.state !== 'finished') await this.#keep(inState(known, state));
  }

  async retry(run: Run, outcomeIds: readonly string[]): Promise<void> {
    const { store } = this.#around;
    const active = this.#active.get(run.id);
    active?.stopper.pull();
    await active?.ended;
    const chosen = (await listOf(store, 'outcome', run.id)).filter(({ id }) => outcomeIds.includes(id));
    const reopened = chosen.flatMap((outcome): Change[] => {
      if (outcome.kind !== 'failed') return [];
      const { owner, id, round, pair } = outcome;
      const extraAttempts = outcome.extraAttempts + 1 + run.plan.rewrites;
      return [{ put: 'outcome', item: { owner, id, round, pair, kind: 'reopened', extraAttempts } }];
    });
    await store.write(reopened);
    await this.resume(run);
  }

  async view(run: Run): Promise<RunView> {
    const active = this.#active.get(run.id);
    if (active) return active.view;
    return restoredView(this.#around.store, this.standing(run));
  }

  /** A run as the store has it, with what this tab knows better. */
  standing(run: Run): Run {
    return this.#unwritten.get(run.id) ?? withSoundReason(run);
  }

  /** Runs that no tab is running, though they say so: the studio was closed or crashed. */
  async pauseOrphans(runs: readonly Run[]): Promise<void> {
    for (const run of runs) {
      if (run.state !== 'running' || this.#active.has(run.id)) continue;
      await navigator.locks.request(lockOf(run.id), { ifAvailable: true }, async (lock) => {
        if (lock) await this.#pause(run, { kind: 'interrupted' });
      });
    }
  }

  /** Takes the run's lock, so that no second tab runs it, and lets the loop go on by itself. */
  async #go(run: Run, view: RunView, manner: LockOptions = { ifAvailable: true }): Promise<void> {
    const stopper = new Stopper();
    const held = holding(lockOf(run.id), manner, () => this.#work(run, stopper));
    // Stolen by a tab that took over.
    const ended = held.ended.catch(() => stopper.pull());
    this.#active.set(run.id, { stopper, view, ended });
    if (await held.taken) return;
    this.#active.delete(run.id);
    throw new Broken({ kind: 'running-elsewhere', run: run.name });
  }

  async #work(run: Run, stopper: Stopper): Promise<void> {
    try {
      await this.#keep(run);
      await this.#consume(run, stopper);
      if (!stopper.stopped) await this.#keep(inState(run, 'finished'));
    } catch (thrown) {
      console.warn('A run paused:', thrown);
      await this.#pause(run, troubleOf(thrown));
    } finally {
      this.#active.delete(run.id);
    }
  }

  /** Said even where nothing can be written any more, for as long as this tab knows. */
  async #pause(run: Run, trouble: Trouble): Promise<void> {
    try {
      await this.#keep(pausedBy(run, trouble));
    } catch (late) {
      console.warn(late);
      const paused = pausedUnwritten(run, trouble, troubleOf(late));
      if (!paused) return;
      this.#unwritten.set(run.id, paused);
      this.#show(run.id, { kind: 'state', run: paused });
    }
  }

  async #consume(run: Run, stopper: Stopper): Promise<void> {
    const { store, cast, dropLost } = this.#around;
    // The loop brings rules, formats and a lexicon along; the first screen has no use for them.
    const { run: loop } = await import('../../src/core/run/run.ts');
    await withReloads(
      stopper,
      () => dropLost(run.plan),
      async (landed) => {
        const models = cast(run.plan, stopper);
        if (run.plan.order === 'pair by pair') await loadBoth(run.plan, models);
        const surroundings = {
          store,
          cast: models,
          clock: () => Date.now(),
          sha256,
          stop: stopper,
          keepDraft: (item: Draft) => store.write([{ put: 'draft', item }]),
          watch: (live: RunView['live']) => live && this.#show(run.id, { kind: 'live', live }),
        };
        for await (const events of loop(run, surroundings)) {
          await store.write(events.flatMap(changesOf));
          for (const event of events) this.#show(run.id, event);
          if (events.some(isNews)) landed();
        }
      },
    );
  }

  async #keep(run: Run): Promise<void> {
    await this.#around.store.write([{ put: 'run', item: run }]);
    this.#unwritten.delete(run.id);
    this.#show(run.id, { kind: 'state', run });
  }

  #show(id: string, event: RunEvent): void {
    const active = this.#active.get(id);
    if (active) active.view = reduce(active.view, event);
    this.#around.tell(id, event);
  }
}

/** Something landed that was not there before: what a loop only finds again is no sign that its engine is well. */
const isNews = (event: RunEvent): boolean =>
  event.kind === 'outcome' ||
  ((event.kind === 'conversation' || event.kind === 'verdict') && event.restored !== true);

/** A model that does not load is said before anything is written. In phases it is not its turn yet. */
async function loadBoth({ generator, critic }: Plan, cast: Cast): Promise<void> {
  if (generator) await cast.generator();
  if (critic) await cast.critic();
}

const lockOf = (id: string): string => `parley run ${id}`;
