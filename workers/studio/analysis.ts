// Owns what is found out about attributes by their meaning: each task in an analysis worker of its own, watched, stopped, ended.
import { proxy, wrap, type Remote } from 'comlink';
import type { RedundancyCheck } from '../../src/core/persona/draw.ts';
import { mostLeaves } from '../../src/core/persona/merge-tree.ts';
import type { Attribute } from '../../src/core/persona/profile.ts';
import type { Embedder, Stop } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { CatalogueMirror } from '../../src/engine/catalogue-mirror.ts';
import type { AnalysisApi, AnalysisProgress } from '../analysis/analysis-api.ts';
import type { TrafficMessage } from '../engine/engine-api.ts';
import { countTraffic } from '../gate/traffic.ts';
import { brokenFrom } from '../plain-trouble.ts';
import type { CategoryTree } from '../studio-api/personas.ts';

type Hear = (progress: AnalysisProgress) => void;

/** What it fetches from other hosts counts as this worker's. */
function newAnalysisWorker(): Worker {
  const worker = new Worker(new URL('../analysis.worker.ts', import.meta.url), {
    type: 'module',
    name: 'analysis',
  });
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<TrafficMessage>>) => {
    for (const { host, bytesOut, bytesIn } of data.traffic ?? []) countTraffic(host, bytesOut, bytesIn);
  });
  return worker;
}

/** Throws `Broken`: `stopped`, or what broke in the worker. */
export async function inAnalysisWorker<T>(
  stop: Stop,
  task: (remote: Remote<AnalysisApi>) => Promise<T>,
): Promise<T> {
  const worker = newAnalysisWorker();
  const ended = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => reject(new Broken({ kind: 'unexpected', detail: message }));
    stop.onStop(() => reject(new Broken({ kind: 'stopped' })));
  });
  try {
    return await Promise.race([task(wrap<AnalysisApi>(worker)), ended]);
  } catch (thrown) {
    throw thrown instanceof Broken ? thrown : brokenFrom(thrown);
  } finally {
    worker.terminate();
  }
}

const textsOf = (attributes: readonly Attribute[]): string[] => attributes.map(({ text }) => text);

/** Throws `Broken`: `too-many`, `stopped`, or what broke in the worker. */
export async function growCategoryTree(
  attributes: readonly Attribute[],
  embedder: string,
  mirror: CatalogueMirror | null,
  hear: Hear,
  stop: Stop,
): Promise<CategoryTree> {
  if (attributes.length > mostLeaves)
    throw new Broken({ kind: 'too-many', what: 'attributes', found: attributes.length, most: mostLeaves });
  const grown = await inAnalysisWorker(stop, (remote) =>
    remote.growTree(textsOf(attributes), embedder, mirror, proxy(hear)),
  );
  return { attributes, ...grown };
}

/** The cosines of all attributes, ready to be asked for. */
export async function cosinesOf(
  attributes: readonly Attribute[],
  hear: Hear,
  stop: Stop,
): Promise<RedundancyCheck['cosine']> {
  const { vectors, dimensions } = await inAnalysisWorker(stop, (remote) =>
    remote.embed(textsOf(attributes), proxy(hear)),
  );
  const places = new Map(attributes.map(({ id }, place) => [id, place * dimensions]));
  return (one, other) => {
    const [from, against] = [places.get(one.id), places.get(other.id)];
    if (from === undefined || against === undefined) return 0;
    let sum = 0;
    for (let at = 0; at < dimensions; at += 1)
      sum += (vectors[from + at] ?? 0) * (vectors[against + at] ?? 0);
    return sum;
  };
}

/** An embedder that is loaded when it is first asked for, in a worker of its own that is ended with it. */
export interface OpenEmbedder {
  open(): Promise<Embedder>;
  close(): void;
}

export function openEmbedder(stop: Stop): OpenEmbedder {
  let opened: { readonly worker: Worker; readonly embedder: Promise<Embedder> } | null = null;
  const close = (): void => {
    opened?.worker.terminate();
    opened = null;
  };
  return {
    open: () => (opened ??= openedIn(newAnalysisWorker(), stop)).embedder,
    close,
  };
}

function openedIn(worker: Worker, stop: Stop): { worker: Worker; embedder: Promise<Embedder> } {
  const remote = wrap<AnalysisApi>(worker);
  const ended = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => reject(new Broken({ kind: 'unexpected', detail: message }));
    stop.onStop(() => reject(new Broken({ kind: 'stopped' })));
  });
  ended.catch(() => undefined);
  const raced = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await Promise.race([call, ended]);
    } catch (thrown) {
      throw thrown instanceof Broken ? thrown : brokenFrom(thrown);
    }
  };
  const asked = async (texts: readonly string[], hear: Hear) => raced(remote.embed([...texts], proxy(hear)));
  const embedder = asked([], () => undefined).then(({ dimensions, build }): Embedder => ({
    build,
    dimensions,
    embed: async (texts, onProgress) =>
      (await asked(texts, ({ stage, done }) => stage === 'embedding' && onProgress(done))).vectors,
    unload: () => worker.terminate(),
  }));
  return { worker, embedder };
}
