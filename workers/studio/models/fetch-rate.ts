// Owns how fast a model is being fetched: over the last seconds, so that it follows the network and not the past. Pure but for
// the times it is handed.

interface Moment {
  readonly at: number;
  readonly bytes: number;
}

/** Milliseconds looked back on. */
const window = 5000;

export class FetchRate {
  #moments: Moment[] = [];

  /** Bytes a second; null until enough has been seen. `bytes` so far, `at` in milliseconds. */
  next(bytes: number, at: number): number | null {
    const last = this.#moments.at(-1);
    // What was here already comes all at once, and is no fetching.
    const isJump = last !== undefined && at - last.at < 20 && bytes - last.bytes > jump;
    if (isJump) this.#moments = [];
    this.#moments.push({ at, bytes });
    while ((this.#moments[0]?.at ?? at) < at - window) this.#moments.shift();
    const first = this.#moments[0];
    if (!first || at - first.at < least) return null;
    return ((bytes - first.bytes) / (at - first.at)) * 1000;
  }
}

/** So many bytes within 20 milliseconds are none of a network's. */
const jump = 8_000_000;
/** Milliseconds before a rate means anything. */
const least = 500;
