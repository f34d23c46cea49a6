// Owns one answer as it comes in pieces. Deaf once stopped: what a library still sends was never asked for.
import type { Answer, Stop } from '../core/ports.ts';

export class Reading {
  readonly #onText: (piece: string) => void;
  readonly #stop: Stop;
  #text = '';

  constructor(onText: (piece: string) => void, stop: Stop) {
    this.#onText = onText;
    this.#stop = stop;
  }

  get text(): string {
    return this.#text;
  }

  hear(piece: string): void {
    if (piece === '' || this.#stop.stopped) return;
    this.#text += piece;
    this.#onText(piece);
  }

  /** `byItself`: why the model ended, where it was not stopped. */
  ended(byItself: 'stop' | 'length'): Answer['ended'] {
    return this.#stop.stopped ? 'stopped' : byItself;
  }
}
