// Owns what wllama needs to know of a model, and where its one file comes from.
import type { LoadProgress, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { download, type Download, type WantedFile } from '../download.ts';
import { withSignal } from '../stop-signal.ts';

export interface WllamaModel {
  readonly model: string;
  readonly contextTokens: number;
  readonly file: WantedFile;
  /** false for a file of our own origin: it is near, and the browser's own cache serves it. */
  readonly kept: boolean;
}

/** The Cache API's name for files that we keep ourselves. */
export const modelsCache = 'parley-models';

export interface FetchOptions {
  readonly stop: Stop;
  onProgress(progress: LoadProgress): void;
}

export async function fetchModel(
  { model, file, kept }: WllamaModel,
  { stop, onProgress }: FetchOptions,
): Promise<Blob> {
  let bytes = 0;
  const onBytes = (more: number): void => {
    bytes += more;
    onProgress({ stage: 'fetching', bytes, totalBytes: file.bytes ?? 0 });
  };
  onBytes(0);
  const fetched = await withSignal(stop, (signal) => {
    const how = { model, signal, onBytes };
    // Without a secure context there is no cache, and no reason not to work.
    return kept && 'caches' in globalThis
      ? throughCache(file, how)
      : download(file, how, (answer) => answer.blob());
  });
  await refuseStranger(fetched, model, file.url);
  return fetched;
}

async function throughCache(file: WantedFile, how: Download): Promise<Blob> {
  const cache = await caches.open(modelsCache);
  const found = await cache.match(file.url);
  if (!found) await download(file, how, (answer) => cache.put(file.url, answer));
  const blob = await (found ?? (await cache.match(file.url)))?.blob();
  if (!blob) throw new Broken({ kind: 'quota-full' });
  if (found) how.onBytes(blob.size);
  return blob;
}

/** A host may answer a wrong address with a page; llama.cpp would only say that it failed. */
async function refuseStranger(file: Blob, model: string, url: string): Promise<void> {
  if ((await file.slice(0, 4).text()) === 'GGUF') return;
  throw new Broken({ kind: 'bad-model-file', model, detail: `${url} is not a GGUF file.` });
}
