// A disposable worker for what takes long and much memory: embeddings and their merge tree, and measures of sets. Ending it
// stops it and frees all.
import { allowEndpoint } from './gate/gate.ts';
import { expose } from 'comlink';
import { mergeTree } from '../src/core/persona/merge-tree.ts';
import type { Embedder } from '../src/core/ports.ts';
import type { CatalogueMirror } from '../src/engine/catalogue-mirror.ts';
import { usualEmbedder } from '../src/engine/embedders.ts';
import { loadEmbedder } from '../src/engine/load-embedder.ts';
import type { AnalysisApi, AnalysisProgress } from './analysis/analysis-api.ts';
import { measured, SetsTaken } from './analysis/measuring.ts';
import type { TrafficMessage } from './engine/engine-api.ts';
import { tellTraffic } from './gate/traffic.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import { Stopper } from './stopper.ts';

tellTraffic((traffic) => postMessage({ traffic } satisfies TrafficMessage));

type Hear = (progress: AnalysisProgress) => void;

let loaded: Embedder | null = null;

/** All that one worker is asked is asked of one embedder. */
async function embedded(
  texts: readonly string[],
  hear: Hear,
  id = usualEmbedder,
  mirror: CatalogueMirror | null = null,
): Promise<[Float32Array, Embedder]> {
  if (!loaded) hear({ stage: 'loading', done: 0, total: 0 });
  const embedder = (loaded ??= await loadEmbedder(id, {
    root: new URL('../', self.location.href),
    mirror,
    // It is stopped by ending this worker, so its own stop is never pulled.
    stop: new Stopper(),
    onProgress: ({ stage, bytes, totalBytes }) =>
      hear(
        stage === 'fetching'
          ? { stage, done: bytes, total: totalBytes }
          : { stage: 'loading', done: 0, total: 0 },
      ),
  }));
  const tell = (done: number) => hear({ stage: 'embedding', done, total: texts.length });
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
  async growTree(
    texts: readonly string[],
    embedder: string,
    mirror: CatalogueMirror | null,
    onProgress: Hear,
  ) {
    for (const address of [mirror?.base, mirror?.libraries]) if (address) allowEndpoint(address);
    const [vectors, { dimensions, build }] = await embedded(texts, onProgress, embedder, mirror);
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
