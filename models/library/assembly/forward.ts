// Owns the model: a LLaMA-shaped decoder as a row of kernel launches. Parameters come in the order of the metadata,
// which the build writes and which `WEIGHT_…` below names per layer.
import { Any, ArrayObject, DATA_FLOAT32, DONE, FAILED, Status, TensorObject, objectAt } from './abi';
import { newPair, tensorIn } from './arrays';
import { copyOnGpu } from './device';
import { KeyValueCache } from './key-value-cache';
import { groupsFor, launch, withBuffer, withScalar, withTensor } from './kernels';
import { release, retain } from './objects';
import { ADD, multiply, multiplyGated, ONE_ROW_COLUMNS } from './products';
import { newGpuTensor } from './tensors';
import {
  CONTEXT_TOKENS,
  FEED_FORWARD,
  HEADS,
  KERNEL_ATTEND,
  KERNEL_EMBED,
  KERNEL_NORMALIZE_ROWS,
  KERNEL_PROJECT_ONE,
  KERNEL_ROTATE,
  LAYERS,
  VOCABULARY,
  WIDTH,
} from '../.build/configuration';

const EMBEDDING: i32 = 0;
const FIRST_LAYER: i32 = 1;
const WEIGHTS_PER_LAYER: i32 = 9;
const WEIGHT_ATTENTION_NORM: i32 = 0;
const WEIGHT_QUERY: i32 = 1;
const WEIGHT_KEY: i32 = 2;
const WEIGHT_VALUE: i32 = 3;
const WEIGHT_OUTPUT: i32 = 4;
const WEIGHT_FEED_NORM: i32 = 5;
const WEIGHT_GATE: i32 = 6;
const WEIGHT_UP: i32 = 7;
const WEIGHT_DOWN: i32 = 8;
const FINAL_NORM: i32 = FIRST_LAYER + LAYERS * WEIGHTS_PER_LAYER;
const VOCABULARY_WEIGHTS: i32 = FINAL_NORM + 1;

// Invocations of a group; the kernels' files say the same.
const EMBED_GROUP: i32 = 64;
const ROTATE_GROUP: i32 = 64;
const NORMALIZE_GROUP: i32 = 16;
const FLOAT_BYTES: i32 = 4;

/** (token ids, parameters): their embeddings. */
export function embed(list: usize, count: i32, result: Any): Status {
  const tokens = objectAt<TensorObject>(list, 0);
  const rows = tokens.dimension(0);
  const embedded = newGpuTensor(DATA_FLOAT32, rows, WIDTH);
  if (!embedded) return FAILED;
  withTensor(embedded);
  withTensor(tokens);
  withTensor(tensorIn(objectAt<ArrayObject>(list, 1), EMBEDDING));
  withScalar(rows);
  result.setObject(embedded);
  return launch(KERNEL_EMBED, groupsFor((rows * WIDTH) / 4, EMBED_GROUP));
}

/** (embeddings [1, rows, width], cache, parameters): the logits of the last row, and the cache. */
export function forward(list: usize, count: i32, result: Any): Status {
  const embedded = objectAt<TensorObject>(list, 0);
  const cache = objectAt<KeyValueCache>(list, 1);
  const parameters = objectAt<ArrayObject>(list, 2);
  const rows = embedded.dimension(1);
  let status = copyOnGpu(embedded.data, embedded.byteOffset, cache.stream, 0, rows * WIDTH * FLOAT_BYTES);
  for (let layer = 0; layer < LAYERS; layer++) {
    const weights = FIRST_LAYER + layer * WEIGHTS_PER_LAYER;
    status |= attend(cache, parameters, weights, layer, rows);
    status |= feedForward(cache, parameters, weights, rows);
  }
  const logits = newGpuTensor(DATA_FLOAT32, 1, 1, VOCABULARY);
  if (!logits) return FAILED;
  status |= normalize(cache, tensorIn(parameters, FINAL_NORM), rows - 1, 1);
  status |= multiply(
    logits.data,
    cache.normalized,
    tensorIn(parameters, VOCABULARY_WEIGHTS),
    1,
    VOCABULARY,
    WIDTH,
  );
  if (status != DONE) {
    release(logits);
    return FAILED;
  }
  retain(cache);
  result.setObject(newPair(logits, cache));
  return DONE;
}

function attend(cache: KeyValueCache, parameters: ArrayObject, weights: i32, layer: i32, rows: i32): Status {
  let status = normalize(cache, tensorIn(parameters, weights + WEIGHT_ATTENTION_NORM), 0, rows);
  status |=
    rows == 1
      ? projectOne(cache, parameters, weights, layer)
      : project(cache, parameters, weights, layer, rows);
  withBuffer(cache.attended);
  withBuffer(cache.queries);
  withBuffer(cache.keys);
  withBuffer(cache.values);
  withScalar(cache.firstPosition);
  withScalar(layer * CONTEXT_TOKENS);
  status |= launch(KERNEL_ATTEND, HEADS, rows);
  const output = tensorIn(parameters, weights + WEIGHT_OUTPUT);
  return status | multiply(cache.stream, cache.attended, output, rows, WIDTH, WIDTH, ADD);
}

function feedForward(cache: KeyValueCache, parameters: ArrayObject, weights: i32, rows: i32): Status {
  let status = normalize(cache, tensorIn(parameters, weights + WEIGHT_FEED_NORM), 0, rows);
  const gate = tensorIn(parameters, weights + WEIGHT_GATE);
  const up = tensorIn(parameters, weights + WEIGHT_UP);
  status |= multiplyGated(cache.gated, cache.normalized, gate, up, rows);
  const down = tensorIn(parameters, weights + WEIGHT_DOWN);
  return status | multiply(cache.stream, cache.gated, down, rows, WIDTH, FEED_FORWARD, ADD);
}

/** Root-mean-square norm of rows of the stream, from a first one on. */
function normalize(cache: KeyValueCache, weight: TensorObject, firstRow: i32, rows: i32): Status {
  withBuffer(cache.normalized);
  withBuffer(cache.stream);
  withTensor(weight);
  withScalar(rows);
  withScalar(firstRow);
  return launch(KERNEL_NORMALIZE_ROWS, groupsFor(rows, NORMALIZE_GROUP));
}

/** Queries, keys and values of many rows; keys and values end in the cache. */
function project(cache: KeyValueCache, parameters: ArrayObject, weights: i32, layer: i32, rows: i32): Status {
  const input = cache.normalized;
  let status = multiply(
    cache.queries,
    input,
    tensorIn(parameters, weights + WEIGHT_QUERY),
    rows,
    WIDTH,
    WIDTH,
  );
  status |= multiply(cache.newKeys, input, tensorIn(parameters, weights + WEIGHT_KEY), rows, WIDTH, WIDTH);
  status |= multiply(
    cache.newValues,
    input,
    tensorIn(parameters, weights + WEIGHT_VALUE),
    rows,
    WIDTH,
    WIDTH,
  );
  return status | rotate(cache, layer, rows);
}

/** The same for one row in one launch: while decoding, launches cost as much as the arithmetic. */
function projectOne(cache: KeyValueCache, parameters: ArrayObject, weights: i32, layer: i32): Status {
  withBuffer(cache.queries);
  withBuffer(cache.keys);
  withBuffer(cache.values);
  withBuffer(cache.normalized);
  withTensor(tensorIn(parameters, weights + WEIGHT_QUERY));
  withTensor(tensorIn(parameters, weights + WEIGHT_KEY));
  withTensor(tensorIn(parameters, weights + WEIGHT_VALUE));
  withBuffer(cache.rotations);
  withScalar(cache.firstPosition);
  withScalar(layer * CONTEXT_TOKENS);
  return launch(KERNEL_PROJECT_ONE, groupsFor(WIDTH, ONE_ROW_COLUMNS));
}

/** Turns queries and keys by their positions and files keys and values in the cache. */
function rotate(cache: KeyValueCache, layer: i32, rows: i32): Status {
  withBuffer(cache.queries);
  withBuffer(cache.newKeys);
  withBuffer(cache.newValues);
  withBuffer(cache.keys);
  withBuffer(cache.values);
  withBuffer(cache.rotations);
  withScalar(rows);
  withScalar(cache.firstPosition);
  withScalar(layer * CONTEXT_TOKENS);
  return launch(KERNEL_ROTATE, groupsFor((rows * WIDTH) / 2, ROTATE_GROUP));
}
