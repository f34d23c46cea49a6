// Owns the bytes of one file across connections: where one breaks off or falls silent, the next goes on behind what has come.
// A host that is busy is asked again; one that has ended the file by itself is believed.
import { Broken } from '../core/trouble.ts';
import { passes, paused, waitBefore, withinTime } from './patience.ts';

export interface Persistence {
  readonly signal: AbortSignal;
  /** For files that the person has: the bytes of an address, which then needs no network; undefined for others. */
  readonly source?: (url: string) => Blob | undefined;
  /** Before the second try, in milliseconds; each further wait is twice as long. */
  readonly firstWait?: number;
  /** Without a byte for so long, a connection counts as broken. */
  readonly stallMilliseconds?: number;
}

/** Tries in a row that bring nothing. */
const mostTries = 5;
const usualFirstWait = 500;
const usualStall = 60_000;

/** A piece of a file, in bytes: from its first to the one behind its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The first answer that is no passing refusal, and all bytes of the file or of one span of it, whichever connections bring them.
 */
export async function resumed(
  url: string,
  how: Persistence,
  span: Span = { from: 0, to: Infinity },
): Promise<{ readonly first: Response; readonly body: ReadableStream<Uint8Array<ArrayBuffer>> }> {
  const own = how.source?.(url);
  if (own) {
    const wanted = own.slice(span.from, Math.min(span.to, own.size));
    return { first: new Response(null), body: streamOf(piecesOf(wanted, how.signal)) };
  }
  const first = await asked(url, span, how, true);
  return { first, body: streamOf(bytesOf(url, first, span, how)) };
}

/** `ReadableStream.from`, which not every browser has. */
const streamOf = (pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });

/** A fetch hears the signal by itself; a file from the disk does not. */
async function* piecesOf(file: Blob, signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

const rangeOf = ({ from, to }: Span): HeadersInit => {
  if (Number.isFinite(to)) return { range: `bytes=${from}-${to - 1}` };
  return from > 0 ? { range: `bytes=${from}-` } : {};
};

async function asked(
  url: string,
  span: Span,
  { signal, firstWait = usualFirstWait }: Persistence,
  isFirst: boolean,
): Promise<Response> {
  for (let tried = 1; ; tried += 1) {
    const headers = rangeOf(span);
    const answer = await fetch(url, { signal, headers }).catch((thrown: unknown) => {
      // A network that is away from the start is said at once; one that went is waited for.
      if (isFirst || thrown instanceof Broken || signal.aborted || tried >= mostTries) throw thrown;
      return null;
    });
    if (answer && (!passes(answer.status) || tried >= mostTries)) return answer;
    await answer?.body?.cancel();
    await paused(
      waitBefore(tried, answer?.headers.get('retry-after') ?? null, Date.now(), firstWait),
      signal,
    );
  }
}

async function* bytesOf(
  url: string,
  first: Response,
  { from, to }: Span,
  how: Persistence,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let got = from;
  let fruitless = 0;
  for (let answer = first; ;) {
    // Who does not know ranges sends all of it again.
    let skip = answer.status === 206 ? 0 : got;
    const before = got;
    const reader = answer.body?.getReader();
    if (!reader) return;
    try {
      for (;;) {
        const { done, value } = await withinTime(reader.read(), how.stallMilliseconds ?? usualStall);
        if (done) return;
        const skipped = Math.min(skip, value.byteLength);
        skip -= skipped;
        const wanted = value.subarray(skipped, Math.min(value.byteLength, skipped + to - got));
        got += wanted.byteLength;
        if (wanted.byteLength > 0) yield wanted;
        if (got >= to) return;
      }
    } catch (thrown) {
      fruitless = got > before ? 0 : fruitless + 1;
      if (how.signal.aborted || thrown instanceof Broken || fruitless >= mostTries) throw thrown;
    } finally {
      void reader.cancel().catch(() => undefined);
    }
    await paused(how.firstWait ?? usualFirstWait, how.signal);
    answer = await asked(url, { from: got, to }, how, false);
    // The file is another by now, or ended where it broke off; its hash will tell.
    if (!answer.ok) return;
  }
}
