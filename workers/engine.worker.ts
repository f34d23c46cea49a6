// A disposable worker that holds one model. Ending it frees all memory, cancels a load and ends a hang.
import './gate/gate.ts';
import { expose } from 'comlink';
import type { Ask, Engine, LoadProgress } from '../src/core/ports.ts';
import type { ModelChoice } from '../src/core/run/plan.ts';
import { Broken } from '../src/core/trouble.ts';
import { loadEngine } from '../src/engine/load.ts';
import type { EngineApi } from './engine/engine-api.ts';
import { batched } from './engine/batched.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import { Stopper } from './stopper.ts';

let engine: Engine | null = null;
let stopper = new Stopper();

const api: EngineApi = {
  async load(
    choice: ModelChoice,
    rootAddress: string,
    threads: number,
    onProgress: (progress: LoadProgress) => void,
  ) {
    const root = new URL(rootAddress);
    // A load is cancelled by ending this worker, so its own stop is never pulled.
    engine = await loadEngine(choice, { root, threads, onProgress, stop: new Stopper() });
    const { build, contextTokens, givesProbabilities } = engine;
    return { build, contextTokens, givesProbabilities };
  },
  async complete(ask: Ask, onText: (piece: string) => void) {
    if (!engine) throw new Broken({ kind: 'gone', what: 'model' });
    stopper = new Stopper();
    const batch = batched(onText, navigator.hardwareConcurrency);
    try {
      return await engine.complete(ask, batch.add, stopper);
    } finally {
      batch.flush();
    }
  },
  async stop() {
    stopper.pull();
  },
  async unload() {
    await engine?.unload();
    engine = null;
  },
};

expose(withPlainTrouble(api));
