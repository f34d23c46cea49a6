// Owns placing texts with an embedding model of web-llm's. They are of BERT's kind, and web-llm leaves it to who asks to put
// the marks round a text and to keep it within the context.
import type { MLCEngine } from '@mlc-ai/web-llm';
import type { Embedder, ModelBuild, Stop } from '../../core/ports.ts';
import { Broken, troubleOf } from '../../core/trouble.ts';
import type { Lifeline } from '../lifeline.ts';
import { webLlmVersion } from '../versions.ts';
import type { WebLlmModel } from './model.ts';

/** So many are read at once by the smallest libraries; a larger batch waits inside web-llm, where no stop is heard. */
const batch = 4;

export class WebLlmEmbedder implements Embedder {
  readonly build: ModelBuild;
  readonly dimensions: number;
  readonly #webLlm: MLCEngine;
  readonly #lifeline: Lifeline;

  /** web-llm tells how long a vector is with the first one. */
  static async of(
    webLlm: MLCEngine,
    { model }: WebLlmModel,
    fingerprint: string,
    lifeline: Lifeline,
  ): Promise<WebLlmEmbedder> {
    const build = `web-llm ${webLlmVersion}, weights md5 ${fingerprint.slice(0, 12)}`;
    const [first = []] = await placed(webLlm, ['']);
    return new WebLlmEmbedder(webLlm, lifeline, { engine: 'webllm', model, build }, first.length);
  }

  private constructor(webLlm: MLCEngine, lifeline: Lifeline, build: ModelBuild, dimensions: number) {
    this.#webLlm = webLlm;
    this.#lifeline = lifeline;
    this.build = build;
    this.dimensions = dimensions;
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
      const found = await this.#placed(some);
      found.forEach((vector, at) => vectors.set(unit(vector), (from + at) * this.dimensions));
      onProgress(from + some.length);
    }
    return vectors;
  }

  unload(): void {
    this.#lifeline.lose('It was unloaded.');
    void this.#webLlm.unload();
  }

  async #placed(texts: readonly string[]): Promise<readonly (readonly number[])[]> {
    this.#lifeline.refuseWhenLost();
    try {
      return await this.#lifeline.hold(placed(this.#webLlm, texts));
    } catch (thrown) {
      const cause = await this.#lifeline.causeOf(thrown);
      throw cause instanceof Broken ? cause : new Broken(troubleOf(thrown), { cause });
    }
  }
}

/** One that is too long is cut until it fits, by itself. */
async function placed(webLlm: MLCEngine, texts: readonly string[]): Promise<readonly (readonly number[])[]> {
  try {
    const input = texts.map((text) => `[CLS] ${text} [SEP]`);
    const { data } = await webLlm.embeddings.create({ input });
    return data.map(({ embedding }) => embedding);
  } catch (thrown) {
    if (!isTooLong(thrown)) throw thrown;
    const [text, ...others] = texts;
    if (text !== undefined && others.length === 0) return placed(webLlm, [halved(text)]);
    const found: (readonly number[])[] = [];
    for (const one of texts) found.push(...(await placed(webLlm, [one])));
    return found;
  }
}

const isTooLong = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.name === 'EmbeddingExceedContextWindowSizeError';

const halved = (text: string): string => text.slice(0, Math.floor(text.length / 2));

function unit(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
