// Owns the global functions about tensors, arrays and shapes, and names those that the runtime looks up but that a
// model of this library never needs: they exist and fail with a sentence.
import {
  Any,
  ArrayObject,
  DATA_FLOAT32,
  DONE,
  FAILED,
  ShapeObject,
  Status,
  TensorObject,
  TYPE_BYTES,
  TYPE_SHAPE,
  objectAt,
  valueAt,
} from './abi';
import { newArray } from './arrays';
import { bytesOf, newBytes, sizeOf, textOf } from './bytes';
import { copyOnGpu } from './device';
import { fail } from './errors';
import { globalFunctions } from './functions';
import { allocate } from './memory';
import { newObject, own, release } from './objects';
import { allocateTensor, copyTensor, dataTypeNamed, newGpuTensor, viewOf } from './tensors';

/** (shape, data type, device, scope) */
function newTensor(list: usize, count: i32, result: Any): Status {
  const shape = objectAt<ShapeObject>(list, 0);
  const dataType = dataTypeNamed(valueAt(list, 1));
  if (!dataType)
    return fail(`This library has no tensors of ${textOf(valueAt(list, 1))}; use float32 or int32.`);
  // A device is passed as two i32 in the value: its type, then its number.
  const deviceType = <i32>valueAt(list, 2).value;
  const tensor = allocateTensor(deviceType, dataType, shape.data, shape.size);
  if (!tensor) return FAILED;
  result.setObject(tensor);
  return DONE;
}

function copyBetween(list: usize, count: i32, result: Any): Status {
  return copyTensor(objectAt<TensorObject>(list, 0), objectAt<TensorObject>(list, 1));
}

function fillFromBytes(list: usize, count: i32, result: Any): Status {
  const tensor = objectAt<TensorObject>(list, 0);
  const bytes = valueAt(list, 1);
  if (sizeOf(bytes) != tensor.byteLength) {
    return fail(
      `A tensor of ${tensor.byteLength} bytes was given ${sizeOf(bytes)}; give it as many as it holds.`,
    );
  }
  memory.copy(tensor.data + <usize>tensor.byteOffset, bytesOf(bytes), tensor.byteLength);
  return DONE;
}

function readBytes(list: usize, count: i32, result: Any): Status {
  const tensor = objectAt<TensorObject>(list, 0);
  result.setObject(newBytes(TYPE_BYTES, tensor.data + <usize>tensor.byteOffset, tensor.byteLength));
  return DONE;
}

/** (tensor, shape, data type, byte offset) */
function viewTensor(list: usize, count: i32, result: Any): Status {
  const tensor = objectAt<TensorObject>(list, 0);
  result.setObject(viewOf(tensor, objectAt<ShapeObject>(list, 1), valueAt(list, 3).integer));
  return DONE;
}

/** (dimension, …) */
function newShape(list: usize, count: i32, result: Any): Status {
  const shape = newObject<ShapeObject>(TYPE_SHAPE);
  shape.size = count;
  shape.data = allocate(8 * count);
  for (let index = 0; index < count; index++)
    store<i64>(shape.data + 8 * index, valueAt(list, index).integer);
  result.setObject(shape);
  return DONE;
}

function arrayOf(list: usize, count: i32, result: Any): Status {
  const array = newArray(count);
  for (let index = 0; index < count; index++) own(valueAt(list, index), valueAt(array.items, index));
  result.setObject(array);
  return DONE;
}

function concatenateArrays(list: usize, count: i32, result: Any): Status {
  let size = 0;
  for (let part = 0; part < count; part++) size += objectAt<ArrayObject>(list, part).size;
  const whole = newArray(size);
  let place = 0;
  for (let part = 0; part < count; part++) {
    const array = objectAt<ArrayObject>(list, part);
    for (let index = 0; index < array.size; index++) {
      own(valueAt(array.items, index), valueAt(whole.items, place++));
    }
  }
  result.setObject(whole);
  return DONE;
}

function arrayItem(list: usize, count: i32, result: Any): Status {
  const array = objectAt<ArrayObject>(list, 0);
  const index = <i32>valueAt(list, 1).integer;
  if (index < 0 || index >= array.size) {
    return fail(`Item ${index} of an array of ${array.size} was asked for; ask for one that exists.`);
  }
  own(valueAt(array.items, index), result);
  return DONE;
}

function arraySize(list: usize, count: i32, result: Any): Status {
  result.setInteger(objectAt<ArrayObject>(list, 0).size);
  return DONE;
}

/** (embeddings, …): one below the other. */
function concatenateEmbeddings(list: usize, count: i32, result: Any): Status {
  let rows = 0;
  for (let part = 0; part < count; part++) rows += objectAt<TensorObject>(list, part).dimension(0);
  const whole = newGpuTensor(DATA_FLOAT32, rows, objectAt<TensorObject>(list, 0).dimension(1));
  if (!whole) return FAILED;
  let offset = 0;
  for (let part = 0; part < count; part++) {
    const tensor = objectAt<TensorObject>(list, part);
    if (copyOnGpu(tensor.data, tensor.byteOffset, whole.data, offset, tensor.byteLength) == FAILED) {
      release(whole);
      return FAILED;
    }
    offset += tensor.byteLength;
  }
  result.setObject(whole);
  return DONE;
}

function unsupported(list: usize, count: i32, result: Any): Status {
  return fail(
    'This model library lacks the function that was called; use a library from the catalogue for it.',
  );
}

const UNSUPPORTED = StaticArray.fromArray<string>([
  'ffi.FunctionListGlobalNamesFunctor',
  'ffi.ModuleImportModule',
  'vm.builtin.param_module_from_cache',
  'vm.builtin.sample_top_p_from_logits',
  'vm.builtin.sample_top_p_from_prob',
  'vm.builtin.apply_repetition_penalty',
  'vm.builtin.apply_presence_and_frequency_penalty',
  'vm.builtin.apply_softmax_with_temperature',
  'vm.builtin.attention_kv_cache_enable_sliding_window_for_seq',
]);

export function registerRuntimeFunctions(): void {
  globalFunctions.add('runtime.TVMTensorAllocWithScope', newTensor);
  globalFunctions.add('runtime.TVMTensorCopyFromTo', copyBetween);
  globalFunctions.add('runtime.TVMTensorCreateView', viewTensor);
  globalFunctions.add('tvmjs.runtime.TensorCopyFromBytes', fillFromBytes);
  globalFunctions.add('tvmjs.runtime.TensorCopyToBytes', readBytes);
  globalFunctions.add('tvmjs.runtime.ConcatEmbeddings', concatenateEmbeddings);
  globalFunctions.add('tvmjs.runtime.ArrayConcat', concatenateArrays);
  globalFunctions.add('ffi.Shape', newShape);
  globalFunctions.add('ffi.Array', arrayOf);
  globalFunctions.add('ffi.ArrayGetItem', arrayItem);
  globalFunctions.add('ffi.ArraySize', arraySize);
  for (let index = 0; index < UNSUPPORTED.length; index++)
    globalFunctions.add(UNSUPPORTED[index], unsupported);
}
