// Owns bringing a model into web-llm's own caches before web-llm looks there: its `Cache.add` would go past
// the gate round fetch, and it checks no weights.
import { z } from 'zod';
import type { LoadProgress, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { download, type Download, type WantedFile } from '../download.ts';
import { withSignal } from '../stop-signal.ts';
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

export function fetchWeights(
  model: WebLlmModel,
  { stop, onProgress }: { readonly stop: Stop; onProgress(progress: LoadProgress): void },
): Promise<FetchedWeights> {
  let bytes = 0;
  let totalBytes = 0;
  const onBytes = (more: number): void => {
    bytes += more;
    onProgress({ stage: 'fetching', bytes, totalBytes: Math.max(bytes, totalBytes) });
  };
  return withSignal(stop, async (signal) => {
    const how = { model: model.model, signal, onBytes };
    const addresses = addressesOf(model);
    const weights = await openCache(webLlmCaches.weights, model);
    const list = await readList(weights, addresses.weightsList, how);
    const shards = shardsOf(list, model);
    totalBytes = bytes + shards.reduce((sum, shard) => sum + (shard.bytes ?? 0), 0);
    await fetchAll([...shards, { url: addresses.tokenizer }], how, weights);
    await fetchAll([{ url: addresses.library }], how, await openCache(webLlmCaches.library, model));
    const configuration = await openCache(webLlmCaches.configuration, model);
    await fetchAll([{ url: addresses.configuration }], how, configuration);
    const { md5 } = await import('hash-wasm');
    return { bytes, fingerprint: await md5(list) };
  });
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

async function readList(keep: Keep, url: string, how: Download): Promise<string> {
  await fetchOne({ url }, how, keep);
  return (await keep.cache.match(url))?.text() ?? '';
}

function shardsOf(list: string, { model, weightsUrl }: WebLlmModel): readonly WantedFile[] {
  const parsed = weightsListShape.safeParse(parseJson(list));
  if (!parsed.success) {
    const detail = `${weightsUrl}tensor-cache.json is not a list of weights.`;
    throw new Broken({ kind: 'bad-model-file', model, detail });
  }
  return parsed.data.records.map(({ dataPath, nbytes, md5sum }) => ({
    url: new URL(dataPath, weightsUrl).href,
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
async function fetchAll(files: readonly WantedFile[], how: Download, keep: Keep): Promise<void> {
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

async function fetchOne(file: WantedFile, how: Download, { cache, anew }: Keep): Promise<void> {
  const found = (await cache.match(file.url)) !== undefined;
  if (found && !anew) return how.onBytes(file.bytes ?? 0);
  try {
    await download(file, how, (answer) => cache.put(file.url, answer));
  } catch (thrown) {
    // What is anew only to be sure may be old when the network is away.
    const away = thrown instanceof Broken && thrown.trouble.kind === 'no-network';
    if (!found || !away) throw thrown;
    how.onBytes(file.bytes ?? 0);
  }
}
