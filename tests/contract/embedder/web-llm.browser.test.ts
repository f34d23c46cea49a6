// Unmodified web-llm with a small embedding model made here and our own library, on whatever WebGPU the browser has: a software
// one will do.
import { afterAll, describe, expect, it } from 'vitest';
import { loadWebLlmEmbedder } from '../../../src/engine/webllm/load.ts';
import { webLlmCaches } from '../../../src/engine/webllm/model.ts';
import { Stopper } from '../../../workers/stopper.ts';
import { contractOfEmbedder, texts } from './embedder-contract.ts';
import { wordSums, wordsOf } from './word-sums/word-sums.ts';

const { fetch } = globalThis;
afterAll(async () => {
  globalThis.fetch = fetch;
  await Promise.all(Object.values(webLlmCaches).map((name) => caches.delete(name)));
});

async function load() {
  const { model, bodies } = await wordSums(wordsOf([...texts, 'hens']));
  globalThis.fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const [, body] = [...bodies].find(([end]) => address.endsWith(end)) ?? [];
    return body === undefined ? fetch(input, init) : Promise.resolve(new Response(body));
  };
  return loadWebLlmEmbedder(model, { stop: new Stopper(), onProgress: () => undefined });
}

contractOfEmbedder('web-llm', load);

describe('a model of web-llm’s that places texts', () => {
  it('names the engine and the weights', async () => {
    const embedder = await load();
    expect(embedder.build).toMatchObject({ engine: 'webllm', model: 'word-sums' });
    expect(embedder.build.build).toMatch(/^web-llm .*weights md5 [0-9a-f]{12}$/);
    embedder.unload();
    const work = embedder.embed(['I have two dogs.'], () => undefined, new Stopper());
    await expect(work).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
  });
});
