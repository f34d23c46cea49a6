// Owns how long to wait for hosts and servers that are busy, and for connections that fall silent.

/** Statuses that another try may not meet. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504, 529]);

export const passes = (status: number): boolean => passing.has(status);

/** The longest that a server may make us wait, in milliseconds. */
const longestWait = 60_000;

/** Milliseconds before the next try: as long as the server says, else twice as long each time. */
export function waitBefore(tried: number, retryAfter: string | null, now: number, firstWait: number): number {
  const said = retryAfter === null ? Number.NaN : waitSaid(retryAfter.trim(), now);
  return Math.min(longestWait, Number.isFinite(said) ? Math.max(0, said) : firstWait * 2 ** (tried - 1));
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
const waitSaid = (retryAfter: string, now: number): number =>
  /^\d+$/.test(retryAfter) ? 1000 * Number(retryAfter) : Date.parse(retryAfter) - now;

/** Rejects with the signal's reason when that comes first. */
export const paused = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resume, reject) => {
    const ended = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', ended);
      resume();
    }, milliseconds);
    if (signal.aborted) ended();
    else signal.addEventListener('abort', ended, { once: true });
  });

/** Rejects when nothing has come of `work` in time; the work itself is left behind. */
export async function withinTime<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const tell = () => reject(new Error(`Nothing came for ${milliseconds / 1000} seconds.`));
    timer = setTimeout(tell, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
