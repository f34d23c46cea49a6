// Owns which of web-llm's own models the studio offers: instruct models that follow a form, each as small as
// its memory allows. Identifiers, addresses and megabytes are web-llm's; parameters are the authors'.
import type { Caveat } from './caveat.ts';
import type { CatalogueModel } from './catalogue.ts';

const libraries =
  'https://raw.githubusercontent.com/mlc-ai/binary-mlc-llm-libs/main/web-llm-models/v0_2_86/base/';

/** Bits per parameter: four, and a scale for every 32 of them in 16 or 32 bits. */
const quantisations = { q4f16_1: 4.5, q4f32_1: 5 } as const;
type Quantisation = keyof typeof quantisations;

/** Every model of these was made with this context. */
const contextTokens = 4096;

interface Release {
  readonly name: string;
  /** web-llm's identifier, without quantisation. */
  readonly id: string;
  readonly family: string;
  readonly parameters: number;
  readonly megabytes: Readonly<Partial<Record<Quantisation, number>>>;
  readonly licence: string;
  readonly caveat?: Caveat;
  readonly thinks?: true;
}

const llamaCaveat = 'to be named after Llama';
const llama32 = { family: 'Llama 3.2', licence: 'Llama 3.2 Community License', caveat: llamaCaveat } as const;
const qwen3 = { family: 'Qwen3', licence: 'Apache-2.0', thinks: true } as const;
const qwen35 = { family: 'Qwen3.5', licence: 'Apache-2.0', thinks: true } as const;

const releases: readonly Release[] = [
  {
    name: 'SmolLM2 360M Instruct',
    id: 'SmolLM2-360M-Instruct',
    family: 'SmolLM2',
    parameters: 0.362e9,
    megabytes: { q4f16_1: 376.06, q4f32_1: 579.61 },
    licence: 'Apache-2.0',
    caveat: 'small',
  },
  {
    name: 'Gemma 3 1B',
    id: 'gemma3-1b-it',
    family: 'Gemma 3',
    parameters: 1e9,
    megabytes: { q4f16_1: 711.07 },
    licence: 'Gemma Terms of Use',
    caveat: 'terms reach its output',
  },
  {
    ...llama32,
    name: 'Llama 3.2 1B Instruct',
    id: 'Llama-3.2-1B-Instruct',
    parameters: 1.24e9,
    megabytes: { q4f16_1: 879.04, q4f32_1: 1128.82 },
  },
  {
    ...qwen3,
    name: 'Qwen3 0.6B',
    id: 'Qwen3-0.6B',
    parameters: 0.6e9,
    megabytes: { q4f16_1: 1403.34, q4f32_1: 1924.98 },
  },
  {
    ...qwen35,
    name: 'Qwen3.5 0.8B',
    id: 'Qwen3.5-0.8B',
    parameters: 0.8e9,
    megabytes: { q4f16_1: 1629.49, q4f32_1: 1894.19 },
  },
  {
    ...qwen3,
    name: 'Qwen3 1.7B',
    id: 'Qwen3-1.7B',
    parameters: 1.72e9,
    megabytes: { q4f16_1: 2036.66, q4f32_1: 2635.44 },
  },
  {
    ...qwen35,
    name: 'Qwen3.5 2B',
    id: 'Qwen3.5-2B',
    parameters: 2e9,
    megabytes: { q4f16_1: 2245.44, q4f32_1: 2591.55 },
  },
  {
    ...llama32,
    name: 'Llama 3.2 3B Instruct',
    id: 'Llama-3.2-3B-Instruct',
    parameters: 3.21e9,
    megabytes: { q4f16_1: 2263.69, q4f32_1: 2951.51 },
  },
  {
    name: 'Ministral 3 3B Instruct',
    id: 'Ministral-3-3B-Instruct-2512-BF16',
    family: 'Ministral 3',
    parameters: 3.4e9,
    megabytes: { q4f16_1: 2863.69, q4f32_1: 3532.37 },
    licence: 'Apache-2.0',
  },
  {
    ...qwen3,
    name: 'Qwen3 4B',
    id: 'Qwen3-4B',
    parameters: 4.02e9,
    megabytes: { q4f16_1: 3431.59, q4f32_1: 4327.71 },
  },
  {
    ...qwen35,
    name: 'Qwen3.5 4B',
    id: 'Qwen3.5-4B',
    parameters: 4e9,
    megabytes: { q4f16_1: 3867.82, q4f32_1: 4680.36 },
  },
  {
    name: 'Llama 3.1 8B Instruct',
    id: 'Llama-3.1-8B-Instruct',
    family: 'Llama 3.1',
    parameters: 8.03e9,
    megabytes: { q4f16_1: 5001, q4f32_1: 6101.01 },
    licence: 'Llama 3.1 Community License',
    caveat: llamaCaveat,
  },
  {
    ...qwen3,
    name: 'Qwen3 8B',
    id: 'Qwen3-8B',
    parameters: 8.19e9,
    megabytes: { q4f16_1: 5695.78, q4f32_1: 6852.55 },
  },
];

export const webLlmModels: readonly CatalogueModel[] = releases.flatMap((release) =>
  (Object.keys(quantisations) as Quantisation[]).flatMap((quantisation) => {
    const memoryMegabytes = release.megabytes[quantisation];
    return memoryMegabytes === undefined ? [] : [modelOf(release, quantisation, memoryMegabytes)];
  }),
);

function modelOf(release: Release, quantisation: Quantisation, memoryMegabytes: number): CatalogueModel {
  const { id, name, family, parameters, licence, caveat = null, thinks = false } = release;
  return {
    choice: { engine: 'webllm', model: `${id}-${quantisation}-MLC` },
    name,
    roles: ['generator', 'critic'],
    family,
    parameters: parameters < 1e9 ? `${parameters / 1e6} M` : `${(parameters / 1e9).toFixed(1)} B`,
    quantisation,
    downloadBytes: Math.round((parameters * quantisations[quantisation]) / 8),
    bytesAreReckoned: true,
    memoryMegabytes,
    contextTokens,
    licence,
    embedded: false,
    // web-llm's records seldom say so, yet none of its f16 models runs without.
    requiredFeatures: quantisation === 'q4f16_1' ? ['shader-f16'] : [],
    caveat,
    promptForm: 'instruct',
    promptsEditable: true,
    files: {
      kind: 'mlc',
      weights: `https://huggingface.co/mlc-ai/${id}-${quantisation}-MLC/resolve/main/`,
      library: `${libraries}${id.replace('Llama-3.1', 'Llama-3_1')}-${quantisation}_cs1k-webgpu.wasm`,
      thinks,
    },
  };
}
