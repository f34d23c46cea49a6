// Owns "one call at a time: a second waits for the first" for every adapter.

export class Turnstile {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `act` after all earlier ones have settled, however they ended. */
  pass<Result>(act: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(act, act);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
