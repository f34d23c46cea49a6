// Owns whether a loaded engine still lives. What was lost stays lost; work under way ends with it, though the library
// underneath may never settle.
import { Broken } from '../core/trouble.ts';

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
}
