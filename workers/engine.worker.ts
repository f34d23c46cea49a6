// A disposable worker that holds one model. Ending it frees all memory, cancels a load and ends a hang.
import { allowEndpoint } from './gate/gate.ts';
import { expose } from 'comlink';
import { loadModel } from '../src/engine/load.ts';
import { addressesOf } from '../src/engine/own/own-model.ts';
import type { TrafficMessage } from './engine/engine-api.ts';
import { engineSurface } from './engine/surface.ts';
import { tellTraffic } from './gate/traffic.ts';
import { withPlainTrouble } from './plain-trouble.ts';

tellTraffic((traffic) => postMessage({ traffic } satisfies TrafficMessage));

const surface = engineSurface((model, { rootAddress, threads, key }, onProgress, stop) => {
  if (model.files.kind === 'endpoint') allowEndpoint(model.files.endpoint.baseUrl);
  addressesOf(model).forEach(allowEndpoint);
  return loadModel(model, { root: new URL(rootAddress), threads, key, onProgress, stop });
});

expose(withPlainTrouble(surface));
