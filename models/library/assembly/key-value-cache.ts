// Owns what one conversation keeps on the GPU: keys and values of every layer, how many tokens are filled, and the
// workspace of a forward pass, allocated once so that a token allocates nothing but its logits. One sequence only.
import { Any, DONE, FAILED, FfiObject, ShapeObject, Status, TYPE_KEY_VALUE_CACHE, objectAt } from './abi';
import { allocateOnGpu, freeOnGpu, upload } from './device';
import { fail } from './errors';
import { globalFunctions } from './functions';
import { allocate } from './memory';
import { newObject, release } from './objects';
import {
  CONTEXT_TOKENS,
  FEED_FORWARD,
  HEAD_WIDTH,
  LAYERS,
  PREFILL_CHUNK_TOKENS,
  WIDTH,
} from '../.build/configuration';

const ROTARY_BASE: f64 = 10000;
const FLOAT_BYTES: i32 = 4;

/** All fields but the first two are addresses on the GPU. */
@unmanaged
export class KeyValueCache extends FfiObject {
  /** Tokens whose keys and values are written, or will be by the forward pass under way. */
  filledTokens: i32;
  /** Where the forward pass under way begins. */
  firstPosition: i32;
  keys: usize;
  values: usize;
  rotations: usize;
  stream: usize;
  normalized: usize;
  queries: usize;
  newKeys: usize;
  newValues: usize;
  attended: usize;
  gated: usize;
}

/** (sequences, tokens, chunk, page, sliding window): sizes are the library's own, so the arguments are not read. */
export function createKeyValueCache(list: usize, count: i32, result: Any): Status {
  const cache = newObject<KeyValueCache>(TYPE_KEY_VALUE_CACHE);
  const chunkBytes = PREFILL_CHUNK_TOKENS * WIDTH * FLOAT_BYTES;
  cache.keys = allocateOnGpu(LAYERS * CONTEXT_TOKENS * WIDTH * FLOAT_BYTES);
  cache.values = allocateOnGpu(LAYERS * CONTEXT_TOKENS * WIDTH * FLOAT_BYTES);
  cache.rotations = allocateOnGpu(CONTEXT_TOKENS * HEAD_WIDTH * FLOAT_BYTES);
  cache.stream = allocateOnGpu(chunkBytes);
  cache.normalized = allocateOnGpu(chunkBytes);
  cache.queries = allocateOnGpu(chunkBytes);
  cache.newKeys = allocateOnGpu(chunkBytes);
  cache.newValues = allocateOnGpu(chunkBytes);
  cache.attended = allocateOnGpu(chunkBytes);
  // Allocated last: where memory ran out before, it most likely does here too, and the status below tells.
  cache.gated = allocateOnGpu(PREFILL_CHUNK_TOKENS * FEED_FORWARD * FLOAT_BYTES);
  if (!isComplete(cache) || uploadRotations(cache.rotations) == FAILED) {
    release(cache);
    return FAILED;
  }
  result.setObject(cache);
  return DONE;
}

function isComplete(cache: KeyValueCache): bool {
  const first = changetype<usize>(cache) + offsetof<KeyValueCache>('keys');
  const end = changetype<usize>(cache) + offsetof<KeyValueCache>('gated');
  for (let field = first; field <= end; field += sizeof<usize>()) {
    if (!load<usize>(field)) return false;
  }
  return true;
}

export function freeKeyValueCache(cache: KeyValueCache): void {
  const first = changetype<usize>(cache) + offsetof<KeyValueCache>('keys');
  const end = changetype<usize>(cache) + offsetof<KeyValueCache>('gated');
  for (let field = first; field <= end; field += sizeof<usize>()) freeOnGpu(load<usize>(field));
}

/** Writes (cosine, sine) per position and pair of a head. WGSL's own are too coarse for angles of a thousand. */
export function fillRotations(table: usize): void {
  let place = table;
  for (let position = 0; position < CONTEXT_TOKENS; position++) {
    for (let pair = 0; pair < HEAD_WIDTH / 2; pair++) {
      const angle = <f64>position * Math.pow(ROTARY_BASE, <f64>(-2 * pair) / <f64>HEAD_WIDTH);
      store<f32>(place, <f32>Math.cos(angle));
      store<f32>(place, <f32>Math.sin(angle), FLOAT_BYTES);
      place += 2 * FLOAT_BYTES;
    }
  }
}

function uploadRotations(target: usize): Status {
  const bytes = CONTEXT_TOKENS * HEAD_WIDTH * FLOAT_BYTES;
  const table = allocate(bytes);
  fillRotations(table);
  const status = upload(table, target, 0, bytes);
  heap.free(table);
  return status;
}

/** (cache): forgets every token. */
function clear(list: usize, count: i32, result: Any): Status {
  const cache = objectAt<KeyValueCache>(list, 0);
  cache.filledTokens = 0;
  cache.firstPosition = 0;
  return DONE;
}

/** (cache, sequences, lengths): makes room for the tokens that come next. */
function beginForward(list: usize, count: i32, result: Any): Status {
  const cache = objectAt<KeyValueCache>(list, 0);
  const tokens = <i32>load<i64>(objectAt<ShapeObject>(list, 2).data);
  const filled = cache.filledTokens + tokens;
  if (filled > CONTEXT_TOKENS) {
    return fail(
      `The context holds ${CONTEXT_TOKENS} tokens and ${filled} were asked for; shorten the prompt.`,
    );
  }
  if (tokens > PREFILL_CHUNK_TOKENS) {
    return fail(
      `${tokens} tokens came at once and ${PREFILL_CHUNK_TOKENS} fit; send them in smaller chunks.`,
    );
  }
  cache.firstPosition = cache.filledTokens;
  cache.filledTokens = filled;
  return DONE;
}

/** There is one sequence and no window, so these have nothing to do. */
function nothing(list: usize, count: i32, result: Any): Status {
  return DONE;
}

export function registerKeyValueFunctions(): void {
  globalFunctions.add('vm.builtin.kv_state_clear', clear);
  globalFunctions.add('vm.builtin.kv_state_add_sequence', nothing);
  globalFunctions.add('vm.builtin.kv_state_remove_sequence', clear);
  globalFunctions.add('vm.builtin.kv_state_begin_forward', beginForward);
  globalFunctions.add('vm.builtin.kv_state_end_forward', nothing);
}
