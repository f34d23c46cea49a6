// Owns a wish to stop that a test can utter.
import type { Stop } from '../../../src/core/ports.ts';

export class StopSwitch implements Stop {
  stopped = false;
  readonly #acts = new Set<() => void>();

  stop(): void {
    this.stopped = true;
    for (const act of this.#acts) act();
    this.#acts.clear();
  }

  onStop(act: () => void): () => void {
    if (this.stopped) act();
    else this.#acts.add(act);
    return () => void this.#acts.delete(act);
  }

  /** Whether somebody still listens: what is left over keeps an ended call alive. */
  get listeners(): number {
    return this.#acts.size;
  }
}
