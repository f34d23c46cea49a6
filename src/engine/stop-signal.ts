// Owns the way from the core's wish to stop to what libraries understand.
import type { Stop } from '../core/ports.ts';
import { Broken } from '../core/trouble.ts';

/** Runs `work` with a signal that is aborted on stop, and lets go of the stop afterwards. */
export async function withSignal<Result>(
  stop: Stop,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const forget = stop.onStop(() => controller.abort());
  try {
    return await work(controller.signal);
  } finally {
    forget();
  }
}

/** Throws `stopped` as soon as it is; for work that cannot be told to stop, and is left behind. */
export async function orStopped<Result>(stop: Stop, work: Promise<Result>): Promise<Result> {
  let forget = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    forget = stop.onStop(() => reject(new Broken({ kind: 'stopped' })));
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    forget();
  }
}
