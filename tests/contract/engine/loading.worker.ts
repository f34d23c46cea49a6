// A worker that loads the model it is told to and answers one ask, as the studio's engine worker does.
import type { Ask } from '../../../src/core/ports.ts';
import type { ModelChoice } from '../../../src/core/run/plan.ts';
import { troubleOf } from '../../../src/core/trouble.ts';
import { loadEngine } from '../../../src/engine/load.ts';
import { StopSwitch } from './stop-switch.ts';

export interface Order {
  readonly choice: ModelChoice;
  readonly ask: Ask;
  readonly threads: number;
}

globalThis.onmessage = async ({ data }: MessageEvent<Order>) => {
  const stop = new StopSwitch();
  const { choice, ask, threads } = data;
  const root = new URL('/', location.href);
  try {
    const engine = await loadEngine(choice, { root, threads, stop, onProgress: () => undefined });
    const answer = await engine.complete(ask, (piece) => postMessage({ piece }), stop);
    postMessage({ answer });
  } catch (thrown) {
    postMessage({ trouble: troubleOf(thrown) });
  }
};
