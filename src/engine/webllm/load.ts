// Owns loading a model into web-llm, which runs it on WebGPU. To be called in a worker of its own, one per
// model: ending the worker is what cancels a load for good and frees the memory.
import { MLCEngine, ModelType, prebuiltAppConfig, type AppConfig } from '@mlc-ai/web-llm';
import type { Embedder, Engine, LoadProgress, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { Lifeline } from '../lifeline.ts';
import { orStopped } from '../stop-signal.ts';
import { filledRoles } from './chat-template.ts';
import { requireAdapter, watchDevices } from './device.ts';
import { fetchWeights } from './fetch-weights.ts';
import type { WebLlmModel } from './model.ts';
import { WebLlmEmbedder } from './web-llm-embedder.ts';
import { WebLlmEngine } from './web-llm-engine.ts';

export interface WebLlmOptions {
  readonly stop: Stop;
  onProgress(progress: LoadProgress): void;
}

export async function loadWebLlm(model: WebLlmModel, options: WebLlmOptions): Promise<Engine> {
  const { webLlm, fingerprint, lifeline } = await opened(model, options, ModelType.LLM);
  return new WebLlmEngine(webLlm, model, fingerprint, await filledRoles(model), lifeline);
}

export async function loadWebLlmEmbedder(model: WebLlmModel, options: WebLlmOptions): Promise<Embedder> {
  const { webLlm, fingerprint, lifeline } = await opened(model, options, ModelType.embedding);
  return WebLlmEmbedder.of(webLlm, model, fingerprint, lifeline);
}

interface Opened {
  readonly webLlm: MLCEngine;
  readonly fingerprint: string;
  readonly lifeline: Lifeline;
}

async function opened(
  model: WebLlmModel,
  { stop, onProgress }: WebLlmOptions,
  type: ModelType,
): Promise<Opened> {
  const { model: name, requiredFeatures, largestBufferBytes } = model;
  const limits = await requireAdapter(name, requiredFeatures, largestBufferBytes ?? 0);
  const { bytes, fingerprint } = await fetchWeights(model, { stop, onProgress, limits });
  const lifeline = new Lifeline(model.model);
  const webLlm = new MLCEngine({
    appConfig: configurationOf(model, type),
    logLevel: 'SILENT',
    initProgressCallback: ({ progress }) =>
      onProgress({ stage: 'loading', bytes: Math.round(progress * bytes), totalBytes: bytes }),
  });
  const load = watchDevices(
    () => webLlm.reload(model.model),
    (reason) => void lifeline.lose(reason),
  );
  try {
    await orStopped(stop, lifeline.hold(load));
  } catch (thrown) {
    const cause = thrown instanceof Broken ? thrown : await lifeline.causeOf(thrown);
    await settled(Promise.allSettled([webLlm.unload(), load]));
    // Whatever broke on the way to a stop, the stop is why.
    throw stop.stopped ? new Broken({ kind: 'stopped' }, { cause }) : asBroken(cause, model.model);
  }
  return { webLlm, fingerprint, lifeline };
}

/** web-llm's own record where it has one: it knows what its libraries need. The context is ours to say. */
function configurationOf(
  { model, weightsUrl, libraryUrl, contextTokens }: WebLlmModel,
  type: ModelType,
): AppConfig {
  const known = prebuiltAppConfig.model_list.find(({ model_id }) => model_id === model);
  const record = {
    ...known,
    model: weightsUrl,
    model_id: model,
    model_lib: libraryUrl,
    model_type: type,
    // A window that slides and one that does not exclude each other.
    overrides: { ...known?.overrides, context_window_size: contextTokens, sliding_window_size: -1 },
  };
  return { cacheBackend: 'cache', model_list: [record] };
}

/** A load left to itself would go on writing to the caches. After a loss it may never end, so nobody waits for long. */
const settled = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resume) => setTimeout(resume, millisecondsToSettle))]);

const millisecondsToSettle = 5000;

function asBroken(thrown: unknown, model: string): Broken {
  const lost = thrown instanceof Broken && thrown.trouble.kind === 'engine-lost';
  if (thrown instanceof Broken && !lost) return thrown;
  // All memory is taken during the load, and a device that is lost then was asked for too much.
  if (lost || (thrown instanceof Error && thrown.name === 'DeviceLostError')) {
    return new Broken({ kind: 'out-of-memory', model }, { cause: thrown });
  }
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new Broken({ kind: 'load-failed', model, detail }, { cause: thrown });
}
