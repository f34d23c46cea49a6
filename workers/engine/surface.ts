// Owns the engine contract in front of one loaded engine, wherever it runs: in a worker of its own, or in the page for the one
// model that lives there alone.
import type { Ask, Engine, LoadProgress, Message, Stop } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { CatalogueModel } from '../../src/engine/catalogue.ts';
import { Stopper } from '../stopper.ts';
import { batched } from './batched.ts';
import type { EngineApi, LoadSurroundings } from './engine-api.ts';

type Load = (
  model: CatalogueModel,
  around: LoadSurroundings,
  onProgress: (progress: LoadProgress) => void,
  stop: Stop,
) => Promise<Engine>;

export function engineSurface(load: Load): EngineApi {
  let engine: Engine | null = null;
  const loading = new Stopper();
  const stoppers = new Map<number, Stopper>();
  return {
    async load(
      model: CatalogueModel,
      around: LoadSurroundings,
      onProgress: (progress: LoadProgress) => void,
    ) {
      engine = await load(model, around, onProgress, loading);
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
      // In a worker a load is cancelled by ending it; the page stays.
      loading.pull();
      await engine?.unload();
      engine = null;
    },
  };
}
