// Owns what wllama needs to know of a model, and where its files come from: one, or several where it was split.
import type { LoadProgress, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { download, type Download, type WantedFile } from '../download.ts';
import { hostedFile, isOnHuggingFace } from '../hugging-face.ts';
import { markOf, throughParts, type PartsDownload } from '../parts.ts';
import { withSignal } from '../stop-signal.ts';
import { modelsCache } from './cache.ts';

export interface WllamaModel {
  readonly model: string;
  readonly contextTokens: number;
  readonly files: readonly WantedFile[];
  /** false for a file of our own origin: it is near, and the browser's own cache serves it. */
  readonly kept: boolean;
  /** It reasons before it answers unless told not to (Qwen3). */
  readonly thinks?: boolean;
  /** The bytes of files that come from the person's disk; undefined for those that are fetched. */
  readonly source?: (url: string) => Blob | undefined;
}

/** What an ArrayBuffer of the library's program holds; a larger model has to be split. */
export const mostFileBytes = 2 ** 31 - 1;

export interface FetchOptions {
  readonly stop: Stop;
  onProgress(progress: LoadProgress): void;
}

/** Its files, and what is known of each by now. */
export interface FetchedModel {
  readonly blobs: readonly Blob[];
  readonly files: readonly WantedFile[];
}

export async function fetchModel(
  model: WllamaModel,
  { stop, onProgress }: FetchOptions,
): Promise<FetchedModel> {
  const { files: wanted, kept, source } = model;
  return withSignal(stop, async (signal) => {
    const how = { model: model.model, signal, ...(source ? { source } : {}) };
    const cache = kept && 'caches' in globalThis ? await caches.open(modelsCache) : null;
    const files = await Promise.all(wanted.map((file) => described(file, how, cache)));
    const progress = progressOf(files, onProgress);
    const blobs: Blob[] = [];
    for (const file of files) blobs.push(await fetchedFile(file, { ...how, ...progress }, cache));
    return { blobs, files };
  });
}

function progressOf(
  files: readonly WantedFile[],
  onProgress: FetchOptions['onProgress'],
): Pick<PartsDownload, 'onBytes' | 'onChecked'> {
  const totalBytes = files.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  let [fetched, checked] = [0, 0];
  onProgress({ stage: 'fetching', bytes: 0, totalBytes });
  return {
    onBytes: (more) => onProgress({ stage: 'fetching', bytes: (fetched += more), totalBytes }),
    onChecked: (more) => onProgress({ stage: 'checking', bytes: (checked += more), totalBytes }),
  };
}

/** With the length and the hash that its host names, where the catalogue names none; asked before the download, not after. */
async function described(
  file: WantedFile,
  how: Pick<Download, 'model' | 'signal' | 'source'>,
  cache: Cache | null,
): Promise<WantedFile> {
  if (file.bytes !== undefined && (file.hash || !isOnHuggingFace(file.from ?? file.url))) return file;
  const mark = cache && (await markOf(cache, file.url));
  if (mark) {
    const { bytes, sha256 } = mark;
    return { ...file, bytes, ...(sha256 === null ? {} : { hash: { algorithm: 'sha256', hex: sha256 } }) };
  }
  return { ...file, ...(await hostedFile(file.from ?? file.url, how)) };
}

async function fetchedFile(file: WantedFile, how: PartsDownload, cache: Cache | null): Promise<Blob> {
  const { bytes } = file;
  refuseLarge(file, how.model);
  // Without a secure context there is no cache, and no reason not to work.
  const blob =
    cache && bytes !== undefined
      ? await throughParts({ ...file, bytes }, how, cache)
      : await download(file, how, (answer) => answer.blob());
  await refuseStranger(blob, how.model, file.from ?? file.url);
  return blob;
}

function refuseLarge({ url, from = url, bytes = 0 }: WantedFile, model: string): void {
  if (bytes <= mostFileBytes) return;
  const detail = `${from} has more than 2 GB, which the processor’s engine cannot take in one file. Split it with llama-gguf-split.`;
  throw new Broken({ kind: 'load-failed', model, detail });
}

/** A host may answer a wrong address with a page; llama.cpp would only say that it failed. */
async function refuseStranger(file: Blob, model: string, url: string): Promise<void> {
  if ((await file.slice(0, 4).text()) === 'GGUF') return;
  throw new Broken({ kind: 'bad-model-file', model, detail: `${url} is not a GGUF file.` });
}
