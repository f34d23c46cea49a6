// A disposable worker for what takes long and much memory: embeddings and their merge tree. Ending it stops it and frees all.
import './gate/gate.ts';
import { expose } from 'comlink';
import { mergeTree } from '../src/core/persona/merge-tree.ts';
import type { Embedder } from '../src/core/ports.ts';
import { loadSentenceEncoder } from '../src/engine/sentence-encoder/load.ts';
import type { AnalysisApi, AnalysisProgress } from './analysis/analysis-api.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import { Stopper } from './stopper.ts';

type Hear = (progress: AnalysisProgress) => void;

async function embedded(texts: readonly string[], hear: Hear): Promise<[Float32Array, Embedder]> {
  hear({ stage: 'loading', done: 0, total: 0 });
  const embedder = await loadSentenceEncoder();
  const tell = (done: number) => hear({ stage: 'embedding', done, total: texts.length });
  // It is stopped by ending this worker, so its own stop is never pulled.
  const vectors = await embedder.embed(texts, tell, new Stopper());
  embedder.unload();
  return [vectors, embedder];
}

const api: AnalysisApi = {
  async embed(texts: readonly string[], onProgress: Hear) {
    const [vectors, { dimensions }] = await embedded(texts, onProgress);
    return { vectors, dimensions };
  },
  async growTree(texts: readonly string[], onProgress: Hear) {
    const [vectors, { dimensions, build }] = await embedded(texts, onProgress);
    const tree = mergeTree(vectors, dimensions, (share) =>
      onProgress({ stage: 'clustering', done: share, total: 1 }),
    );
    return { tree, embedder: build };
  },
};

expose(withPlainTrouble(api));
