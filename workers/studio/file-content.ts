// Owns reading a file that a person gave, packed with gzip or not. Refuses what would not fit in memory, since a packed file
// says nothing of how large it becomes.
import { piecesOf } from '../../src/archive/pieces.ts';
import { Broken } from '../../src/core/trouble.ts';

/** A text in memory takes up to twice its bytes, and its rows as much again. */
const mostBytes = 500_000_000;

const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;

/** Throws `Broken`: `bad-file`. */
export async function contentOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (isGzip(start)) return unpacked(file);
  if (file.size > mostBytes) throw tooLarge(file);
  return new Uint8Array(await file.arrayBuffer());
}

async function unpacked(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for await (const part of piecesOf(file.stream().pipeThrough(new DecompressionStream('gzip')))) {
      bytes += part.length;
      if (bytes > mostBytes) throw tooLarge(file);
      parts.push(part);
    }
  } catch (thrown) {
    if (thrown instanceof Broken) throw thrown;
    const detail = 'it is packed with gzip, and what is in it is broken off or damaged';
    throw new Broken({ kind: 'bad-file', file: file.name, detail }, { cause: thrown });
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const tooLarge = (file: File): Broken =>
  new Broken({ kind: 'bad-file', file: file.name, detail: 'it holds more than 500 MB; cut it into parts' });
