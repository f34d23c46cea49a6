// Owns long work under way that is no run of conversations: one loop each, every result written before the next step is
// taken, one tab at a time. Work that was going on when the studio closed is found paused when it opens again; going on is the
// same loop, which asks the store what is missing.
import type { Change, Stop, Store } from '../../src/core/ports.ts';
import { inState, pausedBy, pausedUnwritten, withSoundReason } from '../../src/core/run/pause.ts';
import type { RunState } from '../../src/core/run/plan.ts';
import { runId } from '../../src/core/run/places.ts';
import { Broken, troubleOf, type Trouble } from '../../src/core/trouble.ts';
import { Stopper } from '../stopper.ts';
import { holding, withReloads } from './held-work.ts';

interface Work {
  readonly owner: string;
  readonly id: string;
  readonly state: RunState;
  readonly pausedBy?: Trouble;
}

/** A kind of work; `Event` includes the news of its state. */
export interface Trade<W extends Work, Event> {
  /** How it is called where another tab does it. */
  nameOf(work: W): string;
  /** From wherever it stands; ends by itself when stopped. */
  loop(work: W, stop: Stop): AsyncIterable<Event>;
  changesOf(work: W, event: Event): readonly Change[];
  stateEvent(work: W): Event;
  /** How work stands whose loop came to an end after this event. */
  ended(work: W, last: Event | null): W;
  read(work: W): Promise<W | undefined>;
  /** Forgets engines that were lost, so that they are loaded anew. */
  dropLost(work: W): Promise<void>;
  tell(work: W, event: Event): void;
}

export class LongWork<W extends Work, Event> {
  readonly #store: Pick<Store, 'write'>;
  readonly #trade: Trade<W, Event>;
  readonly #active = new Map<string, { readonly stopper: Stopper; readonly ended: Promise<void> }>();
  /** Work that paused where not even that could be written: how it stands, until it goes on. */
  readonly #unwritten = new Map<string, W>();

  constructor(store: Pick<Store, 'write'>, trade: Trade<W, Event>) {
    this.#store = store;
    this.#trade = trade;
  }

  /** Takes the work's lock, so that no second tab does it, and lets the loop go on by itself. */
  async go(work: W): Promise<void> {
    if (this.#active.has(work.id)) return;
    const stopper = new Stopper();
    const { taken, ended } = holding(lockOf(work.id), { ifAvailable: true }, () =>
      this.#work(inState(work, 'running'), stopper),
    );
    this.#active.set(work.id, { stopper, ended });
    if (await taken) return;
    this.#active.delete(work.id);
    throw new Broken({ kind: 'running-elsewhere', run: this.#trade.nameOf(work) });
  }

  /** Pauses or stops; resolves when the answer being written has been let go. */
  async halt(work: W, state: 'paused' | 'stopped'): Promise<void> {
    const active = this.#active.get(work.id);
    active?.stopper.pull();
    await active?.ended;
    const known = await this.#trade.read(work);
    if (known && known.state !== 'finished') await this.#keep(inState(known, state));
  }

  isGoing(id: string): boolean {
    return this.#active.has(id);
  }

  /** Work as the store has it, with what this tab knows better. */
  standing(work: W): W {
    return this.#unwritten.get(work.id) ?? withSoundReason(work);
  }

  /** Work that no tab is doing, though it says so: the studio was closed or crashed. */
  async pauseOrphans(works: readonly W[]): Promise<void> {
    for (const work of works) {
      if (work.state !== 'running' || this.isGoing(work.id)) continue;
      await navigator.locks.request(lockOf(work.id), { ifAvailable: true }, async (lock) => {
        if (lock) await this.#pause(work, { kind: 'interrupted' });
      });
    }
  }

  async #work(work: W, stopper: Stopper): Promise<void> {
    try {
      await this.#keep(work);
      const last = await this.#consume(work, stopper);
      if (!stopper.stopped) await this.#keep(this.#trade.ended(work, last));
    } catch (thrown) {
      console.warn('Work paused:', thrown);
      await this.#pause(work, troubleOf(thrown));
    } finally {
      this.#active.delete(work.id);
    }
  }

  /** Said even where nothing can be written any more, for as long as this tab knows. */
  async #pause(work: W, trouble: Trouble): Promise<void> {
    try {
      await this.#keep(pausedBy(work, trouble));
    } catch (late) {
      console.warn(late);
      const paused = pausedUnwritten(work, trouble, troubleOf(late));
      if (!paused) return;
      this.#unwritten.set(work.id, paused);
      this.#trade.tell(work, this.#trade.stateEvent(paused));
    }
  }

  /** The last event of the loop. */
  async #consume(work: W, stopper: Stopper): Promise<Event | null> {
    const { loop, changesOf, dropLost, tell } = this.#trade;
    let last: Event | null = null;
    await withReloads(
      stopper,
      () => dropLost(work),
      async (landed) => {
        for await (const event of loop(work, stopper)) {
          await this.#store.write(changesOf(work, event));
          tell(work, event);
          last = event;
          landed();
        }
      },
    );
    return last;
  }

  async #keep(work: W): Promise<void> {
    const event = this.#trade.stateEvent(work);
    await this.#store.write(this.#trade.changesOf(work, event));
    this.#unwritten.delete(work.id);
    this.#trade.tell(work, event);
  }
}

const lockOf = (id: string): string => `parley work ${id}`;

/** An id for work on a copy of attributes that it owns: the same work again gets the next number. */
export async function freeWorkId(store: Pick<Store, 'count'>, hash: string): Promise<string> {
  let number = 1;
  while ((await store.count('attribute', runId(hash, number))) > 0) number += 1;
  return runId(hash, number);
}
