// Owns the rest of web-llm's catalogue: every model that its version knows and the studio does not pick out itself. A test holds each line to the installed package.
import type { Caveat } from './caveat.ts';
import type { CatalogueModel } from './catalogue.ts';
import { otherWebLlmRecords } from './web-llm-records.ts';

const libraries =
  'https://raw.githubusercontent.com/mlc-ai/binary-mlc-llm-libs/main/web-llm-models/v0_2_86/base/';

/** By how the identifier begins; the first that fits. */
const families: readonly (readonly [beginning: string, family: string, licence: string])[] = [
  ['Llama-3.2', 'Llama 3.2', 'Llama 3.2 Community License'],
  ['Llama-3.1', 'Llama 3.1', 'Llama 3.1 Community License'],
  ['Llama-3', 'Llama 3', 'Llama 3 Community License'],
  ['Llama-2', 'Llama 2', 'Llama 2 Community License'],
  ['DeepSeek-R1-Distill-Llama', 'DeepSeek R1', 'MIT, on Llama 3.1 Community License'],
  ['DeepSeek-R1', 'DeepSeek R1', 'MIT'],
  ['Hermes-2-Pro-Mistral', 'Hermes', 'Apache-2.0'],
  ['Hermes-3-Llama-3.2', 'Hermes', 'Llama 3.2 Community License'],
  ['Hermes-3-Llama-3.1', 'Hermes', 'Llama 3.1 Community License'],
  ['Hermes', 'Hermes', 'Llama 3 Community License'],
  ['Phi-', 'Phi', 'MIT'],
  ['phi-', 'Phi', 'MIT'],
  ['Mistral-7B', 'Mistral', 'Apache-2.0'],
  ['OpenHermes', 'Hermes', 'Apache-2.0'],
  ['NeuralHermes', 'Hermes', 'Apache-2.0'],
  ['Ministral', 'Ministral 3', 'Apache-2.0'],
  ['SmolLM2', 'SmolLM2', 'Apache-2.0'],
  ['gemma-4', 'Gemma 4', 'See its model card'],
  ['gemma', 'Gemma', 'Gemma Terms of Use'],
  ['OLMo', 'OLMo 2', 'Apache-2.0'],
  ['Qwen2.5-3B', 'Qwen2.5', 'Qwen Research License'],
  ['Qwen2.5-Coder-3B', 'Qwen2.5', 'Qwen Research License'],
  ['Qwen3.5', 'Qwen3.5', 'Apache-2.0'],
  ['Qwen3', 'Qwen3', 'Apache-2.0'],
  ['Qwen2.5', 'Qwen2.5', 'Apache-2.0'],
  ['Qwen2', 'Qwen2', 'Apache-2.0'],
  ['RedPajama', 'RedPajama', 'Apache-2.0'],
  ['TinyLlama', 'TinyLlama', 'Apache-2.0'],
];

/** What makes one a poor writer of everyday talk, by a part of the identifier. */
const caveats: readonly (readonly [part: RegExp, caveat: Caveat])[] = [
  [/-Base-/, 'not instructed'],
  [/DeepSeek-R1|-Reasoning-/, 'reasons at length'],
  [/Math/, 'mathematics'],
  [/Coder/, 'program code'],
  [/-vision-/, 'pictures'],
];

/** Bytes of the largest buffer, of which web-llm says it; by how the identifier begins. */
const buffers: readonly (readonly [beginning: string, bytes: number])[] = [
  ['gemma-4-E2B-it-', 201_326_592],
  ['gemma-2b-it-', 262_144_000],
];

/** Bits per weight, with their scales; what is left of the memory is the cache and the scratch space. */
const bits: Readonly<Record<string, number>> = {
  q0f16: 16,
  q0f32: 32,
  q3f16_1: 3.5,
  q4f16_1: 4.5,
  q4f32_1: 5,
};

function modelOf(id: string, megabytes: string, context = '4096', program?: string): CatalogueModel {
  const stem = id.replace(/-MLC(?:-1k)?$/, '');
  const quantisation = /q\d+f\d+(?:_\d)?$/.exec(stem)?.[0] ?? '';
  const [, family = 'Other', licence = 'See its model card'] =
    families.find(([beginning]) => id.startsWith(beginning)) ?? [];
  const parameters = parametersOf(stem);
  const memoryMegabytes = Number(megabytes);
  const largestBufferBytes = buffers.find(([beginning]) => id.startsWith(beginning))?.[1];
  const library = program?.endsWith('.wasm') ? program : `${program ?? stem}_cs1k-webgpu.wasm`;
  return {
    choice: { engine: 'webllm', model: id },
    name: nameOf(stem, quantisation, id.endsWith('-1k')),
    roles: ['generator', 'critic'],
    family,
    parameters: parameters === null ? '' : textOf(parameters),
    quantisation,
    downloadBytes: downloadOf(parameters, quantisation, memoryMegabytes),
    bytesAreReckoned: true,
    memoryMegabytes,
    contextTokens: Number(context),
    licence,
    embedded: false,
    requiredFeatures: quantisation.includes('f16') ? ['shader-f16'] : [],
    ...(largestBufferBytes === undefined ? {} : { largestBufferBytes }),
    caveat: caveats.find(([part]) => part.test(id))?.[1] ?? null,
    promptForm: 'instruct',
    promptsEditable: true,
    files: {
      kind: 'mlc',
      weights: `https://huggingface.co/mlc-ai/${stem}-MLC/resolve/main/`,
      library: libraries + library,
      thinks: family === 'Qwen3' || family === 'Qwen3.5',
    },
  };
}

const nameOf = (stem: string, quantisation: string, short: boolean): string =>
  stem.slice(0, -quantisation.length - 1).replaceAll('-', ' ') + (short ? ' (short context)' : '');

/** From the number with a B or an M in the identifier. */
function parametersOf(stem: string): number | null {
  const [, size, unit] = /(?:^|-)E?(\d+(?:[._]\d+)?)([bBM])(?:-|$)/.exec(stem) ?? [];
  return size === undefined ? null : Number(size.replace('_', '.')) * (unit === 'M' ? 1e6 : 1e9);
}

const textOf = (parameters: number): string =>
  parameters < 1e9 ? `${parameters / 1e6} M` : `${(parameters / 1e9).toFixed(1)} B`;

/** Where the size is not in the name, a little less than the memory. */
const downloadOf = (parameters: number | null, quantisation: string, megabytes: number): number =>
  Math.min(
    Math.round(((parameters ?? Infinity) * (bits[quantisation] ?? 4.5)) / 8),
    Math.round(megabytes * 0.85 * 1e6),
  );

export const otherWebLlmModels: readonly CatalogueModel[] = otherWebLlmRecords
  .trim()
  .split('\n')
  .map((line) => modelOf(...(line.split(' ') as [string, string, string?, string?])));
