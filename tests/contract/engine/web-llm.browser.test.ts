// Unmodified web-llm with the embedded model and our own library, on whatever WebGPU the browser has: a
// software one will do.
import { afterEach, describe, expect, test } from 'vitest';
import { catalogue, findModel } from '../../../src/engine/catalogue.ts';
import { deleteKept, isKept } from '../../../src/engine/kept.ts';
import { loadEngine } from '../../../src/engine/load.ts';
import { loadWebLlm } from '../../../src/engine/webllm/load.ts';
import { webLlmCaches, type WebLlmModel } from '../../../src/engine/webllm/model.ts';
import { dialogue } from './asks.ts';
import { contractOfEngine, type LoadOptions } from './engine-contract.ts';
import { StopSwitch } from './stop-switch.ts';

const root = new URL('/', location.href);
const choice = { engine: 'webllm', model: 'parley-mini' };
const weightsUrl = new URL('models/parley-mini/resolve/1/', root).href;

const embedded: WebLlmModel = {
  model: 'parley-mini',
  contextTokens: 1024,
  weightsUrl,
  libraryUrl: new URL('models/library/parley-mini.wasm', root).href,
  requiredFeatures: [],
  thinks: false,
  embedded: true,
};

const loadWith = (change: Partial<WebLlmModel>) => (options: LoadOptions) =>
  loadWebLlm({ ...embedded, ...change }, options);

const load = (options: LoadOptions) => loadEngine(choice, { root, threads: 1, ...options });

/** Answers one address with something else, for one load. */
const withAnswer =
  (end: string, answer: () => Promise<Response>) =>
  async (options: LoadOptions): ReturnType<typeof loadWebLlm> => {
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => (String(input).endsWith(end) ? answer() : fetch(input, init));
    try {
      return await loadWebLlm(embedded, options);
    } finally {
      globalThis.fetch = fetch;
    }
  };

contractOfEngine('web-llm', {
  load,
  counts: true,
  ignores: ['topK'],
  badLoads: [
    {
      because: 'when the weights are not there',
      load: loadWith({ weightsUrl: new URL('models/local/nothing/', root).href }),
      trouble: { kind: 'not-found' },
    },
    {
      because: 'when the host cannot be reached',
      load: loadWith({ weightsUrl: 'https://models.invalid/resolve/1/' }),
      trouble: { kind: 'no-network', url: 'https://models.invalid/resolve/1/tensor-cache.json' },
    },
    {
      because: 'when the list of weights is a page',
      load: withAnswer('/tensor-cache.json', () => Promise.resolve(new Response('<!doctype html>'))),
      trouble: { kind: 'bad-model-file', model: 'parley-mini' },
    },
    {
      because: 'when weights differ from their hash',
      load: withAnswer('.bin', () => Promise.resolve(new Response(new Uint8Array(11_606_528)))),
      trouble: { kind: 'bad-model-file', model: 'parley-mini' },
    },
    {
      because: 'when the host is out of order',
      load: withAnswer('.bin', () => Promise.resolve(new Response('', { status: 503 }))),
      trouble: { kind: 'load-failed', model: 'parley-mini' },
    },
    {
      because: 'when the library is not one',
      load: withAnswer('.wasm', () => Promise.resolve(new Response('not a program'))),
      trouble: { kind: 'load-failed', model: 'parley-mini' },
    },
    {
      because: 'when WebGPU lacks a feature, before anything is fetched',
      load: loadWith({
        requiredFeatures: ['shader-of-tomorrow'],
        weightsUrl: 'https://models.invalid/resolve/1/',
      }),
      trouble: { kind: 'missing-feature', feature: 'shader-of-tomorrow' },
    },
  ],
});

describe('The web-llm engine', () => {
  const { requestDevice } = GPUAdapter.prototype;
  const { requestAdapter } = GPU.prototype;
  afterEach(() => {
    GPUAdapter.prototype.requestDevice = requestDevice;
    GPU.prototype.requestAdapter = requestAdapter;
  });

  const withoutProgress = { stop: new StopSwitch(), onProgress: () => undefined };
  const ask = {
    messages: [{ role: 'user', content: 'Conversation:' }],
    decoding: { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxTokens: 200, seed: 7 },
  } as const;

  test('says that there is no adapter where there is none', async () => {
    GPU.prototype.requestAdapter = () => Promise.resolve(null);
    await expect(load(withoutProgress)).rejects.toMatchObject({
      trouble: { kind: 'no-adapter', model: 'parley-mini' },
    });
  });

  test('is lost with its device, in the middle of an answer and for good', async () => {
    const devices: GPUDevice[] = [];
    GPUAdapter.prototype.requestDevice = async function (...descriptor) {
      const device = await requestDevice.apply(this, descriptor);
      devices.push(device);
      return device;
    };
    const engine = await load(withoutProgress);
    const lost = { trouble: { kind: 'engine-lost', model: 'parley-mini' } };
    const underWay = engine.complete(
      ask,
      () => devices.forEach((device) => device.destroy()),
      new StopSwitch(),
    );
    await expect(underWay).rejects.toMatchObject(lost);
    await expect(engine.complete(ask, () => undefined, new StopSwitch())).rejects.toMatchObject(lost);
  });

  test('takes a device that is lost during the load for want of memory', async () => {
    GPUAdapter.prototype.requestDevice = async function (...descriptor) {
      const device = await requestDevice.apply(this, descriptor);
      queueMicrotask(() => device.destroy());
      return device;
    };
    await expect(load(withoutProgress)).rejects.toMatchObject({ trouble: { kind: 'out-of-memory' } });
  });

  test.each(['fetching', 'loading'] as const)('can be stopped while %s', async (wanted) => {
    const stop = new StopSwitch();
    const onProgress = ({ stage }: { stage: string }): void => void (stage === wanted && stop.stop());
    await expect(load({ stop, onProgress })).rejects.toMatchObject({ trouble: { kind: 'stopped' } });
  });

  test('keeps nothing of weights that differ from their hash, and is whole once loaded', async () => {
    const model = findModel(choice) ?? expect.fail('The catalogue lacks the embedded model.');
    await deleteKept(model, root);
    expect(await isKept(model, root)).toBe(false);
    const wrong = withAnswer('.bin', () => Promise.resolve(new Response(new Uint8Array(11_606_528))));
    await expect(wrong(withoutProgress)).rejects.toMatchObject({ trouble: { kind: 'bad-model-file' } });
    const shard = new URL('params_shard_0.bin', weightsUrl).href;
    expect(await caches.match(shard, { cacheName: webLlmCaches.weights })).toBeUndefined();
    expect(await isKept(model, root)).toBe(false);
    await (await load(withoutProgress)).unload();
    expect(await isKept(model, root)).toBe(true);
  });

  test('fetches every byte through the global fetch, where a gate may stand', async () => {
    const model = findModel(choice) ?? expect.fail('The catalogue lacks the embedded model.');
    await deleteKept(model, root);
    const { fetch } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = (input, init) => (asked.push(String(input)), fetch(input, init));
    const { add } = Cache.prototype;
    Cache.prototype.add = () => Promise.reject(new Error('web-llm went past the gate.'));
    try {
      await (await load(withoutProgress)).unload();
    } finally {
      globalThis.fetch = fetch;
      Cache.prototype.add = add;
    }
    expect(asked.map((url) => url.split('/').at(-1))).toEqual(
      expect.arrayContaining([
        'tensor-cache.json',
        'params_shard_0.bin',
        'tokenizer.json',
        'parley-mini.wasm',
        'mlc-chat-config.json',
      ]),
    );
  });

  test('asks for half precision before a download wherever a model needs it', async () => {
    const half = catalogue.find(({ quantisation }) => quantisation === 'q4f16_1');
    const adapter = await navigator.gpu.requestAdapter();
    GPU.prototype.requestAdapter = async () => {
      const features = new Set([...(adapter?.features ?? [])].filter((name) => name !== 'shader-f16'));
      return { features, limits: adapter?.limits } as unknown as GPUAdapter;
    };
    const loading = loadEngine(half?.choice ?? choice, { root, threads: 1, ...withoutProgress });
    await expect(loading).rejects.toMatchObject({
      trouble: { kind: 'missing-feature', feature: 'shader-f16' },
    });
  });
});

describe('A GPU that allows too little', () => {
  const { requestAdapter } = GPU.prototype;
  afterEach(() => {
    GPU.prototype.requestAdapter = requestAdapter;
  });
  const allowing = async (change: Readonly<Record<string, number>>): Promise<void> => {
    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) throw new Error('There is no adapter.');
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const { maxComputeWorkgroupStorageSize, maxStorageBuffersPerShaderStage } = adapter.limits;
    const limits = {
      ...{ maxBufferSize, maxStorageBufferBindingSize },
      ...{ maxComputeWorkgroupStorageSize, maxStorageBuffersPerShaderStage, ...change },
    };
    GPU.prototype.requestAdapter = () =>
      Promise.resolve({ features: adapter.features, limits } as unknown as GPUAdapter);
  };
  const quiet = { stop: new StopSwitch(), onProgress: () => undefined };
  const nowhere = { weightsUrl: 'https://models.invalid/resolve/1/' };
  const limit = 'maxStorageBufferBindingSize';

  test('for what a model is known to need is said before anything is fetched', async () => {
    await allowing({ [limit]: 2 ** 27 });
    const needing = loadWith({ ...nowhere, largestBufferBytes: 200_000_000 });
    await expect(needing(quiet)).rejects.toMatchObject({
      trouble: { kind: 'gpu-limit', model: 'parley-mini', limit, needed: 200_000_000, has: 2 ** 27 },
    });
  });

  test('for the largest tensor on the list of weights is said before any of them is fetched', async () => {
    await allowing({ [limit]: 2 ** 27 });
    const asked: string[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      asked.push(String(input).split('/').at(-1) ?? '');
      const answer = await fetch(input, init);
      const list = (await answer.text()).replace('[3072, 256]', '[30720, 2560]');
      return new Response(list);
    };
    const loading = loadWebLlm(embedded, quiet).finally(() => (globalThis.fetch = fetch));
    const needed = 30_720 * 2560 * 4;
    await expect(loading).rejects.toMatchObject({
      trouble: { kind: 'gpu-limit', limit, needed, has: 2 ** 27 },
    });
    expect(asked).toEqual(['tensor-cache.json']);
  });
});

describe('A text with dollar signs', () => {
  test.each(['user', 'system'] as const)('reaches the model as it stands, said by the %s', async (role) => {
    const engine = await load({ stop: new StopSwitch(), onProgress: () => undefined });
    const tokensOf = (content: string) => engine.countTokens([{ role, content }, ...rest]);
    const rest = role === 'system' ? ([{ role: 'user', content: 'Well?' }] as const) : [];
    // To `String.replace` the first is one dollar, and the second is whatever stands before it.
    expect(await tokensOf('a $$$$ b')).toBeGreaterThan((await tokensOf('a $$ b')) ?? 0);
    expect(await tokensOf("a $' b")).toBe(await tokensOf("a #' b"));
    await engine.unload();
  });
});

describe('What web-llm keeps', () => {
  const kept = loadWith({ embedded: false });
  const quiet = { stop: new StopSwitch(), onProgress: () => undefined };
  const shard = new URL('params_shard_0.bin', weightsUrl).href;
  const tokenizer = new URL('tokenizer.json', weightsUrl).href;

  async function damage(
    url: string,
    how: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null,
  ) {
    const cache = await caches.open(webLlmCaches.weights);
    const found = (await cache.match(url)) ?? expect.fail(`${url} is not kept.`);
    const damaged = how(new Uint8Array(await found.arrayBuffer()));
    await (damaged ? cache.put(url, new Response(damaged, { headers: found.headers })) : cache.delete(url));
  }

  test.each<[string, string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null]>([
    ['a shard whose bytes were changed', shard, (bytes) => bytes.with(5000, (bytes[5000] ?? 0) ^ 255)],
    ['a shard that was cut short', shard, (bytes) => bytes.slice(0, 1_000_000)],
    ['a shard that was removed', shard, () => null],
    ['a tokenizer that was changed', tokenizer, (bytes) => bytes.with(100, 0)],
  ])('heals: %s is noticed and fetched again alone', async (_what, url, how) => {
    await (await kept(quiet)).unload();
    await damage(url, how);
    const { fetch } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = (input, init) => (asked.push(String(input)), fetch(input, init));
    try {
      const engine = await kept(quiet);
      const answer = await engine.complete(dialogue, () => undefined, new StopSwitch());
      expect(answer.answerTokens).toBeGreaterThan(0);
      await engine.unload();
    } finally {
      globalThis.fetch = fetch;
    }
    expect(asked.filter((address) => address.startsWith(weightsUrl))).toEqual([url]);
  });
});
