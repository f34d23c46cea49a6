// Owns reading a zip archive that anyone may have made: by its central directory, piece by piece, each file held to the size and
// the checksum that it states. Refuses what is cut off, encrypted, spread over disks, larger than it says, or larger than it may be.
import { Inflate } from 'fflate';
import { createCRC32 } from 'hash-wasm';

/** What is wrong with the archive, in a sentence. */
export class BadArchive extends Error {
  override readonly name = 'BadArchive';
}

export interface ZipEntry {
  readonly name: string;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly crc: number;
  readonly isDeflated: boolean;
  readonly headerAt: number;
}

export interface ZipLimits {
  readonly entries: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
}

const endBytes = 22;
const longestComment = 0xffff;
const centralBytes = 46;
const localBytes = 30;
/** Small enough that what one piece unpacks to, at most 1,032 times as much, fits in memory. */
const pieceBytes = 16 * 1024;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Throws `BadArchive`. */
export async function zipEntries(file: Blob, limits: ZipLimits): Promise<ZipEntry[]> {
  const { count, size, at } = await endOf(file);
  if (count > limits.entries) throw new BadArchive(`It holds ${count} files, more than a project has.`);
  if (at + size > file.size) throw new BadArchive('It is cut off: its list of files is not whole.');
  const view = await viewOf(file, at, size);
  const entries: ZipEntry[] = [];
  let offset = 0;
  for (let index = 0; index < count; index += 1) {
    const { entry, length } = centralEntry(view, offset);
    entries.push(entry);
    offset += length;
  }
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > limits.bytes)
    throw new BadArchive(
      `Unpacked it would have ${Math.round(bytes / 1e6)} MB, more than is taken in at once.`,
    );
  if (new Set(entries.map(({ name }) => name)).size < entries.length)
    throw new BadArchive('It holds two files of one name.');
  return entries;
}

async function endOf(file: Blob): Promise<{ count: number; size: number; at: number }> {
  const start = Math.max(0, file.size - endBytes - longestComment);
  const view = await viewOf(file, start, file.size - start);
  for (let at = view.byteLength - endBytes; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (at + endBytes + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const [disk, count] = [view.getUint16(at + 4, true), view.getUint16(at + 10, true)];
    if (disk !== 0 || count !== view.getUint16(at + 8, true))
      throw new BadArchive('It is one part of an archive in several.');
    return { count, size: view.getUint32(at + 12, true), at: view.getUint32(at + 16, true) };
  }
  throw new BadArchive('It is no zip archive, or it was cut off.');
}

function centralEntry(view: DataView<ArrayBuffer>, at: number): { entry: ZipEntry; length: number } {
  const rest = view.byteLength - at;
  if (rest < centralBytes || view.getUint32(at, true) !== 0x02014b50)
    throw new BadArchive('Its list of files can’t be read.');
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
  const length = centralBytes + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
  if (rest < length) throw new BadArchive('Its list of files can’t be read.');
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const name = textOf(new Uint8Array(view.buffer, view.byteOffset + at + centralBytes, nameBytes));
  if ((flags & 1) !== 0) throw new BadArchive(`“${name}” is encrypted.`);
  if (method !== 0 && method !== 8)
    throw new BadArchive(`“${name}” is packed in a way that is not read here.`);
  const [crc, compressedBytes, bytes, headerAt] = [16, 20, 24, 42].map((field) =>
    view.getUint32(at + field, true),
  ) as [number, number, number, number];
  return { entry: { name, compressedBytes, bytes, crc, isDeflated: method === 8, headerAt }, length };
}

function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new BadArchive('It holds a file whose name can’t be read.');
  }
}

/** The file unpacked, in pieces. Throws `BadArchive`, at the latest after the last piece. */
export async function* unpacked(file: Blob, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const from = await dataAt(file, entry);
  const checksum = await createCRC32();
  checksum.init();
  let bytes = 0;
  for await (const piece of pieces(file.slice(from, from + entry.compressedBytes), entry)) {
    bytes += piece.length;
    if (bytes > entry.bytes) throw new BadArchive(`“${entry.name}” is larger than it says.`);
    checksum.update(piece);
    yield piece;
  }
  if (bytes !== entry.bytes || Number.parseInt(checksum.digest(), 16) !== entry.crc)
    throw new BadArchive(`“${entry.name}” is damaged.`);
}

async function dataAt(file: Blob, { name, headerAt, compressedBytes }: ZipEntry): Promise<number> {
  const header = headerAt + localBytes <= file.size ? await viewOf(file, headerAt, localBytes) : null;
  if (header?.getUint32(0, true) !== 0x04034b50) throw new BadArchive(`“${name}” is not where it should be.`);
  const at = headerAt + localBytes + header.getUint16(26, true) + header.getUint16(28, true);
  if (at + compressedBytes > file.size) throw new BadArchive(`“${name}” is cut off.`);
  return at;
}

async function* pieces(packed: Blob, { name, isDeflated }: ZipEntry): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => ready.push(chunk));
  for (let at = 0; at < packed.size || at === 0; at += pieceBytes) {
    const piece = new Uint8Array(await packed.slice(at, at + pieceBytes).arrayBuffer());
    if (!isDeflated) yield piece;
    else {
      try {
        inflate.push(piece, at + pieceBytes >= packed.size);
      } catch {
        throw new BadArchive(`“${name}” is damaged.`);
      }
      yield* ready;
      ready = [];
    }
  }
}

async function viewOf(file: Blob, at: number, length: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await file.slice(at, at + length).arrayBuffer());
}
