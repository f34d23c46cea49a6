// Owns placing the attributes that exist by their meaning: all of them when the first new one comes, then each that is kept.
import type { Attribute } from '../profile.ts';
import type { ExpansionSurroundings } from './call.ts';
import { MeaningIndex, type Nearest } from './nearness.ts';

type Around = Pick<ExpansionSurroundings, 'embedder' | 'stop' | 'watch'>;

export class Meanings {
  readonly #around: Around;
  #index: MeaningIndex | null = null;
  #placed = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  /** `known` only grows from one call to the next. */
  async nearestTo(text: string, known: readonly Attribute[]): Promise<Nearest | null | 'stopped'> {
    const { stop, watch } = this.#around;
    const embedder = await this.#around.embedder();
    this.#index ??= new MeaningIndex(embedder.dimensions);
    const fresh = known.slice(this.#placed).map((attribute) => attribute.text);
    const total = fresh.length;
    const tell = (done: number) => total > 1 && watch({ kind: 'placing', done, total });
    if (total > 0) this.#index.add(fresh, await embedder.embed(fresh, tell, stop));
    this.#placed = known.length;
    const vector = await embedder.embed([text], () => undefined, stop);
    return stop.stopped ? 'stopped' : this.#index.nearestTo(vector);
  }
}
