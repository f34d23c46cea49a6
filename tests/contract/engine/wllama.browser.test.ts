// llama.cpp itself, with the embedded model.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { findModel } from '../../../src/engine/catalogue.ts';
import { loadEngine } from '../../../src/engine/load.ts';
import { loadWllama } from '../../../src/engine/wllama/load.ts';
import { partBytes } from '../../../src/engine/parts.ts';
import { modelsCache } from '../../../src/engine/wllama/cache.ts';
import { dialogue } from './asks.ts';
import { contractOfEngine, type LoadOptions } from './engine-contract.ts';
import { StopSwitch } from './stop-switch.ts';

const root = new URL('/', location.href);
const choice = { engine: 'wllama', model: 'parley-mini' };
const address = new URL('models/parley-mini/parley-mini-q8_0.gguf', root).href;

const loadFrom =
  (url: string, check: { bytes?: number; hash?: { algorithm: 'sha256'; hex: string } } = {}) =>
  (options: LoadOptions) =>
    loadWllama(
      { model: 'parley-mini', contextTokens: 1024, kept: false, files: [{ url, ...check }] },
      { threads: 1, ...options },
    );

const bytes = findModel(choice)?.downloadBytes ?? 0;

contractOfEngine('wllama', {
  load: (options) => loadEngine(choice, { root, threads: 2, ...options }),
  counts: true,
  ignores: [],
  badLoads: [
    {
      because: 'when the file is not there',
      load: loadFrom(new URL('models/local/nothing.gguf', root).href),
      trouble: { kind: 'not-found' },
    },
    {
      because: 'when the host cannot be reached',
      load: loadFrom('https://models.invalid/parley-mini.gguf'),
      trouble: { kind: 'no-network', url: 'https://models.invalid/parley-mini.gguf' },
    },
    {
      because: 'when the file is another than the catalogue names',
      load: loadFrom(address, { hash: { algorithm: 'sha256', hex: '0'.repeat(64) } }),
      trouble: { kind: 'bad-model-file', model: 'parley-mini' },
    },
    {
      because: 'when the file is cut short',
      load: loadFrom(address, { bytes: bytes + 1 }),
      trouble: { kind: 'bad-model-file', model: 'parley-mini' },
    },
    {
      because: 'when the file is no model at all',
      load: loadFrom(new URL('models/parley-mini/model.json', root).href),
      trouble: { kind: 'bad-model-file', model: 'parley-mini' },
    },
    {
      because: 'when the file begins like a model and is none',
      load: (options) =>
        loadWllama(
          { model: 'parley-mini', contextTokens: 1024, kept: false, files: [{ url: address }] },
          {
            ...{ threads: 1, ...options },
            fetchFiles: () =>
              Promise.resolve({ blobs: [new Blob(['GGUF', 'x'.repeat(9999)])], files: [{ url: address }] }),
          },
        ),
      trouble: { kind: 'load-failed', model: 'parley-mini' },
    },
    {
      because: 'when it is stopped before its first byte',
      load: ({ onProgress, stop }) => {
        const stopped = { stopped: true, onStop: (act: () => void) => (act(), () => undefined) };
        return loadFrom(address)({ onProgress, stop: { ...stop, ...stopped } });
      },
      trouble: { kind: 'stopped' },
    },
    {
      because: 'when the catalogue does not know the model',
      load: (options) => loadEngine({ engine: 'wllama', model: 'nobody' }, { root, threads: 1, ...options }),
      trouble: { kind: 'gone', what: 'model' },
    },
  ],
});

describe('A file from another host', () => {
  const far = (url: string) => ({
    model: 'parley-mini',
    contextTokens: 1024,
    kept: true,
    files: [{ url, bytes }],
  });
  const withoutProgress = { threads: 1, stop: new StopSwitch(), onProgress: () => undefined };
  const embedded = `${address}?as-if-far`;
  afterEach(async () => {
    vi.restoreAllMocks();
    await caches.delete(modelsCache);
  });

  test('is kept, so that the second load needs no network', async () => {
    await (await loadWllama(far(embedded), withoutProgress)).unload();
    const asked = vi.spyOn(globalThis, 'fetch');
    const engine = await loadWllama(far(embedded), withoutProgress);
    expect((await engine.complete(dialogue, () => undefined, new StopSwitch())).answerTokens).toBe(24);
    await engine.unload();
    expect(asked).not.toHaveBeenCalled();
  });

  test('heals: a part that was damaged is noticed and fetched again alone', async () => {
    await (await loadWllama(far(embedded), withoutProgress)).unload();
    const cache = await caches.open(modelsCache);
    const [part] = (await cache.keys()).filter(({ url }) => url.includes('part=00001'));
    const found = (part && (await cache.match(part))) ?? expect.fail('There is no second part.');
    await cache.put(part ?? '', new Response(new Uint8Array(bytes - partBytes), { headers: found.headers }));
    const asked = vi.spyOn(globalThis, 'fetch');
    const engine = await loadWllama(far(embedded), withoutProgress);
    expect((await engine.complete(dialogue, () => undefined, new StopSwitch())).answerTokens).toBe(24);
    await engine.unload();
    expect(asked.mock.calls.map(([, init]) => new Headers(init?.headers).get('range'))).toEqual([
      `bytes=${partBytes}-${bytes - 1}`,
    ]);
  });

  test('is not kept where it was cut short', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('GGUF and no more'));
    const loading = loadWllama(far(embedded), withoutProgress);
    await expect(loading).rejects.toMatchObject({ trouble: { kind: 'bad-model-file' } });
    expect(await caches.match(embedded, { cacheName: modelsCache })).toBeUndefined();
  });

  test('is not kept where its download was stopped, and can be fetched again', async () => {
    const stop = new StopSwitch();
    const onProgress = ({ bytes: sofar }: { bytes: number }): void => void (sofar > 0 && stop.stop());
    const loading = loadWllama(far(embedded), { threads: 1, stop, onProgress });
    await expect(loading).rejects.toMatchObject({ trouble: { kind: 'stopped' } });
    expect(await caches.match(embedded, { cacheName: modelsCache })).toBeUndefined();
    await (await loadWllama(far(embedded), withoutProgress)).unload();
  });
});

describe('Where the browser cannot suspend WebAssembly (Safari), wllama', () => {
  const { Suspending } = WebAssembly as unknown as { Suspending: unknown };
  afterEach(() => {
    Object.assign(WebAssembly, { Suspending });
  });

  test('runs its other build, from our own origin', async () => {
    delete (WebAssembly as unknown as { Suspending?: unknown }).Suspending;
    const begun = performance.now();
    const engine = await loadFrom(address)({ stop: new StopSwitch(), onProgress: () => undefined });
    const answer = await engine.complete(dialogue, () => undefined, new StopSwitch());
    await engine.unload();
    expect(answer).toMatchObject({ ended: 'length', answerTokens: 24 });
    const fetched = performance.getEntriesByType('resource').filter(({ startTime }) => startTime > begun);
    const programs = fetched
      .map(({ name }) => new URL(name))
      .filter(({ pathname }) => pathname.includes('compat'));
    expect(programs.map(({ host }) => host)).toContain(location.host);
    expect(new Set(programs.map(({ host }) => host)).size).toBe(1);
  });
});

describe('On several threads, wllama', () => {
  afterEach(() => vi.restoreAllMocks());

  test('writes what it writes on one', async () => {
    expect(crossOriginIsolated, 'the test page is isolated, as the studio is').toBe(true);
    const ask = { ...dialogue, decoding: { ...dialogue.decoding, maxTokens: 6 } };
    const texts: string[] = [];
    vi.spyOn(navigator, 'hardwareConcurrency', 'get').mockReturnValue(2);
    for (const threads of [1, 2]) {
      const engine = await loadEngine(choice, {
        root,
        threads,
        stop: new StopSwitch(),
        onProgress: () => undefined,
      });
      texts.push((await engine.complete(ask, () => undefined, new StopSwitch())).text);
      await engine.unload();
    }
    expect(texts[1]).toBe(texts[0]);
    expect(texts[0]).not.toBe('');
  });
});
