// An engine worker that misbehaves in the way that the model's name says.
import { expose } from 'comlink';
import type { Ask, LoadProgress } from '../../src/core/ports.ts';
import type { CatalogueModel } from '../../src/engine/catalogue.ts';
import type { EngineApi, LoadSurroundings } from '../../workers/engine/engine-api.ts';

const never = () => new Promise<never>(() => undefined);
let manner = '';

const api: EngineApi = {
  load({ choice }: CatalogueModel, _around: LoadSurroundings, onProgress: (progress: LoadProgress) => void) {
    manner = choice.model;
    if (manner === 'tells late')
      setTimeout(() => onProgress({ stage: 'loading', bytes: 1, totalBytes: 1 }), 50);
    if (manner === 'never loads') return never();
    const build = { engine: 'stubborn', model: manner, build: '1' };
    return Promise.resolve({ build, contextTokens: 100, callsAtOnce: 1, givesProbabilities: false });
  },
  complete(_call: number, _ask: Ask, onText: (piece: string) => void) {
    if (manner === 'spins') for (;;);
    if (manner === 'dies') setTimeout(() => self.reportError(new Error('out of memory')));
    if (manner === 'loses its GPU')
      // As it comes over the edge of a worker, a plain trouble.
      return Promise.reject({ kind: 'engine-lost', model: manner, detail: 'the GPU is gone.' });
    onText('so far');
    return never();
  },
  countTokens: never,
  stop: () => Promise.resolve(),
  unload: () => Promise.resolve(),
};
expose(api);
