// Writes what one size of the model fixes: the AssemblyScript constants, the constants in front of every kernel, and the
// metadata that web-llm reads. Refuses sizes that the kernels cannot tile.
import { kernelMap } from './kernels.mjs';

/**
 * @typedef {{ name: string, vocabulary: number, width: number, layers: number, heads: number, headWidth: number,
 *   feedForward: number, contextTokens: number, prefillChunkTokens: number, places?: boolean }} Size `places`: it places texts
 *   by their meaning and writes none; only its embedding is read
 * @typedef {import('./kernels.mjs').Kernel} Kernel
 */

const NUMBERS = /** @type {const} */ ([
  'vocabulary',
  'width',
  'layers',
  'heads',
  'headWidth',
  'feedForward',
  'contextTokens',
  'prefillChunkTokens',
]);
const TILE_COLUMNS = 64;
const HEAD_WIDTHS = [16, 32, 64, 128, 256];
const SHARED_MEMORY_TOKENS = 6144;

/** @param {string} name */
const constantName = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/**
 * The reason why a size cannot be built, or nothing.
 * @param {Size} size
 * @returns {string | undefined}
 */
export function problemOfSize(size) {
  const missing = NUMBERS.find((name) => !Number.isInteger(size[name]) || size[name] <= 0);
  if (missing !== undefined) return `"${missing}" must be a whole number above 0.`;
  const untiled = /** @type {const} */ (['vocabulary', 'width', 'feedForward']).find(
    (name) => size[name] % TILE_COLUMNS,
  );
  if (untiled !== undefined) return `"${untiled}" must be a multiple of ${TILE_COLUMNS}.`;
  if (size.heads * size.headWidth !== size.width) return '"heads" times "headWidth" must be "width".';
  if (!HEAD_WIDTHS.includes(size.headWidth)) return `"headWidth" must be one of ${HEAD_WIDTHS.join(', ')}.`;
  if (size.contextTokens > SHARED_MEMORY_TOKENS)
    return `"contextTokens" must be at most ${SHARED_MEMORY_TOKENS}.`;
  if (size.prefillChunkTokens > size.contextTokens)
    return '"prefillChunkTokens" must be at most "contextTokens".';
  return undefined;
}

/** Texts that a model which places texts takes at once. */
const TEXTS_AT_ONCE = 4;

/**
 * The parameters in the order in which the library reads them.
 * @param {Size} size
 */
export function parametersOf(size) {
  const square = [size.width, size.width];
  const layer = /** @type {const} */ ([
    ['attn_norm', [size.width]],
    ['wq', square],
    ['wk', square],
    ['wv', square],
    ['wo', square],
    ['ffn_norm', [size.width]],
    ['wg', [size.feedForward, size.width]],
    ['wu', [size.feedForward, size.width]],
    ['wd', [size.width, size.feedForward]],
  ]);
  const layers = Array.from({ length: size.layers }, (_, index) =>
    layer.map(([name, shape]) => ({ name: `layers.${index}.${name}.weight`, shape })),
  ).flat();
  const table = [size.vocabulary, size.width];
  const writing = [
    ...layers,
    { name: 'norm.weight', shape: [size.width] },
    { name: 'out.weight', shape: table },
  ];
  return [{ name: 'tok.weight', shape: table }, ...(size.places ? [] : writing)].map((parameter) => ({
    ...parameter,
    dtype: 'float32',
    preprocs: [],
  }));
}

/** @param {Size} size */
export function metadataOf(size) {
  return {
    model_type: size.name,
    quantization: 'q0f32',
    context_window_size: size.contextTokens,
    sliding_window_size: -1,
    attention_sink_size: -1,
    prefill_chunk_size: size.prefillChunkTokens,
    tensor_parallel_shards: 1,
    kv_state_kind: 'kv_cache',
    max_batch_size: size.places ? TEXTS_AT_ONCE : 1,
    memory_usage: {},
    params: parametersOf(size),
  };
}

/** @param {Size} size */
export function kernelConstants(size) {
  const sortPairs = 2 ** Math.ceil(Math.log2(size.vocabulary)) / 2;
  const lines = NUMBERS.map((name) => `const ${constantName(name)} = ${size[name]}u;`);
  return [...lines, `const SORT_PAIRS = ${sortPairs}u;`].join('\n');
}

/**
 * @param {Size} size
 * @param {Kernel[]} kernels
 */
export function assemblyConfiguration(size, kernels) {
  const prelude = kernelConstants(size);
  /** @param {unknown[]} values */
  const list = (values) =>
    `StaticArray.fromArray([${values.map((value) => JSON.stringify(value)).join(', ')}])`;
  return [
    '// Written by build.mjs; change sizes.json or the kernels instead.',
    ...NUMBERS.map((name) => `export const ${constantName(name)}: i32 = ${size[name]};`),
    ...kernels.map((kernel, index) => `export const KERNEL_${kernel.name.toUpperCase()}: i32 = ${index};`),
    `export const KERNEL_NAMES: StaticArray<string> = ${list(kernels.map((kernel) => kernel.name))};`,
    `export const KERNEL_ARGUMENT_COUNTS: StaticArray<i32> = ${list(
      kernels.map((kernel) => kernel.bufferWrites.length + kernel.scalars.length),
    )};`,
    `export const KERNEL_SOURCES: StaticArray<string> = ${list(
      kernels.map((kernel) => `${prelude}\n${kernel.source}`),
    )};`,
    `export const KERNEL_MAP: string = ${JSON.stringify(JSON.stringify(kernelMap(kernels)))};`,
    `export const METADATA: string = ${JSON.stringify(JSON.stringify(metadataOf(size)))};`,
    '',
  ].join('\n');
}
