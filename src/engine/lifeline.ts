// Owns whether a loaded engine still lives. What was lost stays lost; work under way ends with it, though the
// library underneath may never settle.
import { Broken } from '../core/trouble.ts';

/** WebGPU may tell of a lost device only after the work on it has failed. */
const millisecondsUntilLossIsTold = 100;

export class Lifeline {
  readonly #model: string;
  readonly #end: Promise<never>;
  #reject: (reason: Broken) => void = () => undefined;
  #lost: Broken | null = null;

  constructor(model: string) {
    this.#model = model;
    this.#end = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // Mostly nobody is waiting when an engine goes.
    this.#end.catch(() => undefined);
  }

  lose(detail: string, cause?: unknown): Broken {
    this.#lost ??= new Broken({ kind: 'engine-lost', model: this.#model, detail }, { cause });
    this.#reject(this.#lost);
    return this.#lost;
  }

  refuseWhenLost(): void {
    if (this.#lost) throw this.#lost;
  }

  /** What `work` gives, or the loss if that comes first. */
  hold<Result>(work: Promise<Result>): Promise<Result> {
    return Promise.race([work, this.#end]);
  }

  /** What lay behind an error: the loss, where that is told of within a moment; else the error itself. */
  async causeOf(thrown: unknown): Promise<unknown> {
    const moment = new Promise((resume) => setTimeout(resume, millisecondsUntilLossIsTold));
    return this.hold(moment).then(
      () => thrown,
      (lost: unknown) => lost,
    );
  }
}
