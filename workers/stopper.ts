// Owns the hand that pulls a `Stop`, on either side of a worker's edge.
import type { Stop } from '../src/core/ports.ts';

export class Stopper implements Stop {
  stopped = false;
  readonly #acts = new Set<() => void>();

  onStop(act: () => void): () => void {
    if (this.stopped) act();
    else this.#acts.add(act);
    return () => this.#acts.delete(act);
  }

  pull(): void {
    if (this.stopped) return;
    this.stopped = true;
    for (const act of this.#acts) act();
    this.#acts.clear();
  }
}
