// Owns answering with one file: whole, in part, compressed, or "you have it already". Refuses to choose the file.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { contentTypeOf, isText } from './content-type.mjs';
import { parseRange } from './range.mjs';
import { entityTagOf, isKnownToBrowser, rangeStillFits } from './revalidation.mjs';

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {import('node:fs').Stats} Stats
 */

const compress = promisify(gzip);
/** Below, a packet holds it anyway; above, memory is worth more than the loopback's time. */
const compressedSizesBytes = { least: 1024, most: 8 * 1024 * 1024 };

/** @type {Map<string, { readonly entityTag: string, readonly bytes: Buffer }>} the newest compressed form of each file */
const compressedFiles = new Map();

/**
 * @param {string} path
 * @param {string} entityTag
 */
async function compressedFile(path, entityTag) {
  const known = compressedFiles.get(path);
  if (known?.entityTag === entityTag) return known.bytes;
  const bytes = await compress(await readFile(path));
  compressedFiles.set(path, { entityTag, bytes });
  return bytes;
}

/**
 * @param {Request} request
 * @param {string} contentType
 * @param {number} sizeBytes
 */
function codingFor(request, contentType, sizeBytes) {
  const accepted = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:[,\s]|$))/.test(
    String(request.headers['accept-encoding'] ?? ''),
  );
  const { least, most } = compressedSizesBytes;
  const fits = isText(contentType) && sizeBytes >= least && sizeBytes <= most;
  return accepted && fits && request.headers.range === undefined ? 'gzip' : 'plain';
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {string} path
 * @param {string} cacheControl
 * @returns {Promise<boolean>} false where there is no such file, and nothing was answered
 */
export async function answerWithFile(request, response, path, cacheControl) {
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) return false;
  const contentType = contentTypeOf(path);
  const coding = codingFor(request, contentType, file.size);
  const entityTag = entityTagOf(file, coding);
  response.setHeader('ETag', entityTag);
  response.setHeader('Last-Modified', file.mtime.toUTCString());
  response.setHeader('Cache-Control', cacheControl);
  if (isText(contentType)) response.setHeader('Vary', 'Accept-Encoding');
  if (isKnownToBrowser(request.headers, entityTag, file.mtimeMs)) {
    response.writeHead(304).end();
    return true;
  }
  response.setHeader('Content-Type', contentType);
  if (coding === 'gzip') await sendCompressed(request, response, path, entityTag);
  else await sendPlain(request, response, path, file, entityTag);
  return true;
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {string} path
 * @param {string} entityTag
 */
async function sendCompressed(request, response, path, entityTag) {
  const bytes = await compressedFile(path, entityTag);
  response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {string} path
 * @param {Stats} file
 * @param {string} entityTag
 */
async function sendPlain(request, response, path, file, entityTag) {
  const fits = rangeStillFits(request.headers, entityTag, file.mtimeMs);
  const wanted = parseRange(fits ? request.headers.range : undefined, file.size);
  response.setHeader('Accept-Ranges', 'bytes');
  if (wanted.kind === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${file.size}`, 'Content-Length': 0 }).end();
    return;
  }
  const { start, end } = wanted.kind === 'part' ? wanted : { start: 0, end: file.size - 1 };
  if (wanted.kind === 'part') response.setHeader('Content-Range', `bytes ${start}-${end}/${file.size}`);
  response.writeHead(wanted.kind === 'part' ? 206 : 200, { 'Content-Length': end - start + 1 });
  if (request.method === 'HEAD' || file.size === 0) response.end();
  else await pipeline(createReadStream(path, { start, end }), response).catch(() => response.destroy());
}
