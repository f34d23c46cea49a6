// Owns looking at an address that a person gives for a model: a folder in MLC form, a repository on Hugging Face, or a GGUF
// file. Only lists and headers are fetched; the weights come when the model is loaded.
import { failure, success, type Result } from '../../core/result.ts';
import { asBroken, refuseFailure } from '../download.ts';
import { hostedFile } from '../hugging-face.ts';
import { mostFileBytes } from '../wllama/model.ts';
import { readGgufHeader } from './gguf-header.ts';
import { configurationName, foundGguf, listName, problem, readMlc, type OwnFound } from './look.ts';

export type MirrorProblem = 'no-address' | 'no-web-address' | 'not-encrypted';

/**
 * The address of a folder, with a slash at its end, or of a file. A repository's page on Hugging Face stands for the files in
 * it. Plain http is for this machine alone, as the studio's policy has it.
 */
export function readMirror(typed: string): Result<string, MirrorProblem> {
  if (typed.trim() === '') return failure('no-address');
  const url = URL.parse(typed.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return failure('no-web-address');
  if (url.protocol === 'http:' && !['localhost', '127.0.0.1'].includes(url.hostname))
    return failure('not-encrypted');
  url.hash = '';
  if (/\.(?:gguf|wasm)$/i.test(url.pathname)) return success(url.href.replace('/blob/', '/resolve/'));
  const path = url.pathname.replace(/\/+$/, '');
  const isRepository = url.hostname === 'huggingface.co' && /^\/[^/]+\/[^/]+$/.test(path);
  return success(`${url.origin}${path}/${isRepository ? 'resolve/main/' : ''}`);
}

/** Enough for what stands before a vocabulary. */
const firstBytes = 1_000_000;

/** `address` comes from `readMirror`. Throws `Broken`: `no-network`, `not-found`, `load-failed`. */
export async function lookAtMirror(address: string, signal: AbortSignal): Promise<OwnFound> {
  const how = { model: new URL(address).host, signal };
  try {
    return await (/\.gguf$/i.test(address) ? lookAtFile(address, how) : lookAtFolder(address, how));
  } catch (thrown) {
    throw asBroken(thrown, { url: address }, how);
  }
}

interface How {
  readonly model: string;
  readonly signal: AbortSignal;
}

async function lookAtFolder(address: string, how: How): Promise<OwnFound> {
  const [settings, list] = await Promise.all([
    textAt(address + configurationName, how),
    textAt(address + listName, how),
  ]);
  const missing = [...(settings === null ? [configurationName] : []), ...(list === null ? [listName] : [])];
  if (settings === null || list === null) return problem({ kind: 'missing', files: missing });
  const folder = address.replace(/\/(?:resolve\/[^/]+\/)?$/, '').split('/');
  return readMlc(settings, list, folder.at(-1) ?? '', null);
}

/** null where it is not there. */
async function textAt(url: string, how: How): Promise<string | null> {
  const answer = await fetch(url, { signal: how.signal });
  if (answer.status === 404 || answer.status === 410) return null;
  refuseFailure(answer, { url }, how);
  return answer.text();
}

async function lookAtFile(address: string, how: How): Promise<OwnFound> {
  const name = decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? address);
  const { bytes = 0 } = await hostedFile(address, how);
  const [, wanted] = /-\d{5}-of-(\d{5})\.gguf$/i.exec(name) ?? [];
  if (Number(wanted ?? 1) > 1) return problem({ kind: 'splits', found: 1, wanted: Number(wanted) });
  if (bytes > mostFileBytes) return problem({ kind: 'too-large', file: name });
  const answer = await fetch(address, {
    signal: how.signal,
    headers: { range: `bytes=0-${firstBytes - 1}` },
  });
  refuseFailure(answer, { url: address }, how);
  const header = readGgufHeader(await beginning(answer));
  return header ? foundGguf(header, [{ name, bytes }]) : problem({ kind: 'no-gguf', file: name });
}

/** Who does not know ranges sends all of it; no more than needed is read. */
async function beginning(answer: Response): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let read = 0;
  const reader = answer.body?.getReader();
  while (reader && read < firstBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    read += value.byteLength;
  }
  await reader?.cancel();
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
