// Large files in parts, from a host on this machine that cuts, damages and ignores as it is told.
import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { markOf, throughParts } from '../../../src/engine/parts.ts';
import { MapCache } from './map-cache.ts';

const file = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31 + (index >> 8)) % 256);
const hex = createHash('sha256').update(file).digest('hex');
const hash = { algorithm: 'sha256', hex } as const;
const length = 32_768;

interface Asked {
  readonly from: number;
  readonly to: number;
}
let asked: Asked[] = [];
/** Bytes after which the connection is cut, one for each coming request; then none. */
let cuts: number[] = [];
let served = file;
let knowsRanges = true;

function answer(range: string | undefined, response: ServerResponse): void {
  const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(range ?? '') ?? [];
  const end = to === '' ? served.length : Number(to) + 1;
  asked.push({ from: Number(from), to: end });
  const isPart = knowsRanges && range !== undefined;
  const part = isPart ? served.subarray(Number(from), end) : served;
  response.writeHead(isPart ? 206 : 200, { 'content-length': part.length });
  const cut = cuts.shift();
  if (cut === undefined) response.end(part);
  else response.write(part.subarray(0, cut), () => setTimeout(() => response.destroy(), 5));
}

const server = createServer(({ headers: { range } }, response) => answer(range, response));
let url = '';
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model.gguf`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let cache: MapCache;
beforeEach(() => {
  [asked, cuts, served, knowsRanges] = [[], [], file, true];
  cache = new MapCache();
});

interface Fetching {
  readonly signal?: AbortSignal;
  readonly hash?: typeof hash | undefined;
  /** The person's own file, in place of the host. */
  readonly source?: Blob;
  onBytes?(sofar: number): void;
}

async function fetched(how: Fetching = {}): Promise<{ blob: Blob; bytes: number }> {
  let bytes = 0;
  const wanted = {
    url,
    bytes: how.source?.size ?? file.length,
    ...('hash' in how && !how.hash ? {} : { hash }),
  };
  const blob = await throughParts(
    wanted,
    {
      ...{ model: 'a model', signal: how.signal ?? new AbortController().signal, partBytes: length },
      ...{ firstWait: 1, stallMilliseconds: 100 },
      ...(how.source ? { source: () => how.source } : {}),
      onBytes: (more) => how.onBytes?.((bytes += more)),
      onChecked: () => undefined,
    },
    cache as unknown as Cache,
  );
  return { blob, bytes };
}
const contents = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());
const part = (number: number) => `${url}?part=0000${number}`;

describe('A file in parts', () => {
  test('is whole, kept, and given again without a request', async () => {
    expect((await contents((await fetched()).blob)).equals(Buffer.from(file))).toBe(true);
    expect(await markOf(cache as unknown as Cache, url)).toEqual({ bytes: file.length, sha256: hex });
    asked = [];
    expect((await contents((await fetched()).blob)).equals(Buffer.from(file))).toBe(true);
    expect(asked).toEqual([]);
  });

  test('that was cancelled goes on behind its last whole part', async () => {
    const cancelled = new AbortController();
    const onBytes = (sofar: number) => sofar > 3.5 * length && cancelled.abort();
    cuts = [4 * length - 100];
    await expect(fetched({ signal: cancelled.signal, onBytes })).rejects.toMatchObject({
      trouble: { kind: 'stopped' },
    });
    expect(await markOf(cache as unknown as Cache, url)).toBeNull();
    asked = [];
    const { blob } = await fetched();
    expect((await contents(blob)).equals(Buffer.from(file))).toBe(true);
    expect(asked).toEqual([{ from: 3 * length, to: file.length }]);
  });

  test('from the disk hears a stop between two parts', async () => {
    const stopped = new AbortController();
    let copied = 0;
    const onBytes = (sofar: number) => {
      if ((copied = sofar) > 0) stopped.abort();
    };
    const source = new Blob(Array.from({ length: 40 }, () => file));
    await expect(fetched({ signal: stopped.signal, hash: undefined, source, onBytes })).rejects.toMatchObject(
      {
        trouble: { kind: 'stopped' },
      },
    );
    expect(copied).toBeLessThan(source.size);
    expect(asked).toEqual([]);
  });

  test('over a connection that is cut again and again is whole', async () => {
    cuts = [50_000, 1000, 70_000];
    expect((await contents((await fetched()).blob)).equals(Buffer.from(file))).toBe(true);
    expect(asked.map(({ from }) => from)).toEqual(expect.arrayContaining([0, 50_000, 51_000, 121_000]));
  });

  test('from a host that knows no ranges is whole, also when it goes on', async () => {
    knowsRanges = false;
    await fetched();
    await cache.delete(part(2));
    expect((await contents((await fetched()).blob)).equals(Buffer.from(file))).toBe(true);
  });

  test.each<[string, (entry: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>]>([
    ['whose bytes were changed', (bytes) => bytes.with(100, (bytes[100] ?? 0) + 1)],
    ['that was cut short', (bytes) => bytes.slice(0, -9)],
  ])('with a part %s fetches that part alone', async (_what, damage) => {
    await fetched();
    const kept = (await cache.match(part(2))) ?? expect.fail('No such part.');
    const damaged = damage(new Uint8Array(await kept.arrayBuffer()));
    await cache.put(part(2), new Response(damaged, { headers: kept.headers }));
    asked = [];
    expect((await contents((await fetched()).blob)).equals(Buffer.from(file))).toBe(true);
    expect(asked).toEqual([{ from: 2 * length, to: 3 * length }]);
  });

  test('without a known hash heals by the hashes of what came', async () => {
    await fetched({ hash: undefined });
    const kept = (await cache.match(part(4))) ?? expect.fail('No such part.');
    await cache.put(part(4), new Response(new Uint8Array(length), { headers: kept.headers }));
    asked = [];
    expect((await contents((await fetched({ hash: undefined })).blob)).equals(Buffer.from(file))).toBe(true);
    expect(asked).toEqual([{ from: 4 * length, to: 5 * length }]);
  });

  test('two of whose parts are gone fetches those two alone', async () => {
    await fetched();
    await cache.delete(part(1));
    await cache.delete(part(4));
    asked = [];
    expect((await contents((await fetched()).blob)).equals(Buffer.from(file))).toBe(true);
    expect(asked).toEqual([
      { from: length, to: 2 * length },
      { from: 4 * length, to: 5 * length },
    ]);
  });

  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ['has other bytes', file.with(1000, 7).with(1001, 7)],
    ['is shorter', file.slice(0, -9)],
  ])('that %s than its host named is refused, and nothing of it stays', async (_what, other) => {
    served = other;
    await expect(fetched()).rejects.toMatchObject({ trouble: { kind: 'bad-model-file' } });
    expect(await markOf(cache as unknown as Cache, url)).toBeNull();
    served = file;
    expect((await contents((await fetched()).blob)).equals(Buffer.from(file))).toBe(true);
  });

  test('whose parts changed together with what is said of them is found out when it has to be made whole again', async () => {
    await fetched();
    const kept = (await cache.match(part(2))) ?? expect.fail('No such part.');
    const other = new Uint8Array(await kept.arrayBuffer()).with(7, 7);
    const headers = new Headers(kept.headers);
    headers.set('x-md5', createHash('md5').update(other).digest('hex'));
    await cache.put(part(2), new Response(other, { headers }));
    await cache.delete(part(4));
    await expect(fetched()).rejects.toMatchObject({ trouble: { kind: 'bad-model-file' } });
    expect((await contents((await fetched()).blob)).equals(Buffer.from(file))).toBe(true);
  });

  test('of another version begins anew', async () => {
    await fetched({ hash: undefined });
    asked = [];
    await fetched();
    expect(asked).toEqual([{ from: 0, to: file.length }]);
  });
});
