// Owns the way from logits to a token, as web-llm asks for it: grammar mask, bias, penalties, softmax, order, draw.
// web-llm draws for one sequence at a time, so every function works on one row of the vocabulary.
import { Any, DATA_FLOAT32, DATA_INT32, DONE, FAILED, Status, TensorObject, objectAt } from './abi';
import { newPair } from './arrays';
import { NamedFunctions } from './functions';
import { groupsFor, launch, withScalar, withTensor } from './kernels';
import { newGpuTensor } from './tensors';
import {
  KERNEL_BIAS,
  KERNEL_DRAW,
  KERNEL_MASK,
  KERNEL_PENALIZE,
  KERNEL_SOFTMAX,
  KERNEL_SORT,
  VOCABULARY,
} from '../.build/configuration';

/** Invocations of a group in the kernels that treat each token apart. */
const TOKEN_GROUP: i32 = 64;

/** (logits, sequences, mask): a token whose bit is 0 is ruled out. */
function applyMask(list: usize, count: i32, result: Any): Status {
  withTensor(objectAt<TensorObject>(list, 0));
  withTensor(objectAt<TensorObject>(list, 2));
  return launch(KERNEL_MASK, groupsFor(VOCABULARY, TOKEN_GROUP));
}

/** (logits, sequences, positions, tokens, counts, [presence, frequency, repetition]) */
function applyPenalty(list: usize, count: i32, result: Any): Status {
  const tokens = objectAt<TensorObject>(list, 3);
  withTensor(objectAt<TensorObject>(list, 0));
  withTensor(tokens);
  withTensor(objectAt<TensorObject>(list, 4));
  withTensor(objectAt<TensorObject>(list, 5));
  withScalar(tokens.dimension(0));
  return launch(KERNEL_PENALIZE, groupsFor(tokens.dimension(0), TOKEN_GROUP));
}

/** (logits, positions, tokens, biases) */
function applyBias(list: usize, count: i32, result: Any): Status {
  const tokens = objectAt<TensorObject>(list, 2);
  if (tokens.dimension(0) == 0) return DONE;
  withTensor(objectAt<TensorObject>(list, 0));
  withTensor(tokens);
  withTensor(objectAt<TensorObject>(list, 3));
  withScalar(tokens.dimension(0));
  return launch(KERNEL_BIAS, groupsFor(tokens.dimension(0), TOKEN_GROUP));
}

/** (logits, temperature): probabilities. */
function softmax(list: usize, count: i32, result: Any): Status {
  const probabilities = newGpuTensor(DATA_FLOAT32, 1, 1, VOCABULARY);
  if (!probabilities) return FAILED;
  withTensor(probabilities);
  withTensor(objectAt<TensorObject>(list, 0));
  withTensor(objectAt<TensorObject>(list, 1));
  result.setObject(probabilities);
  return launch(KERNEL_SOFTMAX, 1);
}

/** (probabilities): the same in falling order, and the tokens that they belong to. */
function sort(list: usize, count: i32, result: Any): Status {
  const sorted = newGpuTensor(DATA_FLOAT32, 1, VOCABULARY);
  const tokens = newGpuTensor(DATA_INT32, 1, VOCABULARY);
  if (!sorted || !tokens) return FAILED;
  withTensor(sorted);
  withTensor(tokens);
  withTensor(objectAt<TensorObject>(list, 0));
  result.setObject(newPair(sorted, tokens));
  return launch(KERNEL_SORT, 1);
}

/** (sorted probabilities, tokens, uniform draw, rows, top-p): the token drawn. */
function draw(list: usize, count: i32, result: Any): Status {
  const token = newGpuTensor(DATA_INT32, 1, 1);
  if (!token) return FAILED;
  withTensor(token);
  withTensor(objectAt<TensorObject>(list, 0));
  withTensor(objectAt<TensorObject>(list, 1));
  withTensor(objectAt<TensorObject>(list, 2));
  withTensor(objectAt<TensorObject>(list, 4));
  result.setObject(token);
  return launch(KERNEL_DRAW, 1);
}

export function registerSamplingFunctions(functions: NamedFunctions): void {
  functions.add('apply_bitmask_inplace', applyMask);
  functions.add('apply_penalty_inplace', applyPenalty);
  functions.add('apply_logit_bias_inplace', applyBias);
  functions.add('softmax_with_temperature', softmax);
  functions.add('argsort_probs', sort);
  functions.add('sample_with_top_p', draw);
}
