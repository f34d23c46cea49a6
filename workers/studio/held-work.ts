// Owns what all work that goes on by itself has in common, runs and the rest: that one tab does it, by a Web Lock, and that an
// engine which was lost or hangs is loaded again before the work gives up.
import { troubleOf } from '../../src/core/trouble.ts';
import type { Stop } from '../../src/core/ports.ts';

export interface Held {
  /** Whether the lock was to be had. */
  readonly taken: Promise<boolean>;
  /** Once the work is over; at once where it was not taken. Rejects where the lock is stolen. */
  readonly ended: Promise<void>;
}

export function holding(lock: string, manner: LockOptions, work: () => Promise<void>): Held {
  let decide: (taken: boolean) => void = () => undefined;
  const taken = new Promise<boolean>((resolve) => (decide = resolve));
  const ended = navigator.locks.request(lock, manner, async (held) => {
    decide(held !== null);
    if (held) await work();
  });
  return { taken, ended };
}

/** A lost or hung engine is loaded again and the step tried again this often in a row before the work pauses. */
const mostReloads = 2;

/** `attempt` goes on from wherever the work stands, and says each time that something landed. Ends quietly when stopped. */
export async function withReloads(
  stop: Stop,
  dropLost: () => Promise<void>,
  attempt: (landed: () => void) => Promise<void>,
): Promise<void> {
  let reloads = 0;
  for (;;) {
    try {
      await attempt(() => (reloads = 0));
      return;
    } catch (thrown) {
      const { kind } = troubleOf(thrown);
      if (stop.stopped && (kind === 'stopped' || kind === 'engine-lost')) return;
      if (kind !== 'engine-lost' && kind !== 'engine-hung') throw thrown;
      // Also where no further try follows: what died must not be shown as loaded.
      await dropLost();
      if (reloads >= mostReloads) throw thrown;
      reloads += 1;
    }
  }
}
