// Owns which models the processor runs beside the two that come with the studio: instruct models in GGUF form on Hugging Face.
// Repositories and files are named as their hosts name them; lengths and hashes are not, since they are asked of the host
// before each download. What is said of sizes until then is reckoned, and shown so.
import type { Caveat } from './caveat.ts';
import type { CatalogueModel } from './catalogue.ts';

/** Bits per parameter of Q4_K_M: most matrices have 4.5, some 6.5, and small models a larger share of those. */
const usualBits = 5.2;

/** The program, its vocabulary and room for one step of reading. */
const scratchBytes = 200e6;

const contextTokens = 4096;

interface Release {
  readonly name: string;
  /** `owner/repository` and the file in it. */
  readonly repository: string;
  readonly file: string;
  readonly family: string;
  readonly parameters: number;
  /** Where rows of a width that 256 does not divide are kept in larger forms. */
  readonly bitsPerParameter?: number;
  /** Layers, heads of keys and values, and how wide one is: what each token of the context takes. */
  readonly cache: readonly [number, number, number];
  readonly licence: string;
  readonly caveat?: Caveat;
  readonly thinks?: true;
}

const llama32 = {
  family: 'Llama 3.2',
  licence: 'Llama 3.2 Community License',
  caveat: 'to be named after Llama',
} as const;
const qwen3 = { family: 'Qwen3', licence: 'Apache-2.0', thinks: true } as const;
const smollm2 = { family: 'SmolLM2', licence: 'Apache-2.0' };

const releases: readonly Release[] = [
  {
    ...smollm2,
    name: 'SmolLM2 360M Instruct',
    repository: 'bartowski/SmolLM2-360M-Instruct-GGUF',
    file: 'SmolLM2-360M-Instruct-Q4_K_M.gguf',
    parameters: 0.362e9,
    bitsPerParameter: 6,
    cache: [32, 5, 64],
    caveat: 'small',
  },
  {
    ...qwen3,
    name: 'Qwen3 0.6B',
    repository: 'unsloth/Qwen3-0.6B-GGUF',
    file: 'Qwen3-0.6B-Q4_K_M.gguf',
    parameters: 0.6e9,
    cache: [28, 8, 128],
  },
  {
    name: 'Gemma 3 1B',
    repository: 'ggml-org/gemma-3-1b-it-GGUF',
    file: 'gemma-3-1b-it-Q4_K_M.gguf',
    family: 'Gemma 3',
    parameters: 1e9,
    bitsPerParameter: 6.4,
    cache: [26, 1, 256],
    licence: 'Gemma Terms of Use',
    caveat: 'terms reach its output',
  },
  {
    ...llama32,
    name: 'Llama 3.2 1B Instruct',
    repository: 'bartowski/Llama-3.2-1B-Instruct-GGUF',
    file: 'Llama-3.2-1B-Instruct-Q4_K_M.gguf',
    parameters: 1.24e9,
    cache: [16, 8, 64],
  },
  {
    ...smollm2,
    name: 'SmolLM2 1.7B Instruct',
    repository: 'bartowski/SmolLM2-1.7B-Instruct-GGUF',
    file: 'SmolLM2-1.7B-Instruct-Q4_K_M.gguf',
    parameters: 1.71e9,
    cache: [24, 32, 64],
  },
  {
    ...qwen3,
    name: 'Qwen3 1.7B',
    repository: 'unsloth/Qwen3-1.7B-GGUF',
    file: 'Qwen3-1.7B-Q4_K_M.gguf',
    parameters: 1.72e9,
    cache: [28, 8, 128],
  },
  {
    ...llama32,
    name: 'Llama 3.2 3B Instruct',
    repository: 'bartowski/Llama-3.2-3B-Instruct-GGUF',
    file: 'Llama-3.2-3B-Instruct-Q4_K_M.gguf',
    parameters: 3.21e9,
    cache: [28, 8, 128],
  },
];

export const ggufModels: readonly CatalogueModel[] = releases.map(modelOf);

function modelOf(release: Release): CatalogueModel {
  const { name, repository, file, family, parameters, licence, caveat = null, thinks = false } = release;
  const downloadBytes = Math.round((parameters * (release.bitsPerParameter ?? usualBits)) / 8);
  const cacheBytes = cacheBytesOf(release.cache, contextTokens);
  return {
    choice: { engine: 'wllama', model: file.replace(/\.gguf$/, '').toLowerCase() },
    name,
    roles: ['generator', 'critic'],
    family,
    parameters: parameters < 1e9 ? `${parameters / 1e6} M` : `${(parameters / 1e9).toFixed(1)} B`,
    quantisation: 'Q4_K_M',
    downloadBytes,
    bytesAreReckoned: true,
    memoryMegabytes: Math.round((downloadBytes + cacheBytes + scratchBytes) / 1e6),
    contextTokens,
    licence,
    embedded: false,
    requiredFeatures: [],
    caveat,
    promptForm: 'instruct',
    promptsEditable: true,
    files: {
      kind: 'gguf',
      address: null,
      elsewhere: `https://huggingface.co/${repository}/resolve/main/${file}`,
      sha256: null,
      thinks,
    },
  };
}

/** A key and a value of two bytes each. */
export function cacheBytesOf([layers, heads, width]: Release['cache'], tokens: number): number {
  return layers * heads * width * 4 * tokens;
}

/** Of a model of which only the length is known: the weights, a cache of 4,096 tokens and scratch space. */
export function memoryOf(weightBytes: number): number {
  return Math.round((weightBytes * 1.15) / 1e6 + 300);
}
