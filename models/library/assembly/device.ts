// Owns the GPU as this library sees it: five functions that web-llm's runtime registers. A GPU address is a number that
// only the runtime understands. Bytes read back from the GPU arrive when the runtime has synchronised, not before.
import { Any, DONE, FAILED, FunctionObject, Status, valueAt } from './abi';
import { newText } from './bytes';
import { fail } from './errors';
import { call, findRegistered } from './functions';
import { release } from './objects';

const MOST_ARGUMENTS: i32 = 5;
const list: usize = memory.data(16 * MOST_ARGUMENTS);
const result: Any = changetype<Any>(memory.data(16));

let allocateFunction: FunctionObject | null = null;
let freeFunction: FunctionObject | null = null;
let uploadFunction: FunctionObject | null = null;
let downloadFunction: FunctionObject | null = null;
let copyFunction: FunctionObject | null = null;

function deviceFunction(name: string): FunctionObject | null {
  const lookUp = findRegistered('wasm.WebGPUDeviceAPI');
  if (!lookUp) return null;
  const text = newText(name);
  valueAt(list, 0).setObject(text);
  result.setNone();
  const status = call(lookUp, list, 1, result);
  release(text);
  return status == DONE ? changetype<FunctionObject>(result.pointer) : null;
}

/** Finds the device functions; needed once, before the first use of the GPU. */
export function connectToGpu(): Status {
  if (allocateFunction) return DONE;
  freeFunction = deviceFunction('deviceFreeDataSpace');
  uploadFunction = deviceFunction('deviceCopyToGPU');
  downloadFunction = deviceFunction('deviceCopyFromGPU');
  copyFunction = deviceFunction('deviceCopyWithinGPU');
  allocateFunction = deviceFunction('deviceAllocDataSpace');
  return allocateFunction ? DONE : fail('The runtime offers no WebGPU device; start it with WebGPU.');
}

function invoke(packed: FunctionObject | null, count: i32): Status {
  if (!packed) return fail('The GPU was used before the runtime offered it; load the model again.');
  result.setNone();
  return call(packed, list, count, result);
}

/** A GPU address, or 0 where there is no memory left (the message is set). */
export function allocateOnGpu(bytes: i32): usize {
  if (connectToGpu() == FAILED) return 0;
  valueAt(list, 0).setInteger(max(bytes, 4));
  return invoke(allocateFunction, 1) == DONE ? <usize>result.integer : 0;
}

export function freeOnGpu(address: usize): void {
  if (!address) return;
  valueAt(list, 0).setInteger(address);
  invoke(freeFunction, 1);
}

export function upload(source: usize, target: usize, targetOffset: i64, bytes: i32): Status {
  valueAt(list, 0).setInteger(source);
  valueAt(list, 1).setInteger(target);
  valueAt(list, 2).setInteger(targetOffset);
  valueAt(list, 3).setInteger(bytes);
  return invoke(uploadFunction, 4);
}

export function download(source: usize, sourceOffset: i64, target: usize, bytes: i32): Status {
  valueAt(list, 0).setInteger(source);
  valueAt(list, 1).setInteger(sourceOffset);
  valueAt(list, 2).setInteger(target);
  valueAt(list, 3).setInteger(bytes);
  return invoke(downloadFunction, 4);
}

export function copyOnGpu(
  source: usize,
  sourceOffset: i64,
  target: usize,
  targetOffset: i64,
  bytes: i32,
): Status {
  valueAt(list, 0).setInteger(source);
  valueAt(list, 1).setInteger(sourceOffset);
  valueAt(list, 2).setInteger(target);
  valueAt(list, 3).setInteger(targetOffset);
  valueAt(list, 4).setInteger(bytes);
  return invoke(copyFunction, 5);
}
