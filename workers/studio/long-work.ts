// Owns long work under way that is no run of conversations: one loop each, every result written before the next step is
// taken, one tab at a time. Work that was going on when the studio closed is found paused when it opens again; going on is the
// same loop, which asks the store what is missing.
import type { Change, Stop, Store } from '../../src/core/ports.ts';
import type { RunState } from '../../src/core/run/plan.ts';
import { runId } from '../../src/core/run/places.ts';
import { Broken, troubleOf, type Trouble } from '../../src/core/trouble.ts';
import { Stopper } from '../stopper.ts';
import { holding, withReloads } from './held-work.ts';

interface Work {
  readonly owner: string;
  readonly id: string;
  readonly state: RunState;
}

/** A kind of work; `Event` includes the news of its state. */
export interface Trade<W extends Work, Event> {
  /** How it is called where another tab does it. */
  nameOf(work: W): string;
  /** From wherever it stands; ends by itself when stopped. */
  loop(work: W, stop: Stop): AsyncIterable<Event>;
  changesOf(work: W, event: Event): readonly Change[];
  stateEvent(work: W, trouble?: Trouble): Event;
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

  constructor(store: Pick<Store, 'write'>, trade: Trade<W, Event>) {
    this.#store = store;
    this.#trade = trade;
  }

  /** Takes the work's lock, so that no second tab does it, and lets the loop go on by itself. */
  async go(work: W): Promise<void> {
    if (this.#active.has(work.id)) return;
    const stopper = new Stopper();
    const { taken, ended } = holding(lockOf(work.id), { ifAvailable: true }, () =>
      this.#work({ ...work, state: 'running' }, stopper),
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
    if (known && known.state !== 'finished') await this.#setState({ ...known, state });
  }

  isGoing(id: string): boolean {
    return this.#active.has(id);
  }

  /** Work that no tab is doing, though it says so: the studio was closed or crashed. */
  async pauseOrphans(works: readonly W[]): Promise<void> {
    for (const work of works) {
      if (work.state !== 'running' || this.isGoing(work.id)) continue;
      await navigator.locks.request(lockOf(work.id), { ifAvailable: true }, async (lock) => {
        if (lock) await this.#setState({ ...work, state: 'paused' });
      });
    }
  }

  async #work(work: W, stopper: Stopper): Promise<void> {
    try {
      await this.#setState(work);
      const last = await this.#consume(work, stopper);
      if (!stopper.stopped) await this.#setState(this.#trade.ended(work, last));
    } catch (thrown) {
      console.warn('Work paused:', thrown);
      const paused: W = { ...work, state: 'paused' };
      await this.#setState(paused, troubleOf(thrown)).catch((late: unknown) => console.warn(late));
    } finally {
      this.#active.delete(work.id);
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

  async #setState(work: W, trouble?: Trouble): Promise<void> {
    const event = this.#trade.stateEvent(work, trouble);
    await this.#store.write(this.#trade.changesOf(work, event));
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
