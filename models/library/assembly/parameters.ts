// Owns the weights while a model loads: decoding what a shard holds, the cache of tensors by name, and the parameter
// module in the order of the metadata.
import {
  Any,
  ArrayObject,
  DONE,
  ModuleObject,
  Status,
  TensorObject,
  TYPE_MODULE,
  objectAt,
  valueAt,
} from './abi';
import { newArray } from './arrays';
import { bytesOf, isText, sizeOf, textOf } from './bytes';
import { fail } from './errors';
import { globalFunctions } from './functions';
import { newObject, release, retain } from './objects';

const names: string[] = [];
const tensors: TensorObject[] = [];

/** Widens bfloat16 to float32: the same bits with sixteen zeros behind. */
export function decodeBfloat16(source: usize, target: usize, count: i32): void {
  for (let index = 0; index < count; index++) {
    store<u32>(target + 4 * index, (<u32>load<u16>(source + 2 * index)) << 16);
  }
}

/** (tensor, bytes, format, data type): writes a record of a shard into a tensor of the CPU. */
function decodeStorage(list: usize, count: i32, result: Any): Status {
  const tensor = objectAt<TensorObject>(list, 0);
  const record = valueAt(list, 1);
  const size = sizeOf(record);
  const target = tensor.data + <usize>tensor.byteOffset;
  const packed = isText(valueAt(list, 2), 'f32-to-bf16');
  if ((packed ? 2 * size : size) != tensor.byteLength) {
    return fail(`A weight record of ${size} bytes does not fill its tensor; fetch the model files again.`);
  }
  if (packed) decodeBfloat16(bytesOf(record), target, size / 2);
  else memory.copy(target, bytesOf(record), size);
  return DONE;
}

function removeAt(index: i32): void {
  release(tensors[index]);
  tensors.splice(index, 1);
  names.splice(index, 1);
}

function remove(list: usize, count: i32, result: Any): Status {
  const index = names.indexOf(textOf(valueAt(list, 0)));
  if (index >= 0) removeAt(index);
  return DONE;
}

function update(list: usize, count: i32, result: Any): Status {
  remove(list, count, result);
  const tensor = objectAt<TensorObject>(list, 1);
  retain(tensor);
  names.push(textOf(valueAt(list, 0)));
  tensors.push(tensor);
  return DONE;
}

function get(list: usize, count: i32, result: Any): Status {
  const index = names.indexOf(textOf(valueAt(list, 0)));
  if (index < 0) return DONE;
  retain(tensors[index]);
  result.setObject(tensors[index]);
  return DONE;
}

function clear(list: usize, count: i32, result: Any): Status {
  while (tensors.length) removeAt(tensors.length - 1);
  return DONE;
}

/** (names): a module whose `get_params` gives the tensors in the order asked for. */
function parameterModule(list: usize, count: i32, result: Any): Status {
  const wanted = objectAt<ArrayObject>(list, 0);
  const parameters = newArray(wanted.size);
  for (let index = 0; index < wanted.size; index++) {
    const name = textOf(valueAt(wanted.items, index));
    const place = names.indexOf(name);
    if (place < 0) {
      release(parameters);
      return fail(`The weights lack the parameter "${name}"; use the weights that belong to this library.`);
    }
    retain(tensors[place]);
    valueAt(parameters.items, index).setObject(tensors[place]);
  }
  const module = newObject<ModuleObject>(TYPE_MODULE);
  module.parameters = parameters;
  result.setObject(module);
  return DONE;
}

export function registerParameterFunctions(): void {
  globalFunctions.add('tvmjs.array.decode_storage', decodeStorage);
  globalFunctions.add('vm.builtin.tensor_cache.get', get);
  globalFunctions.add('vm.builtin.tensor_cache.update', update);
  globalFunctions.add('vm.builtin.tensor_cache.remove', remove);
  globalFunctions.add('vm.builtin.tensor_cache.clear', clear);
  globalFunctions.add('vm.builtin.param_module_from_cache_by_name', parameterModule);
}
