// Owns bringing a model into web-llm's own caches before web-llm looks there: its `Cache.add` would go past
// the gate round fetch, and it checks no weights.
import { z } from 'zod';
import type { LoadProgress, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { download, hasherOf, type Download, type WantedFile } from '../download.ts';
import { withSignal } from '../stop-signal.ts';
import { manifestOf } from './chat-template.ts';
import { refuseShortLimit } from './device.ts';
import { largestTensorOf } from './largest-tensor.ts';
import type { GpuLimits } from './limits.ts';
import { addressesOf, webLlmCaches, type WebLlmModel } from './model.ts';

const weightsListShape = z.object({
  records: z
    .array(z.object({ dataPath: z.string(), nbytes: z.number(), md5sum: z.string().optional() }))
    .min(1),
});

const filesAtOnce = 4;

export interface FetchedWeights {
  readonly bytes: number;
  /** md5 of the list that names all weights by their md5: so it stands for all of them. */
  readonly fingerprint: string;
}

interface FetchOptions {
  readonly stop: Stop;
  onProgress(progress: LoadProgress): void;
  /** Of the GPU that is to run it: what would not fit is refused before its weights are fetched. */
  readonly limits?: GpuLimits;
}

export function fetchWeights(
  model: WebLlmModel,
  { stop, onProgress, limits }: FetchOptions,
): Promise<FetchedWeights> {
  let bytes = 0;
  let totalBytes = 0;
  const tell = (stage: LoadProgress['stage'], more: number): void => {
    bytes += more;
    onProgress({ stage, bytes, totalBytes: Math.max(bytes, totalBytes) });
  };
  return withSignal(stop, async (signal) => {
    const how: Fetch = {
      ...{ model: model.model, signal },
      ...(model.source ? { source: model.source } : {}),
      onBytes: (more) => tell('fetching', more),
      onChecked: (more) => tell('checking', more),
    };
    const addresses = addressesOf(model);
    const weights = await openCache(webLlmCaches.weights, model);
    const list = await readList(weights, wantedOf(addresses.weightsList, model), how);
    const shards = shardsOf(list, model);
    if (limits) refuseShortLimit(model.model, limits, largestTensorOf(parseJson(list)));
    totalBytes = bytes + shards.reduce((sum, shard) => sum + (shard.bytes ?? 0), 0);
    await fetchAll([...shards, wantedOf(addresses.tokenizer, model)], how, weights);
    const library = { url: addresses.library, from: model.from?.libraryUrl ?? addresses.library };
    await fetchAll([library], how, await openCache(webLlmCaches.library, model));
    const configuration = await openCache(webLlmCaches.configuration, model);
    const manifest = manifestOf(model.model);
    if (manifest !== undefined) {
      const url = new URL(manifest, model.weightsUrl).href;
      await fetchAll([wantedOf(url, model)], how, configuration);
    }
    await fetchAll([wantedOf(addresses.configuration, model)], how, configuration);
    const { md5 } = await import('hash-wasm');
    return { bytes, fingerprint: await md5(list) };
  });
}

interface Fetch extends Download {
  /** Bytes that were here already and were found to be whole. */
  onChecked(more: number): void;
}

/** Kept under its address below the weights; from the same place of a mirror, where there is one. */
function wantedOf(url: string, { weightsUrl, from }: WebLlmModel): WantedFile {
  const source = from?.weightsUrl ?? null;
  return source === null ? { url } : { url, from: new URL(url.slice(weightsUrl.length), source).href };
}

/** A cache, and whether what lies in it already is good enough. */
interface Keep {
  readonly cache: Cache;
  readonly anew: boolean;
}

async function openCache(name: string, { model, embedded }: WebLlmModel): Promise<Keep> {
  if (!('caches' in globalThis)) {
    const detail = 'The browser keeps files only for pages from https or from this machine.';
    throw new Broken({ kind: 'load-failed', model, detail });
  }
  return { cache: await caches.open(name), anew: embedded };
}

async function readList(keep: Keep, file: WantedFile, how: Fetch): Promise<string> {
  await fetchOne(file, how, keep);
  return (await keep.cache.match(file.url))?.text() ?? '';
}

function shardsOf(list: string, place: WebLlmModel): readonly WantedFile[] {
  const { model, weightsUrl } = place;
  const parsed = weightsListShape.safeParse(parseJson(list));
  if (!parsed.success) {
    const detail = `${weightsUrl}tensor-cache.json is not a list of weights.`;
    throw new Broken({ kind: 'bad-model-file', model, detail });
  }
  return parsed.data.records.map(({ dataPath, nbytes, md5sum }) => ({
    ...wantedOf(new URL(dataPath, weightsUrl).href, place),
    bytes: nbytes,
    ...(md5sum === undefined ? {} : { hash: { algorithm: 'md5' as const, hex: md5sum } }),
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A few at once; the first that fails ends the others, and all have ended when this does. */
async function fetchAll(files: readonly WantedFile[], how: Fetch, keep: Keep): Promise<void> {
  const failed = new AbortController();
  const together = { ...how, signal: AbortSignal.any([how.signal, failed.signal]) };
  const waiting = files.values();
  const fetchWaiting = async (): Promise<void> => {
    for (const file of waiting) await fetchOne(file, together, keep);
  };
  const fetching = Array.from({ length: filesAtOnce }, fetchWaiting);
  try {
    await Promise.all(fetching);
  } catch (thrown) {
    failed.abort();
    await Promise.allSettled(fetching);
    throw thrown;
  }
}

async function fetchOne(file: WantedFile, how: Fetch, { cache, anew }: Keep): Promise<void> {
  const found = await cache.match(file.url);
  if (found && !anew) {
    if (await isWhole(found.clone(), file, how)) return;
    await cache.delete(file.url);
  }
  try {
    await download(file, how, async (answer) =>
      cache.put(file.url, file.hash ? answer : await marked(answer)),
    );
  } catch (thrown) {
    // What is anew only to be sure may be old when the network is away.
    const away = thrown instanceof Broken && thrown.trouble.kind === 'no-network';
    if (!found || !anew || !away) throw thrown;
    how.onBytes(file.bytes ?? 0);
  }
}

const ownHash = 'x-md5';

/** With the hash of what came, where no list names one: so that damage is noticed later. */
async function marked(answer: Response): Promise<Response> {
  const [bytes, { md5 }] = await Promise.all([answer.arrayBuffer(), import('hash-wasm')]);
  const headers = new Headers(answer.headers);
  headers.set(ownHash, await md5(new Uint8Array(bytes)));
  return new Response(bytes, { headers });
}

/** What lies here may have been damaged or cut since it came; it is fetched again alone. */
async function isWhole(kept: Response, { bytes, hash }: WantedFile, how: Fetch): Promise<boolean> {
  const [algorithm, hex] = hash ? [hash.algorithm, hash.hex] : (['md5', kept.headers.get(ownHash)] as const);
  const hasher = await hasherOf(algorithm);
  let length = 0;
  const reader = kept.body?.getReader();
  for (;;) {
    how.signal.throwIfAborted();
    const { done, value } = (await reader?.read().catch(() => null)) ?? { done: true, value: undefined };
    if (done || !value) break;
    length += value.byteLength;
    hasher.update(value);
    how.onChecked(value.byteLength);
  }
  const whole = (bytes === undefined || bytes === length) && (hex === null || hex === hasher.digest('hex'));
  // What is fetched anew must not count twice.
  if (!whole) how.onChecked(-length);
  return whole;
}
