// Owns a large file of a model as it lies in the browser's cache: cut into parts, so that a download goes on with what is
// missing, and a part that was damaged later is found and fetched alone. A mark under the file's own address says that all
// parts were whole; refuses to give out a file that differs from its hash.
import { z } from 'zod';
import { Broken } from '../core/trouble.ts';
import { asBroken, hasherOf, refuseFailure, type Download, type WantedFile } from './download.ts';
import { resumed, type Span } from './resumed.ts';

/** Bytes of each part but the last. */
export const partBytes = 4 * 1024 * 1024;

export interface PartsDownload extends Download {
  /** Bytes that were here already, as they are compared with their hash; the first call says that it begins. */
  onChecked(more: number): void;
  /** Bytes of a part, where not the usual ones. */
  readonly partBytes?: number;
}

const markShape = z.object({ bytes: z.number(), sha256: z.string().nullable() });
type Mark = z.infer<typeof markShape>;

/** Tells the mark from a whole file, which an older version kept under the address. */
const markType = 'application/x-parley-parts+json';

/** What is known of a file that was fetched to its end; null where it was not. */
export async function markOf(cache: Cache, url: string): Promise<Mark | null> {
  const found = await cache.match(url);
  if (found?.headers.get('content-type') !== markType) return null;
  const { data } = markShape.safeParse(await found.json().catch(() => null));
  return data ?? null;
}

const partAddress = (url: string, part: number): string => {
  const address = new URL(url);
  address.searchParams.set('part', String(part).padStart(5, '0'));
  return address.href;
};

/** The whole file, from parts that are kept and parts that are fetched. `wanted.bytes` must be known. */
export async function throughParts(
  wanted: WantedFile & { readonly bytes: number },
  how: PartsDownload,
  cache: Cache,
): Promise<Blob> {
  try {
    return await new PartedFile(wanted, how, cache).whole();
  } catch (thrown) {
    throw asBroken(thrown, wanted, how);
  }
}

class PartedFile {
  readonly #wanted: WantedFile & { readonly bytes: number };
  readonly #how: PartsDownload;
  readonly #cache: Cache;
  readonly #spans: readonly Span[];

  constructor(wanted: WantedFile & { readonly bytes: number }, how: PartsDownload, cache: Cache) {
    this.#wanted = wanted;
    this.#how = how;
    this.#cache = cache;
    const { bytes } = wanted;
    const length = how.partBytes ?? partBytes;
    this.#spans = Array.from({ length: Math.ceil(bytes / length) }, (_, part) => ({
      from: part * length,
      to: Math.min(bytes, (part + 1) * length),
    }));
  }

  async whole(): Promise<Blob> {
    const kept = await this.#keptWhole();
    if (kept) return kept;
    const present = await Promise.all(this.#spans.map((_, part) => this.#isPresent(part)));
    this.#how.onBytes(this.#bytesOf((part) => present[part] === true));
    const wasWhole = !present.includes(false) && (await this.#wasWhole());
    await this.#fetchMissing(present);
    const file = await this.#file();
    if (file && (await this.#isStill(file, wasWhole))) return this.#marked(file);
    return this.#healed();
  }

  /** Of an older version: one entry, checked like the parts. */
  async #keptWhole(): Promise<Blob | null> {
    const found = await this.#cache.match(this.#wanted.url);
    if (!found || found.headers.get('content-type') === markType) return null;
    const file = await found.blob();
    if (file.size === this.#wanted.bytes && (await this.#isWanted(file))) return file;
    await this.#cache.delete(this.#wanted.url);
    return null;
  }

  /** Each damaged part once more; where none is, or it does not help, the file at its host is another one. */
  async #healed(): Promise<Blob> {
    const sound = await Promise.all(this.#spans.map((_, part) => this.#isSound(part)));
    await this.#cache.delete(this.#wanted.url);
    if (sound.includes(false)) {
      await this.#fetchMissing(sound);
      const file = await this.#file();
      if (file && (await this.#isWanted(file))) return this.#marked(file);
    }
    await Promise.all(this.#spans.map((_, part) => this.#cache.delete(this.#address(part))));
    const { url, from = url, hash } = this.#wanted;
    const detail = hash
      ? `${from} does not have the ${hash.algorithm} ${hash.hex}.`
      : `${from} came damaged.`;
    throw new Broken({ kind: 'bad-model-file', model: this.#how.model, detail });
  }

  async #marked(file: Blob): Promise<Blob> {
    const { url, bytes, hash } = this.#wanted;
    const mark: Mark = { bytes, sha256: hash?.algorithm === 'sha256' ? hash.hex : null };
    await this.#cache.put(url, new Response(JSON.stringify(mark), { headers: { 'content-type': markType } }));
    return file;
  }

  #address(part: number): string {
    return partAddress(this.#wanted.url, part);
  }

  #bytesOf(counts: (part: number) => boolean): number {
    return this.#spans.reduce((sum, { from, to }, part) => sum + (counts(part) ? to - from : 0), 0);
  }

  /** Whether it is kept, of this length and of this very file. */
  async #isPresent(part: number): Promise<boolean> {
    const headers = (await this.#cache.match(this.#address(part)))?.headers;
    const { from = 0, to = 0 } = this.#spans[part] ?? {};
    return headers?.get('content-length') === String(to - from) && headers.get('x-file') === this.#version();
  }

  #version(): string {
    return this.#wanted.hash?.hex ?? '';
  }

  async #isSound(part: number): Promise<boolean> {
    const found = await this.#cache.match(this.#address(part));
    const { from = 0, to = 0 } = this.#spans[part] ?? {};
    const file = await found?.blob();
    if (!found || file?.size !== to - from) return false;
    return (await hashOf(file, 'md5', () => undefined)) === found.headers.get('x-md5');
  }

  /** null where a part has gone or lost bytes since. */
  async #file(): Promise<Blob | null> {
    const parts = await Promise.all(
      this.#spans.map(async (_, part) => (await this.#cache.match(this.#address(part)))?.blob()),
    );
    const file = new Blob(parts.filter((part) => part !== undefined));
    return file.size === this.#wanted.bytes ? file : null;
  }

  /** Whether these very parts have made this very file before. */
  async #wasWhole(): Promise<boolean> {
    const mark = await markOf(this.#cache, this.#wanted.url);
    const { bytes, hash } = this.#wanted;
    return mark?.bytes === bytes && mark.sha256 === (hash?.algorithm === 'sha256' ? hash.hex : null);
  }

  /** Parts that made the file before still do if each is as it came; their MD5 takes half the time of the file's SHA-256. */
  #isStill(file: Blob, wasWhole: boolean): Promise<boolean> {
    return wasWhole ? this.#areSound() : this.#isWanted(file);
  }

  async #isWanted(file: Blob): Promise<boolean> {
    const { hash } = this.#wanted;
    if (!hash) return this.#areSound();
    this.#how.onChecked(0);
    return (await hashOf(file, hash.algorithm, (more) => this.#checked(more))) === hash.hex;
  }

  async #areSound(): Promise<boolean> {
    this.#how.onChecked(0);
    for (const [part, { from, to }] of this.#spans.entries()) {
      if (!(await this.#isSound(part))) return false;
      this.#checked(to - from);
    }
    return true;
  }

  #checked(more: number): void {
    this.#how.signal.throwIfAborted();
    this.#how.onChecked(more);
  }

  async #fetchMissing(present: readonly boolean[]): Promise<void> {
    for (let part = 0; part < this.#spans.length; part += 1) {
      if (present[part] === true) continue;
      let last = part;
      while (last + 1 < this.#spans.length && present[last + 1] !== true) last += 1;
      await this.#fetchParts(part, last);
      part = last;
    }
  }

  /** One connection for all parts from `first` to `last`; each is kept as soon as it is whole. */
  async #fetchParts(first: number, last: number): Promise<void> {
    const [{ from = 0 } = {}, { to = 0 } = {}] = [this.#spans[first], this.#spans[last]];
    const { url, from: source = url, bytes } = this.#wanted;
    const isAll = from === 0 && to === bytes;
    const { first: answer, body } = await resumed(source, this.#how, isAll ? undefined : { from, to });
    refuseFailure(answer, this.#wanted, this.#how);
    const reader = body.getReader();
    for (let part = first; part <= last; part += 1) {
      const { from: begin = 0, to: end = 0 } = this.#spans[part] ?? {};
      await this.#keep(part, await this.#read(reader, end - begin, begin));
    }
    await this.#refuseMore(reader, isAll);
  }

  #rest: Uint8Array<ArrayBuffer> = new Uint8Array();

  async #read(
    reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
    length: number,
    before: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const read = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (this.#rest.byteLength === 0) {
        const { done, value } = await reader.read();
        if (done) this.#refuseLength(before + filled);
        this.#rest = value ?? this.#rest;
        this.#how.onBytes(this.#rest.byteLength);
      }
      const taken = this.#rest.subarray(0, length - filled);
      read.set(taken, filled);
      filled += taken.byteLength;
      this.#rest = this.#rest.subarray(taken.byteLength);
    }
    return read;
  }

  /** A file that goes on behind its length is another one. */
  async #refuseMore(
    reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
    isAll: boolean,
  ): Promise<void> {
    const more = this.#rest.byteLength || (isAll ? ((await reader.read()).value?.byteLength ?? 0) : 0);
    await reader.cancel();
    this.#rest = new Uint8Array();
    if (more > 0) this.#refuseLength(this.#wanted.bytes + more);
  }

  #refuseLength(found: number): never {
    const { url, from = url, bytes } = this.#wanted;
    const detail = `${from} has ${found} bytes instead of ${bytes}.`;
    throw new Broken({ kind: 'bad-model-file', model: this.#how.model, detail });
  }

  async #keep(part: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const md5 = await hashOf(new Blob([bytes]), 'md5', () => undefined);
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      'x-md5': md5,
      'x-file': this.#version(),
    };
    await this.#cache.put(this.#address(part), new Response(bytes, { headers }));
  }
}

async function hashOf(
  file: Blob,
  algorithm: 'md5' | 'sha256',
  onBytes: (more: number) => void,
): Promise<string> {
  const hasher = await hasherOf(algorithm);
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return hasher.digest('hex');
    hasher.update(value);
    onBytes(value.byteLength);
  }
}
