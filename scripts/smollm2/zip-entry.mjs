// Owns taking one file out of a zip archive, as a stream. Refuses what a wheel never has: encryption, other
// compressions, archives of more than 4 GB.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { failure, success } from '../setup/result.mjs';

/**
 * @typedef {import('node:fs/promises').FileHandle} FileHandle
 * @typedef {{ readonly offset: number, readonly packedBytes: number, readonly method: number, readonly encrypted: boolean }} Entry
 */

// From the format's own description (APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16); all numbers are little-endian.
const localHeader = { signature: 0x04034b50, bytes: 30 };
const directoryHeader = { signature: 0x02014b50, bytes: 46 };
const directoryEnd = { signature: 0x06054b50, bytes: 22, longestCommentBytes: 0xffff };
const stored = 0;
const deflated = 8;

/**
 * @param {FileHandle} archive
 * @param {number} position
 * @param {number} length
 */
async function readBytes(archive, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await archive.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/**
 * The directory stands at the archive's end, before a comment of unknown length.
 * @param {FileHandle} archive
 */
async function readDirectory(archive) {
  const { size } = await archive.stat();
  const tailBytes = Math.min(size, directoryEnd.bytes + directoryEnd.longestCommentBytes);
  const tail = await readBytes(archive, size - tailBytes, tailBytes);
  for (let place = tail.length - directoryEnd.bytes; place >= 0; place -= 1) {
    if (tail.readUInt32LE(place) !== directoryEnd.signature) continue;
    const [length, position] = [tail.readUInt32LE(place + 12), tail.readUInt32LE(place + 16)];
    return position + length <= size ? readBytes(archive, position, length) : undefined;
  }
  return undefined;
}

/**
 * @param {Buffer} directory
 * @param {string} wanted
 * @returns {Entry | undefined}
 */
function findEntry(directory, wanted) {
  let place = 0;
  while (place + directoryHeader.bytes <= directory.length) {
    if (directory.readUInt32LE(place) !== directoryHeader.signature) return undefined;
    const nameEnd = place + directoryHeader.bytes + directory.readUInt16LE(place + 28);
    if (directory.toString('utf8', place + directoryHeader.bytes, nameEnd) === wanted) {
      return {
        encrypted: (directory.readUInt16LE(place + 8) & 1) === 1,
        method: directory.readUInt16LE(place + 10),
        packedBytes: directory.readUInt32LE(place + 20),
        offset: directory.readUInt32LE(place + 42),
      };
    }
    place = nameEnd + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32);
  }
  return undefined;
}

/**
 * @param {string} archivePath
 * @param {string} name
 * @returns {Promise<import('../setup/result.mjs').Result<NodeJS.ReadableStream>>}
 */
export async function openZipEntry(archivePath, name) {
  const archive = await open(archivePath);
  try {
    const directory = await readDirectory(archive);
    if (directory === undefined) return failure('it is not a whole zip archive');
    const entry = findEntry(directory, name);
    if (entry === undefined) return failure(`it holds no ${name}`);
    if (entry.encrypted || (entry.method !== stored && entry.method !== deflated)) {
      return failure(`it packs ${name} in a way that is not read here`);
    }
    const header = await readBytes(archive, entry.offset, localHeader.bytes);
    if (header.length < localHeader.bytes || header.readUInt32LE(0) !== localHeader.signature) {
      return failure('its directory points at nothing');
    }
    const start = entry.offset + localHeader.bytes + header.readUInt16LE(26) + header.readUInt16LE(28);
    return success(streamOf(archivePath, start, entry));
  } finally {
    await archive.close();
  }
}

/**
 * @param {string} archivePath
 * @param {number} start
 * @param {Entry} entry
 * @returns {NodeJS.ReadableStream}
 */
function streamOf(archivePath, start, { packedBytes, method }) {
  if (packedBytes === 0) return Readable.from([]);
  const packed = createReadStream(archivePath, { start, end: start + packedBytes - 1 });
  if (method === stored) return packed;
  const inflate = createInflateRaw();
  packed.on('error', (error) => inflate.destroy(error));
  return packed.pipe(inflate);
}
