// Owns "so many calls at a time: one more waits for another to end" for every adapter.

export class Turnstile {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(callsAtOnce = 1) {
    this.#free = callsAtOnce;
  }

  /** Runs `act` when it is its turn, in the order of asking; however an earlier one ended. */
  async pass<Result>(act: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resume) => this.#waiting.push(resume));
    try {
      return await act();
    } finally {
      // Handed on without being free in between, so that nobody overtakes.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
