// Owns the one way to a loaded embedder. Each library is imported when one of its models is loaded, not before.
import type { Embedder } from '../core/ports.ts';
import { Broken } from '../core/trouble.ts';
import { mirrored, type CatalogueMirror } from './catalogue-mirror.ts';
import { usualEmbedder, webLlmEmbedders } from './embedders.ts';
import type { Surroundings } from './load.ts';
import { placedMlc } from './placed-mlc.ts';

/** `id`: the usual one's, or a model's of web-llm. Throws `Broken`. */
export async function loadEmbedder(
  id: string,
  surroundings: Pick<Surroundings, 'root' | 'stop' | 'onProgress'> & {
    readonly mirror: CatalogueMirror | null;
  },
): Promise<Embedder> {
  if (id === usualEmbedder) {
    const { loadSentenceEncoder } = await import('./sentence-encoder/load.ts');
    return loadSentenceEncoder();
  }
  const known = webLlmEmbedders.find(({ choice }) => choice.model === id);
  const model = known && mirrored(known, surroundings.mirror);
  if (model?.files.kind !== 'mlc') throw new Broken({ kind: 'gone', what: 'model' });
  const { loadWebLlmEmbedder } = await import('./webllm/load.ts');
  return loadWebLlmEmbedder(placedMlc(model, model.files, surroundings.root), surroundings);
}
