// Owns the compute kernels: their WGSL for the runtime to build, the functions that it hands back, and launching one.
// A launch collects the buffers, then the scalars, in the order in which the kernel's file declares them.
import { Any, DONE, FunctionObject, Status, TensorObject, objectAt, valueAt } from './abi';
import { isText, newText, textOf } from './bytes';
import { fail } from './errors';
import { call, NamedFunctions } from './functions';
import { retain } from './objects';
import { KERNEL_ARGUMENT_COUNTS, KERNEL_MAP, KERNEL_NAMES, KERNEL_SOURCES } from '../.build/configuration';

const MOST_ARGUMENTS: i32 = 16;
const list: usize = memory.data(16 * MOST_ARGUMENTS);
const result: Any = changetype<Any>(memory.data(16));
const built = new StaticArray<FunctionObject | null>(KERNEL_NAMES.length);

let argumentCount: i32 = 0;

/** Names a GPU buffer as the next argument. */
export function withBuffer(address: usize): void {
  valueAt(list, argumentCount++).setInteger(address);
}

/** Names a tensor as the next argument. Kernels read from its start: a view at an offset is not supported. */
export function withTensor(tensor: TensorObject): void {
  withBuffer(tensor.data);
}

export function withScalar(value: i32): void {
  valueAt(list, argumentCount++).setInteger(value);
}

/** Runs a kernel on the arguments named since the last launch. */
export function launch(kernel: i32, groupsAcross: i32, groupsDown: i32 = 1): Status {
  const given = argumentCount;
  argumentCount = 0;
  const packed = built[kernel];
  if (!packed) return fail(`The kernel "${KERNEL_NAMES[kernel]}" was not built; load the model again.`);
  if (given != KERNEL_ARGUMENT_COUNTS[kernel]) {
    return fail(
      `The kernel "${KERNEL_NAMES[kernel]}" got ${given} arguments; correct the call in the library.`,
    );
  }
  valueAt(list, given).setInteger(groupsAcross);
  valueAt(list, given + 1).setInteger(groupsDown);
  result.setNone();
  return call(packed, list, given + 2, result);
}

/** How many groups of a size cover a number of items. */
export function groupsFor(items: i32, groupSize: i32): i32 {
  return (items + groupSize - 1) / groupSize;
}

function kernelNamed(name: Any): i32 {
  for (let kernel = 0; kernel < KERNEL_NAMES.length; kernel++) {
    if (isText(name, KERNEL_NAMES[kernel])) return kernel;
  }
  return -1;
}

function unknownKernel(name: Any): Status {
  return fail(`The library has no kernel "${textOf(name)}"; build it again.`);
}

function kernelMap(args: usize, count: i32, out: Any): Status {
  out.setObject(newText(KERNEL_MAP));
  return DONE;
}

/** (name): the WGSL of a kernel. */
function kernelSource(args: usize, count: i32, out: Any): Status {
  const kernel = kernelNamed(valueAt(args, 0));
  if (kernel < 0) return unknownKernel(valueAt(args, 0));
  out.setObject(newText(KERNEL_SOURCES[kernel]));
  return DONE;
}

/** (name, function): takes the built kernel. */
function takeBuiltKernel(args: usize, count: i32, out: Any): Status {
  const kernel = kernelNamed(valueAt(args, 0));
  if (kernel < 0) return unknownKernel(valueAt(args, 0));
  const packed = objectAt<FunctionObject>(args, 1);
  retain(packed);
  built[kernel] = packed;
  return DONE;
}

export function registerKernelFunctions(functions: NamedFunctions): void {
  functions.add('webgpu.get_fmap', kernelMap);
  functions.add('webgpu.get_shader', kernelSource);
  functions.add('webgpu.update_prebuild', takeBuiltKernel);
}
