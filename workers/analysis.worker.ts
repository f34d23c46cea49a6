// A disposable worker for what takes long and much memory: embeddings and their merge tree, and measures of sets. Ending it
// stops it and frees all.
import './gate/gate.ts';
import { expose } from 'comlink';
import { mergeTree } from '../src/core/persona/merge-tree.ts';
import type { Embedder } from '../src/core/ports.ts';
import { loadSentenceEncoder } from '../src/engine/sentence-encoder/load.ts';
import type { AnalysisApi, AnalysisProgress } from './analysis/analysis-api.ts';
import { measured, SetsTaken } from './analysis/measuring.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import { Stopper } from './stopper.ts';

type Hear = (progress: AnalysisProgress) => void;

let loaded: Embedder | null = null;

async function embedded(texts: readonly string[], hear: Hear): Promise<[Float32Array, Embedder]> {
  if (!loaded) hear({ stage: 'loading', done: 0, total: 0 });
  const embedder = (loaded ??= await loadSentenceEncoder());
  const tell = (done: number) => hear({ stage: 'embedding', done, total: texts.length });
  // It is stopped by ending this worker, so its own stop is never pulled.
  return [await embedder.embed(texts, tell, new Stopper()), embedder];
}

const taken = new SetsTaken();

const api: AnalysisApi = {
  async embed(texts: readonly string[], onProgress: Hear) {
    const [vectors, { dimensions, build }] = await embedded(texts, onProgress);
    return { vectors, dimensions, build };
  },
  async take(set, conversations) {
    taken.add(set, conversations);
  },
  async measure(sets, order, onProgress) {
    const embed = async (texts: readonly string[]) => {
      const silent = ({ stage }: AnalysisProgress) => {
        if (stage === 'loading') onProgress({ stage: 'loading', done: 0, total: 0 });
      };
      const [vectors, { dimensions }] = await embedded(texts, silent);
      return { vectors, dimensions };
    };
    return measured(taken, sets, order, embed, (share) =>
      onProgress({ stage: 'measuring', done: share, total: 1 }),
    );
  },
  async growTree(texts: readonly string[], onProgress: Hear) {
    const [vectors, { dimensions, build }] = await embedded(texts, onProgress);
    // The tree needs the memory.
    loaded?.unload();
    loaded = null;
    const tree = mergeTree(vectors, dimensions, (share) =>
      onProgress({ stage: 'clustering', done: share, total: 1 }),
    );
    return { tree, embedder: build };
  },
};

expose(withPlainTrouble(api));
