// Owns bringing a model's file here: every byte goes through the global fetch, where the gate stands, is
// counted, and is checked against what the catalogue names. Refuses to let a file that differs be kept.
import { Broken } from '../core/trouble.ts';
import { resumed, type Persistence } from './resumed.ts';

export interface WantedFile {
  /** Under which it is kept; and where it comes from, unless `from` says another address. */
  readonly url: string;
  readonly from?: string;
  readonly bytes?: number;
  readonly hash?: { readonly algorithm: 'md5' | 'sha256'; readonly hex: string };
}

export interface Download extends Persistence {
  /** Whom to name when it goes wrong. */
  readonly model: string;
  onBytes(more: number): void;
}

/**
 * `keep` reads the file to its end. Where the file is not the wanted one its stream breaks before the end, so
 * that nothing is kept.
 */
export async function download<Kept>(
  wanted: WantedFile,
  how: Download,
  keep: (file: Response) => Promise<Kept>,
): Promise<Kept> {
  const check = await checkOf(wanted, how);
  try {
    const { first, body } = await resumed(wanted.from ?? wanted.url, how);
    refuseFailure(first, wanted, how);
    return await keep(new Response(body.pipeThrough(check.stream), { headers: headersOf(first) }));
  } catch (thrown) {
    throw check.found() ?? asBroken(thrown, wanted, how);
  }
}

interface Check {
  readonly stream: TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>;
  found(): Broken | undefined;
}

async function checkOf(wanted: WantedFile, { model, onBytes }: Download): Promise<Check> {
  const hasher = wanted.hash && (await hasherOf(wanted.hash.algorithm));
  let found: Broken | undefined;
  let bytes = 0;
  const stream = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      bytes += piece.byteLength;
      onBytes(piece.byteLength);
      hasher?.update(piece);
      controller.enqueue(piece);
    },
    flush(controller) {
      const detail = differenceOf(wanted, bytes, hasher?.digest('hex'));
      if (detail === null) return;
      found = new Broken({ kind: 'bad-model-file', model, detail });
      controller.error(found);
    },
  });
  return { stream, found: () => found };
}

function differenceOf({ url, bytes, hash }: WantedFile, bytesRead: number, hex?: string): string | null {
  if (bytes !== undefined && bytes !== bytesRead) return `${url} has ${bytesRead} bytes instead of ${bytes}.`;
  if (hash && hash.hex !== hex) return `${url} has the ${hash.algorithm} ${hex} instead of ${hash.hex}.`;
  return null;
}

/** From hash-wasm, since the browser's own digest wants a whole file in memory and has no md5. */
export async function hasherOf(algorithm: 'md5' | 'sha256') {
  const { createMD5, createSHA256 } = await import('hash-wasm');
  return algorithm === 'md5' ? createMD5() : createSHA256();
}

export function refuseFailure(
  { ok, status }: Response,
  { url: key, from: url = key }: WantedFile,
  { model }: Pick<Download, 'model'>,
): void {
  if (ok) return;
  if (status === 404 || status === 410) throw new Broken({ kind: 'not-found', url });
  throw new Broken({ kind: 'load-failed', model, detail: `${url} answered with status ${status}.` });
}

/** The length stands for the bytes as sent; where they were packed it would be wrong. */
function headersOf({ headers }: Response): Headers {
  const kept = new Headers({ 'content-type': headers.get('content-type') ?? 'application/octet-stream' });
  const length = headers.get('content-length');
  if (length !== null && !headers.has('content-encoding')) kept.set('content-length', length);
  return kept;
}

export function asBroken(
  thrown: unknown,
  { url: key, from: url = key }: WantedFile,
  { model, signal }: Pick<Download, 'model' | 'signal'>,
): Broken {
  if (thrown instanceof Broken) return thrown;
  if (signal.aborted) return new Broken({ kind: 'stopped' }, { cause: thrown });
  // `fetch` and a body that is cut off both say TypeError.
  if (thrown instanceof TypeError) return new Broken({ kind: 'no-network', url }, { cause: thrown });
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') {
    // The studio worker knows of other models.
    return new Broken({ kind: 'no-room-for-model', model, deletableBytes: 0 }, { cause: thrown });
  }
  const detail = `${url} could not be read: ${String(thrown)}.`;
  return new Broken({ kind: 'load-failed', model, detail }, { cause: thrown });
}
