// Bringing files here from a host on this machine that misbehaves as it is told.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { download, type WantedFile } from '../../../src/engine/download.ts';

const file = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31 + (index >> 8)) % 256);
const hash = { algorithm: 'sha256', hex: createHash('sha256').update(file).digest('hex') } as const;

type Manner = (request: IncomingMessage, answer: ServerResponse, from: number) => void;

const whole: Manner = (_, answer, from) => {
  const part = file.subarray(from);
  const range = from > 0 ? { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` } : {};
  answer.writeHead(from > 0 ? 206 : 200, { 'content-length': part.length, ...range }).end(part);
};
const cutAfter =
  (bytes: number): Manner =>
  (_, answer, from) => {
    const part = file.subarray(from);
    answer.writeHead(from > 0 ? 206 : 200, { 'content-length': part.length });
    answer.write(part.subarray(0, bytes), () => setTimeout(() => answer.destroy(), 5));
  };
const stallAfter =
  (bytes: number): Manner =>
  (_, answer, from) => {
    const part = file.subarray(from);
    answer.writeHead(from > 0 ? 206 : 200, { 'content-length': part.length });
    answer.write(part.subarray(0, bytes));
  };
const withStatus =
  (status: number, headers: Record<string, string> = {}): Manner =>
  (_, answer) =>
    void answer.writeHead(status, headers).end('No.');
const corrupt: Manner = (_, answer) => {
  answer.writeHead(200, { 'content-length': file.length }).end(file.with(1000, 7).with(1001, 7));
};
const short: Manner = (_, answer) => {
  answer.writeHead(200, { 'content-length': file.length - 9 }).end(file.subarray(9));
};
/** Knows no ranges: sends all of it, whatever was asked. */
const ignoringRanges: Manner = (_, answer) => {
  answer.writeHead(200, { 'content-length': file.length }).end(file);
};

let manners: Manner[] = [];
let ranges: (string | undefined)[] = [];
const server = createServer((request, answer) => {
  const { range } = request.headers;
  ranges.push(range);
  (manners.shift() ?? whole)(request, answer, Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0));
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shard.bin`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  manners = [];
  ranges = [];
});

interface Fetched {
  readonly bytes: Uint8Array;
  readonly counted: number;
}

async function fetched(
  wanted: Partial<WantedFile> = {},
  signal = new AbortController().signal,
): Promise<Fetched> {
  let counted = 0;
  const onBytes = (more: number): void => void (counted += more);
  const how = { model: 'a model', signal, onBytes, firstWait: 1, stallMilliseconds: 100 };
  const keep = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
  const bytes = await download({ url, bytes: file.length, hash, ...wanted }, how, keep);
  return { bytes, counted };
}

describe('A download', () => {
  test.each<[string, Manner[], number]>([
    ['from a host in order', [], 1],
    ['cut once, and gone on with', [cutAfter(60_000)], 2],
    ['cut again and again', [cutAfter(50_000), cutAfter(50_000), cutAfter(50_000)], 4],
    ['that fell silent', [stallAfter(70_000)], 2],
    ['cut by a host that knows no ranges', [cutAfter(60_000), ignoringRanges], 2],
    ['from a host that was busy', [withStatus(429, { 'retry-after': '0' }), withStatus(503)], 3],
    ['from a host that became busy in the middle', [cutAfter(60_000), withStatus(503)], 3],
  ])('%s is whole, and every byte is counted once', async (_how, given, calls) => {
    manners = [...given];
    const { bytes, counted } = await fetched();
    expect(Buffer.from(bytes).equals(Buffer.from(file))).toBe(true);
    expect(counted).toBe(file.length);
    expect(ranges.length).toBe(calls);
  });

  test('that was cut asks for what is missing alone', async () => {
    manners = [cutAfter(60_000)];
    await fetched();
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  test.each<[string, Manner[], object]>([
    ['of other bytes', [corrupt], { kind: 'bad-model-file' }],
    ['of another length', [short], { kind: 'bad-model-file' }],
    ['of what is not there', [withStatus(404)], { kind: 'not-found' }],
    [
      'from a host that stays busy',
      Array.from({ length: 5 }, () => withStatus(503)),
      { kind: 'load-failed' },
    ],
    ['that is cut for ever', Array.from({ length: 12 }, () => cutAfter(0)), { kind: 'no-network' }],
  ])('%s is refused, and nothing of it is kept', async (_what, given, trouble) => {
    manners = [...given];
    await expect(fetched()).rejects.toMatchObject({ trouble });
  });

  test('is ended within a second of being cancelled, also while it waits', async () => {
    for (const manner of [stallAfter(10_000), withStatus(429, { 'retry-after': '50' })]) {
      manners = [manner];
      const cancelled = new AbortController();
      const begun = performance.now();
      setTimeout(() => cancelled.abort(), 50);
      await expect(fetched({}, cancelled.signal)).rejects.toMatchObject({ trouble: { kind: 'stopped' } });
      expect(performance.now() - begun).toBeLessThan(1000);
    }
  });
});
