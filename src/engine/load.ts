// Owns the one way to a loaded engine. Each library is imported when one of its models is loaded, not before.
import type { Engine, LoadProgress, Stop } from '../core/ports.ts';
import type { ModelChoice } from '../core/run/plan.ts';
import { Broken } from '../core/trouble.ts';
import { findModel, type CatalogueModel } from './catalogue.ts';
import { lostFile, placedMlc } from './placed-mlc.ts';

export interface Surroundings {
  /** The studio's own address: addresses in the catalogue may be relative to it. */
  readonly root: URL;
  /** For engines on the processor. */
  readonly threads: number;
  readonly stop: Stop;
  /** Of an endpoint that asks for one. */
  readonly key?: string | null;
  onProgress(progress: LoadProgress): void;
}

/** Throws `Broken`; `stopped` when `stop` was heard. What a stopped load holds goes with its worker. */
export async function loadEngine(choice: ModelChoice, surroundings: Surroundings): Promise<Engine> {
  const model = findModel(choice);
  if (!model) throw new Broken({ kind: 'gone', what: 'model' });
  return loadModel(model, surroundings);
}

/** As `loadEngine`, of a model that the person may have added. */
export async function loadModel(model: CatalogueModel, surroundings: Surroundings): Promise<Engine> {
  const { files } = model;
  const { root } = surroundings;
  switch (files.kind) {
    case 'none': {
      const { ScriptedEngine } = await import('./scripted/scripted-engine.ts');
      // At the pace of a fast reader: it is there to be watched.
      return new ScriptedEngine({ contextTokens: model.contextTokens, millisecondsPerPiece: 4 });
    }
    case 'browser':
      // It is the page that loads it.
      throw new Broken({ kind: 'gone', what: 'model' });
    case 'endpoint': {
      const { EndpointEngine } = await import('./endpoint/endpoint-engine.ts');
      const { namesOf } = await import('./endpoint/names.ts');
      const { endpoint } = files;
      const { key = null } = surroundings;
      const names = await namesOf(endpoint, key, navigator.userAgent);
      return new EndpointEngine(endpoint, files.model, { key, names });
    }
    case 'gguf': {
      const [{ loadWllama }, { placedGguf }] = await Promise.all([
        import('./wllama/load.ts'),
        import('./placed-gguf.ts'),
      ]);
      return loadWllama(await placedGguf(model, files, root), surroundings);
    }
    case 'own-gguf': {
      const { loadWllama } = await import('./wllama/load.ts');
      const { choice, contextTokens } = model;
      const placed = { model: choice.model, contextTokens, files: files.files, kept: true, thinks: true };
      return loadWllama({ ...placed, source: lostFile(model.name) }, surroundings);
    }
    case 'mlc': {
      const { loadWebLlm } = await import('./webllm/load.ts');
      return loadWebLlm(placedMlc(model, files, root), surroundings);
    }
  }
}
