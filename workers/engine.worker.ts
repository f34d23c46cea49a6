// A disposable worker that holds one model. Ending it frees all memory, cancels a load and ends a hang.
import { allowEndpoint } from './gate/gate.ts';
import { expose } from 'comlink';
import type { Ask, Engine, LoadProgress, Message } from '../src/core/ports.ts';
import { Broken } from '../src/core/trouble.ts';
import type { CatalogueModel } from '../src/engine/catalogue.ts';
import { loadModel } from '../src/engine/load.ts';
import type { EngineApi, LoadSurroundings, TrafficMessage } from './engine/engine-api.ts';
import { tellTraffic } from './gate/traffic.ts';
import { batched } from './engine/batched.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import { Stopper } from './stopper.ts';

tellTraffic((traffic) => postMessage({ traffic } satisfies TrafficMessage));

let engine: Engine | null = null;
const stoppers = new Map<number, Stopper>();

const api: EngineApi = {
  async load(model: CatalogueModel, around: LoadSurroundings, onProgress: (progress: LoadProgress) => void) {
    const { rootAddress, threads, key } = around;
    const root = new URL(rootAddress);
    if (model.files.kind === 'endpoint') allowEndpoint(model.files.endpoint.baseUrl);
    // A load is cancelled by ending this worker, so its own stop is never pulled.
    engine = await loadModel(model, { root, threads, key, onProgress, stop: new Stopper() });
    const { build, contextTokens, callsAtOnce, givesProbabilities } = engine;
    return { build, contextTokens, callsAtOnce, givesProbabilities };
  },
  async complete(call: number, ask: Ask, onText: (piece: string) => void) {
    if (!engine) throw new Broken({ kind: 'gone', what: 'model' });
    const stopper = new Stopper();
    stoppers.set(call, stopper);
    const batch = batched(onText, navigator.hardwareConcurrency);
    try {
      return await engine.complete(ask, batch.add, stopper);
    } finally {
      batch.flush();
      stoppers.delete(call);
    }
  },
  async countTokens(messages: readonly Message[]) {
    if (!engine) throw new Broken({ kind: 'gone', what: 'model' });
    return engine.countTokens(messages);
  },
  async stop(call: number) {
    stoppers.get(call)?.pull();
  },
  async unload() {
    await engine?.unload();
    engine = null;
  },
};

expose(withPlainTrouble(api));
