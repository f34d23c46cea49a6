import { readFileSync } from 'node:fs';
import { ModelType, prebuiltAppConfig } from '@mlc-ai/web-llm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { smollm2, smollm2Address } from '../../../scripts/smollm2/model.mjs';
import { catalogue, findModel, type CatalogueModel } from '../../../src/engine/catalogue.ts';
import { cacheBytesOf, ggufModels } from '../../../src/engine/catalogue-gguf.ts';
import { otherWebLlmModels } from '../../../src/engine/catalogue-web-llm-others.ts';
import { webLlmModels } from '../../../src/engine/catalogue-web-llm.ts';
import { webLlmEmbedders } from '../../../src/engine/embedders.ts';
import { placedGguf } from '../../../src/engine/placed-gguf.ts';
import { placedMlc } from '../../../src/engine/placed-mlc.ts';
import { mostFileBytes } from '../../../src/engine/wllama/model.ts';
import { webLlmVersion, wllamaVersion } from '../../../src/engine/versions.ts';

const fileOf = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));

const recordOf = ({ choice }: CatalogueModel) =>
  prebuiltAppConfig.model_list.find(({ model_id }) => model_id === choice.model) ??
  expect.fail(`web-llm does not know ${choice.model}.`);

const model = (engine: string, name: string): CatalogueModel =>
  findModel({ engine, model: name }) ?? expect.fail(`The catalogue lacks ${name} on ${engine}.`);

describe('The catalogue', () => {
  test('names each model on each engine once', () => {
    const names = catalogue.map(({ choice }) => `${choice.engine} ${choice.model}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('gives every model a role and a licence', () => {
    for (const { roles, licence } of catalogue) {
      expect(roles).toContain('generator');
      expect(licence).not.toBe('');
    }
  });

  test('lets nobody edit what Parley-mini is asked: it knows one form of each question', () => {
    const minis = catalogue.filter(({ promptForm }) => promptForm === 'mini');
    expect(minis.map(({ choice }) => choice)).toEqual([
      { engine: 'webllm', model: 'parley-mini' },
      { engine: 'wllama', model: 'parley-mini' },
    ]);
    for (const { roles, promptsEditable } of minis) {
      expect(roles).toEqual(['generator', 'critic']);
      expect(promptsEditable).toBe(false);
    }
  });
});

describe("Of web-llm's models, the catalogue", () => {
  const each = webLlmModels.map((one) => [one.choice.model, one] as const);

  test('offers those in half precision and, where there are any, those in full', () => {
    const offered = new Set(webLlmModels.map(({ choice }) => choice.model));
    for (const { choice, quantisation } of webLlmModels) {
      const other = quantisation === 'q4f16_1' ? 'q4f32_1' : 'q4f16_1';
      const twin = choice.model.replace(quantisation, other);
      expect(offered.has(twin)).toBe(prebuiltAppConfig.model_list.some(({ model_id }) => model_id === twin));
    }
  });

  test.each(each)('says what the installed package says of %s', (_name, one) => {
    const record = recordOf(one);
    const placed =
      one.files.kind === 'mlc' ? placedMlc(one, one.files, new URL('http://studio.test/')) : null;
    expect(placed?.weightsUrl).toBe(`${record.model}/resolve/main/`);
    expect(placed?.libraryUrl).toBe(record.model_lib);
    expect(one.memoryMegabytes).toBe(record.vram_required_MB);
    expect(one.contextTokens).toBe(record.overrides?.context_window_size);
    for (const feature of record.required_features ?? []) expect(one.requiredFeatures).toContain(feature);
    expect(one.largestBufferBytes).toBe(record.buffer_size_required_bytes);
  });

  test.each(each)('asks for half precision exactly where %s needs it', (name, one) => {
    expect(one.requiredFeatures.includes('shader-f16')).toBe(name.includes('f16'));
  });

  test.each(each)('reckons a download for %s that its memory holds', (_name, one) => {
    expect(one.downloadBytes).toBeGreaterThan(0.15 * one.memoryMegabytes * 1e6);
    expect(one.downloadBytes).toBeLessThan(one.memoryMegabytes * 1024 * 1024);
  });

  test('switches off the thoughts of those that think aloud', () => {
    const thinking = webLlmModels.filter(({ files }) => files.kind === 'mlc' && files.thinks);
    expect(new Set(thinking.map(({ family }) => family))).toEqual(new Set(['Qwen3', 'Qwen3.5']));
  });
});

describe("The rest of web-llm's models", () => {
  const chat = prebuiltAppConfig.model_list.filter(({ model_type }) => model_type !== ModelType.embedding);

  test('with those picked out are all that the installed package knows, but its embedders', () => {
    const all = [...webLlmModels, ...otherWebLlmModels].map(({ choice }) => choice.model);
    expect(new Set(all)).toEqual(new Set(chat.map(({ model_id }) => model_id)));
    expect(all.length).toBe(chat.length);
  });

  test.each(otherWebLlmModels.map((one) => [one.choice.model, one] as const))(
    'are as the installed package says: %s',
    (name, one) => {
      const record = recordOf(one);
      const placed =
        one.files.kind === 'mlc' ? placedMlc(one, one.files, new URL('http://studio.test/')) : null;
      expect(placed?.weightsUrl).toBe(`${record.model}/resolve/main/`);
      expect(placed?.libraryUrl).toBe(record.model_lib);
      expect(one.memoryMegabytes).toBe(record.vram_required_MB);
      expect(one.contextTokens).toBe(record.overrides?.context_window_size);
      expect(one.requiredFeatures.includes('shader-f16')).toBe(name.includes('f16'));
      expect(one.largestBufferBytes).toBe(record.buffer_size_required_bytes);
      expect(one.downloadBytes).toBeGreaterThan(0);
      expect(one.downloadBytes).toBeLessThan(one.memoryMegabytes * 1024 * 1024);
      expect(one.name).not.toMatch(/q\d|MLC/);
      expect(one.family).not.toBe('');
    },
  );
});

describe('Of the files here, the catalogue', () => {
  const mini = fileOf('public/models/parley-mini/model.json') as {
    files: { path: string; bytes: number; sha256: string }[];
    contextTokens: number;
  };

  test('says of Parley-mini what its model.json says', () => {
    const { files, downloadBytes, contextTokens } = model('wllama', 'parley-mini');
    const { path, ...file } = mini.files.find((one) => one.path.endsWith('.gguf')) ?? expect.fail('No GGUF.');
    expect(files).toMatchObject({ address: `models/parley-mini/${path}`, sha256: file.sha256 });
    expect(downloadBytes).toBe(file.bytes);
    expect(contextTokens).toBe(mini.contextTokens);
    expect(model('webllm', 'parley-mini').contextTokens).toBe(mini.contextTokens);
  });

  test('says of SmolLM2 what the set-up fetches', () => {
    const { files, downloadBytes } = model('wllama', smollm2.id);
    expect(files).toMatchObject({
      address: `models/local/${smollm2.file}`,
      elsewhere: smollm2Address,
      sha256: smollm2.sha256,
    });
    expect(downloadBytes).toBe(smollm2.bytes);
  });

  test.each([
    ['@mlc-ai/web-llm', webLlmVersion],
    ['@wllama/wllama', wllamaVersion],
    ['@wllama/wllama-compat', wllamaVersion],
  ])('stamps answers with the version of %s that is installed', (name, version) => {
    expect(fileOf(`node_modules/${name}/package.json`)).toMatchObject({ version });
  });
});

describe('SmolLM2 is fetched', () => {
  afterEach(() => vi.unstubAllGlobals());
  const root = new URL('http://studio.test/under/');
  const smol = model('wllama', smollm2.id);
  const listed = (state: string) => JSON.stringify({ models: [{ ...smollm2, state }] });

  test.each([
    ['from the studio where the set-up has it', () => new Response(listed('present')), true],
    ['from its host while the set-up still fetches it', () => new Response(listed('fetching')), false],
    ['from its host where there is no set-up', () => new Response('', { status: 404 }), false],
    ['from its host where a page answers for the list', () => new Response('<!doctype html>'), false],
    ['from its host where the list cannot be asked for', () => Response.error(), false],
  ])('%s', async (_how, answer, near) => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string) => (asked.push(url), Promise.resolve(answer())));
    const placed = smol.files.kind === 'gguf' ? await placedGguf(smol, smol.files, root) : null;
    expect(asked).toEqual(['http://studio.test/under/models/local/index.json']);
    expect(placed?.files[0]?.url).toBe(
      near ? `http://studio.test/under/models/local/${smollm2.file}` : smollm2Address,
    );
    expect(placed?.kept).toBe(!near);
  });
});

describe("Of web-llm's models that place texts, the studio", () => {
  test.each(webLlmEmbedders.map((one) => [one.choice.model, one] as const))(
    'says what the installed package says of %s',
    (_name, one) => {
      const record = recordOf(one);
      const placed =
        one.files.kind === 'mlc' ? placedMlc(one, one.files, new URL('http://studio.test/')) : null;
      expect(record.model_type).toBe(ModelType.embedding);
      expect(placed?.weightsUrl).toBe(`${record.model}/resolve/main/`);
      expect(placed?.libraryUrl).toBe(record.model_lib);
      expect(one.memoryMegabytes).toBe(record.vram_required_MB);
    },
  );
});

describe('Of models for the processor, the catalogue', () => {
  test('says the memory of weights and of a full context, and offers none that its engine cannot take', () => {
    const told = ggufModels.map(({ name, memoryMegabytes }) => [name, memoryMegabytes]);
    expect(told).toEqual([
      ['SmolLM2 360M Instruct', 639],
      ['Qwen3 0.6B', 1060],
      ['Gemma 3 1B', 1109],
      ['Llama 3.2 1B Instruct', 1140],
      ['SmolLM2 1.7B Instruct', 2117],
      ['Qwen3 1.7B', 1788],
      ['Llama 3.2 3B Instruct', 2756],
    ]);
    for (const { downloadBytes, memoryMegabytes } of ggufModels) {
      expect(downloadBytes).toBeLessThan(mostFileBytes);
      expect(memoryMegabytes).toBeLessThan(4096);
    }
  });

  test('takes as much for a context as llama.cpp says of SmolLM2 135M: 90 MiB for 4,096 tokens', () => {
    expect(cacheBytesOf([30, 3, 64], 4096)).toBe(90 * 2 ** 20);
  });
});
