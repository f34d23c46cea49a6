// Owns writing a zip archive piece by piece, so that what it holds never has to fit in memory at once. The same contents give the
// same bytes: one fixed time, no time zone.
import { Zip, ZipDeflate } from 'fflate';
import { piecesOf } from './pieces.ts';

/** The earliest day that a zip can name, in the zone where this runs, since fflate reads it there. */
const fixedTime = (): Date => new Date(1980, 0, 1, 12);

/** Text is handed to the compressor in pieces of this many characters, whatever the pieces in which it came. */
const pieceCharacters = 64 * 1024;

/** What is ready is handed to the browser in pieces of this size, which it may keep outside of memory. */
const partBytes = 4 * 1024 * 1024;

export class ZipWriter {
  readonly #zip: Zip;
  readonly #parts: Blob[] = [];
  #ready: Uint8Array<ArrayBuffer>[] = [];
  #readyBytes = 0;
  #failure: Error | null = null;

  constructor() {
    this.#zip = new Zip((failure, chunk, isLast) => {
      if (failure) this.#failure = failure;
      else this.#take(chunk, isLast);
    });
  }

  async add(name: string, texts: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = fixedTime();
    this.#zip.add(file);
    const encoder = new TextEncoder();
    let waiting = '';
    for await (const text of texts) {
      waiting += text;
      while (waiting.length >= pieceCharacters) {
        // A pair of surrogates stays together.
        const end = pieceCharacters - (isHighSurrogate(waiting, pieceCharacters - 1) ? 1 : 0);
        file.push(encoder.encode(waiting.slice(0, end)), false);
        waiting = waiting.slice(end);
      }
    }
    file.push(encoder.encode(waiting), true);
    if (this.#failure) throw this.#failure;
  }

  /** A file that is made already. */
  async addBlob(name: string, content: Blob): Promise<void> {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = fixedTime();
    this.#zip.add(file);
    for await (const piece of piecesOf(content.stream())) file.push(piece, false);
    file.push(new Uint8Array(), true);
    if (this.#failure) throw this.#failure;
  }

  end(): Blob {
    this.#zip.end();
    if (this.#failure) throw this.#failure;
    return new Blob(this.#parts, { type: 'application/zip' });
  }

  #take(chunk: Uint8Array, isLast: boolean): void {
    this.#ready.push(new Uint8Array(chunk));
    this.#readyBytes += chunk.length;
    if (this.#readyBytes < partBytes && !isLast) return;
    this.#parts.push(new Blob(this.#ready));
    this.#ready = [];
    this.#readyBytes = 0;
  }
}

const isHighSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;
