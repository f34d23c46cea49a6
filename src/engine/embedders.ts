// Owns which models place texts by their meaning: data alone. A test holds what is said of web-llm's to the installed package.
import type { CatalogueModel } from './catalogue.ts';

const libraries =
  'https://raw.githubusercontent.com/mlc-ai/binary-mlc-llm-libs/main/web-llm-models/v0_2_86/base/';

/** The one that is part of the studio, and whose nearness the method's limits are set by. */
export const usualEmbedder = 'universal-sentence-encoder-lite';

interface Release {
  readonly name: string;
  /** web-llm's identifier, without the size of a batch. */
  readonly id: string;
  readonly parameters: number;
  readonly megabytes: number;
}

const releases: readonly Release[] = [
  {
    name: 'Snowflake Arctic Embed S',
    id: 'snowflake-arctic-embed-s-q0f32-MLC',
    parameters: 33.2e6,
    megabytes: 238.71,
  },
  {
    name: 'Snowflake Arctic Embed M',
    id: 'snowflake-arctic-embed-m-q0f32-MLC',
    parameters: 109e6,
    megabytes: 539.4,
  },
];

const bytesPerParameter = 4;

/** Those of web-llm that read four texts at once: the ones for more need four times the memory. */
export const webLlmEmbedders: readonly CatalogueModel[] = releases.map(
  ({ name, id, parameters, megabytes }) => ({
    choice: { engine: 'webllm', model: `${id}-b4` },
    ...{ name, family: 'Snowflake Arctic Embed', roles: [], quantisation: 'q0f32' },
    parameters: `${Math.round(parameters / 1e6)} M`,
    downloadBytes: parameters * bytesPerParameter,
    bytesAreReckoned: true,
    memoryMegabytes: megabytes,
    contextTokens: 512,
    licence: 'Apache-2.0',
    ...{ embedded: false, requiredFeatures: [], caveat: null },
    ...{ promptForm: 'instruct', promptsEditable: false },
    files: {
      kind: 'mlc',
      weights: `https://huggingface.co/mlc-ai/${id}/resolve/main/`,
      library: `${libraries}${id.replace('-MLC', '')}-ctx512_cs512_batch4-webgpu.wasm`,
      thinks: false,
    },
  }),
);
