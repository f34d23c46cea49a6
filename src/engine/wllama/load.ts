// Owns loading a GGUF into llama.cpp on the CPU, in wllama's own worker. Refuses wllama's downloader and the
// CDN that it would take code from: the program comes from our own origin, the model through our own fetch.
import { Wllama, type LoadModelParams } from '@wllama/wllama';
import programAddress from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import type { Engine, LoadProgress, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { Lifeline } from '../lifeline.ts';
import { orStopped } from '../stop-signal.ts';
import { setUpCompatibility } from './compatibility.ts';
import { ErrorLog } from './error-log.ts';
import { fetchModel, type FetchedModel, type FetchOptions, type WllamaModel } from './model.ts';
import { noStorage } from './no-storage.ts';
import { WllamaEngine } from './wllama-engine.ts';

export interface WllamaOptions {
  /** At most; see `threadsOf`. */
  readonly threads: number;
  readonly stop: Stop;
  onProgress(progress: LoadProgress): void;
  /** In place of the network and the cache. */
  readonly fetchFiles?: (model: WllamaModel, options: FetchOptions) => Promise<FetchedModel>;
}

export async function loadWllama(wanted: WllamaModel, options: WllamaOptions): Promise<Engine> {
  const { stop, onProgress, threads, fetchFiles = fetchModel } = options;
  const { blobs, files } = await fetchFiles(wanted, { stop, onProgress });
  // Hashes that the host named go into the build.
  const model = { ...wanted, files };
  const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
  onProgress({ stage: 'loading', bytes, totalBytes: bytes });
  const lifeline = new Lifeline(model.model);
  const errors = new ErrorLog((event) => void lifeline.lose(event.message));
  const wllama = new Wllama(
    { default: programAddress },
    { suppressNativeLog: true, logger: errors, cacheManager: noStorage() },
  );
  try {
    await setUpCompatibility(wllama);
    await orStopped(stop, lifeline.hold(wllama.loadModel([...blobs], parametersOf(model, threads))));
    refuseEmpty(wllama, model);
  } catch (thrown) {
    await wllama.exit();
    throw stop.stopped ? new Broken({ kind: 'stopped' }, { cause: thrown }) : asBroken(thrown, model);
  }
  return new WllamaEngine(wllama, model, lifeline, errors);
}

const parametersOf = ({ contextTokens }: WllamaModel, threads: number): LoadModelParams => ({
  n_ctx: contextTokens,
  n_gpu_layers: 0,
  n_parallel: 1,
  n_threads: threadsOf(threads),
  // A full context ends the answer; shifted, the model would go on without the beginning of what it was
  // asked.
  ctx_shift: false,
});

/**
 * Threads need cross-origin isolation. One core is left to the studio and the browser: llama.cpp's threads wait for one
 * another in busy loops, and on a machine that is all taken an answer takes ten times as long. With two cores or fewer
 * there is none to spare: halving the speed at all times would cost more than that.
 */
function threadsOf(most: number): number {
  if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer !== 'function') return 1;
  const cores = navigator.hardwareConcurrency;
  return Math.max(1, Math.min(most, cores > 2 ? cores - 1 : cores));
}

/** wllama takes a refusal of llama.cpp for a model without words. */
function refuseEmpty(wllama: Wllama, { model, files: [file] }: WllamaModel): void {
  if (wllama.getLoadedContextInfo().n_vocab > 0) return;
  throw new Broken({
    kind: 'load-failed',
    model,
    detail: `llama.cpp could not read ${file?.from ?? file?.url}.`,
  });
}

function asBroken(thrown: unknown, { model }: WllamaModel): Broken {
  if (thrown instanceof Broken && thrown.trouble.kind !== 'engine-lost') return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new Broken({ kind: 'load-failed', model, detail }, { cause: thrown });
}
