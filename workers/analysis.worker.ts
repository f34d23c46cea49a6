// A disposable worker for what takes long and much memory: embeddings and their merge tree. Ending it stops it and frees all.
import './gate/gate.ts';
import { expose } from 'comlink';
import { mergeTree } from '../src/core/persona/merge-tree.ts';
import { loadSentenceEncoder } from '../src/engine/sentence-encoder/load.ts';
import type { AnalysisApi, TreeProgress } from './analysis/analysis-api.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import { Stopper } from './stopper.ts';

const api: AnalysisApi = {
  async growTree(texts: readonly string[], onProgress: (progress: TreeProgress) => void) {
    onProgress({ stage: 'loading', done: 0, total: 0 });
    const embedder = await loadSentenceEncoder();
    const total = texts.length;
    // It is stopped by ending this worker, so its own stop is never pulled.
    const vectors = await embedder.embed(
      texts,
      (done) => onProgress({ stage: 'embedding', done, total }),
      new Stopper(),
    );
    embedder.unload();
    const tree = mergeTree(vectors, embedder.dimensions, (share) =>
      onProgress({ stage: 'clustering', done: share, total: 1 }),
    );
    return { tree, embedder: embedder.build };
  },
};

expose(withPlainTrouble(api));
