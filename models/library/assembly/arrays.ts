// Owns arrays of values: the lists that functions return and that hold the parameters.
import { ArrayObject, FfiObject, TensorObject, TYPE_ARRAY, valueAt } from './abi';
import { allocate } from './memory';
import { newObject } from './objects';

const VALUE_BYTES: i32 = 16;

/** An array of empty values. */
export function newArray(size: i32): ArrayObject {
  const array = newObject<ArrayObject>(TYPE_ARRAY);
  array.size = size;
  array.items = allocate(VALUE_BYTES * size);
  memory.fill(array.items, 0, VALUE_BYTES * size);
  return array;
}

/** An array that takes over the references to both. */
export function newPair(first: FfiObject, second: FfiObject): ArrayObject {
  const array = newArray(2);
  valueAt(array.items, 0).setObject(first);
  valueAt(array.items, 1).setObject(second);
  return array;
}

export function tensorIn(array: ArrayObject, index: i32): TensorObject {
  return changetype<TensorObject>(valueAt(array.items, index).pointer);
}
