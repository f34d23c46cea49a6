// Owns a model that places texts: the sum of their tokens' embeddings, which is all of it.
import { Any, ArrayObject, DATA_FLOAT32, FAILED, Status, TensorObject, objectAt } from './abi';
import { tensorIn } from './arrays';
import { groupsFor, launch, withScalar, withTensor } from './kernels';
import { newGpuTensor } from './tensors';
import { KERNEL_POOL, WIDTH } from '../.build/configuration';

const EMBEDDING: i32 = 0;
/** Invocations of a group; the kernel's file says the same. */
const POOL_GROUP: i32 = 64;

/** (token ids [texts, tokens], mask of the same shape, parameters): [texts, tokens, width], of which the first row counts. */
export function pool(list: usize, count: i32, result: Any): Status {
  const tokens = objectAt<TensorObject>(list, 0);
  const texts = tokens.dimension(0);
  const tokensPerText = tokens.dimension(1);
  const pooled = newGpuTensor(DATA_FLOAT32, texts, tokensPerText, WIDTH);
  if (!pooled) return FAILED;
  withTensor(pooled);
  withTensor(tokens);
  withTensor(objectAt<TensorObject>(list, 1));
  withTensor(tensorIn(objectAt<ArrayObject>(list, 2), EMBEDDING));
  withScalar(texts);
  withScalar(tokensPerText);
  result.setObject(pooled);
  return launch(KERNEL_POOL, groupsFor((texts * WIDTH) / 4, POOL_GROUP));
}
