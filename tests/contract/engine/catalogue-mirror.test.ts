// The catalogue from a host of the person's own: every address has its place there, and a host on this machine with that layout
// gives a whole model, which is checked, and kept as if it had come from its usual host.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogue, findModel } from '../../../src/engine/catalogue.ts';
import { otherWebLlmModels } from '../../../src/engine/catalogue-web-llm-others.ts';
import { mirrored, type CatalogueMirror } from '../../../src/engine/catalogue-mirror.ts';
import { lookAtCatalogueMirror } from '../../../src/engine/look-at-catalogue-mirror.ts';
import { webLlmEmbedders } from '../../../src/engine/embedders.ts';
import { hostedFile } from '../../../src/engine/hugging-face.ts';
import { addressesOf } from '../../../src/engine/own/own-model.ts';
import { placedGguf } from '../../../src/engine/placed-gguf.ts';
import { placedMlc } from '../../../src/engine/placed-mlc.ts';
import { fetchWeights } from '../../../src/engine/webllm/fetch-weights.ts';
import { fetchModel } from '../../../src/engine/wllama/model.ts';
import { MapCache } from './map-cache.ts';
import { StopSwitch } from './stop-switch.ts';

const root = new URL('http://127.0.0.1:4750/');
const signal = new AbortController().signal;
const weights = '/hf/mlc-ai/Qwen3-0.6B-q4f32_1-MLC/resolve/main/';
const library =
  '/hf/mlc-ai/binary-mlc-llm-libs/main/web-llm-models/v0_2_86/base/Qwen3-0.6B-q4f32_1_cs1k-webgpu.wasm';
const repository = 'unsloth/Qwen3-0.6B-GGUF';
const gguf = `/hf/${repository}/resolve/main/Qwen3-0.6B-Q4_K_M.gguf`;
const list = `/hf/api/models/${repository}/tree/main`;

const files = new Map<string, Buffer>();
let asked: string[] = [];
const server = createServer(({ url = '' }, response) => {
  asked.push(url);
  const file = files.get(url);
  if (file) response.writeHead(200, { 'content-length': file.length }).end(file);
  else response.writeHead(404).end('No.');
});
let mirror: CatalogueMirror = { base: '', libraries: null };

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  mirror = { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hf/`, libraries: null };
});
afterAll(() => void server.close());

const kept = new Map<string, MapCache>();
beforeEach(async () => {
  const mini = 'public/models/parley-mini';
  files.clear();
  for (const name of ['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json', 'params_shard_0.bin'])
    files.set(weights + name, await readFile(`${mini}/resolve/1/${name}`));
  files.set(library, Buffer.from('a program'));
  const bytes = await readFile(`${mini}/parley-mini-q8_0.gguf`);
  const oid = createHash('sha256').update(bytes).digest('hex');
  files.set(gguf, bytes);
  const listed = { path: 'Qwen3-0.6B-Q4_K_M.gguf', size: bytes.length, lfs: { oid, size: bytes.length } };
  files.set(list, Buffer.from(JSON.stringify([listed])));
  asked = [];
  kept.clear();
  vi.stubGlobal('caches', {
    open: (name: string) => {
      const cache = kept.get(name) ?? new MapCache();
      kept.set(name, cache);
      return Promise.resolve(cache);
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

function modelFor(engine: string, model: string, at: CatalogueMirror | null = mirror) {
  return mirrored(findModel({ engine, model }) ?? expect.fail(`${model} is not in the catalogue.`), at);
}
const options = () => ({ stop: new StopSwitch(), onProgress: () => undefined });

function fetchMlc(at: CatalogueMirror | null = mirror) {
  const model = modelFor('webllm', 'Qwen3-0.6B-q4f32_1-MLC', at);
  if (model.files.kind !== 'mlc') return expect.fail('It is of another kind.');
  return fetchWeights(placedMlc(model, model.files, root), options());
}
async function fetchGguf() {
  const model = modelFor('wllama', 'qwen3-0.6b-q4_k_m');
  if (model.files.kind !== 'gguf') return expect.fail('It is of another kind.');
  return fetchModel(await placedGguf(model, model.files, root), options());
}

test.each(
  [...catalogue, ...otherWebLlmModels, ...webLlmEmbedders].map(
    (model) => [model.choice.model, model] as const,
  ),
)('every address of %s has its place at a mirror, but for the studio’s own', (_name, model) => {
  const base = 'https://models.example.org/hf/';
  const from = addressesOf(mirrored(model, { base, libraries: null }));
  if (model.embedded) expect(from).toEqual([]);
  else expect(from).not.toEqual([]);
  for (const address of from) expect(address.startsWith(base)).toBe(true);
  const apart = addressesOf(mirrored(model, { base, libraries: 'https://libs.example.org/wasm/' }));
  for (const address of apart.filter((one) => one.endsWith('.wasm')))
    expect(address).toMatch(/^https:\/\/libs\.example\.org\/wasm\/[^/]+\.wasm$/);
  expect(mirrored(model, null)).toBe(model);
});

describe('A model for WebGPU from a mirror', () => {
  test('is fetched from there alone, and needs neither host once it is here', async () => {
    await fetchMlc();
    expect(new Set(asked)).toEqual(new Set([...files.keys()].filter((path) => /MLC|\.wasm$/.test(path))));
    asked = [];
    await fetchMlc();
    // The mirror was taken away: what is kept lies under the usual addresses.
    await fetchMlc(null);
    expect(asked).toEqual([]);
  });

  test('is checked by the hashes of its own list', async () => {
    const shard = files.get(`${weights}params_shard_0.bin`) ?? expect.fail('No such file.');
    files.set(`${weights}params_shard_0.bin`, Buffer.from(shard).fill(7, 100, 200));
    await expect(fetchMlc()).rejects.toMatchObject({ trouble: { kind: 'bad-model-file' } });
  });

  test('that is not there is said with its address', async () => {
    files.delete(library);
    await expect(fetchMlc()).rejects.toMatchObject({
      trouble: { kind: 'not-found', url: mirror.base.slice(0, -'/hf/'.length) + library },
    });
  });
});

describe('A GGUF from a mirror', () => {
  test('is checked by the hash of the list that stands where Hugging Face has it', async () => {
    const { blobs } = await fetchGguf();
    expect(blobs[0]?.size).toBe(files.get(gguf)?.length);
    expect(asked).toContain(list);
    files.set(gguf, Buffer.from(files.get(gguf) ?? []).fill(7, 100, 200));
    kept.clear();
    await expect(fetchGguf()).rejects.toMatchObject({ trouble: { kind: 'bad-model-file' } });
  });

  test('comes from a host that keeps no such list too, by its length', async () => {
    files.delete(list);
    expect(await hostedFile(mirror.base + gguf.slice('/hf/'.length), { model: 'a model', signal })).toEqual({
      bytes: files.get(gguf)?.length,
    });
    expect((await fetchGguf()).blobs[0]?.size).toBe(files.get(gguf)?.length);
  });
});

describe('Looking at a mirror', () => {
  const look = () => lookAtCatalogueMirror(catalogue, mirror, signal);

  test('counts the models that lie there, and those whose library does not', async () => {
    expect(await look()).toMatchObject({ models: 2, withoutLibrary: 0 });
    files.delete(library);
    const found = await look();
    expect(found).toMatchObject({ models: 2, withoutLibrary: 1 });
    expect(found.of).toBe(catalogue.filter(({ embedded }) => !embedded).length);
    expect(asked.some((path) => path.endsWith('.bin'))).toBe(false);
  });

  test('finds nothing where there is nothing', async () => {
    files.clear();
    expect(await look()).toMatchObject({ models: 0 });
  });
});
