// Owns tensors: allocating them on either device, viewing one in another shape, copying between them.
import {
  Any,
  DATA_FLOAT32,
  DATA_INT32,
  DATA_INT8,
  DATA_UINT32,
  DATA_UINT8,
  DEVICE_CPU,
  DEVICE_WEBGPU,
  DONE,
  ShapeObject,
  Status,
  StorageObject,
  TensorObject,
  TYPE_STORAGE,
  TYPE_TENSOR,
} from './abi';
import { isText } from './bytes';
import { copyOnGpu, allocateOnGpu, download, upload } from './device';
import { allocate } from './memory';
import { newObject, release, retain } from './objects';

const DIMENSION_BYTES: i32 = 8;
const MOST_DIMENSIONS: i32 = 3;
const shapeScratch: usize = memory.data(DIMENSION_BYTES * MOST_DIMENSIONS);

/** The data type that a name means, or 0 for one that this library does not hold. */
export function dataTypeNamed(name: Any): u32 {
  if (isText(name, 'float32')) return DATA_FLOAT32;
  if (isText(name, 'int32')) return DATA_INT32;
  if (isText(name, 'uint32')) return DATA_UINT32;
  if (isText(name, 'int8')) return DATA_INT8;
  if (isText(name, 'uint8')) return DATA_UINT8;
  return 0;
}

/** A tensor over storage whose reference it takes over. */
function newTensor(storage: StorageObject, dataType: u32, shape: usize, dimensionCount: i32): TensorObject {
  const tensor = newObject<TensorObject>(TYPE_TENSOR);
  tensor.data = storage.data;
  tensor.deviceType = storage.deviceType;
  tensor.dimensionCount = dimensionCount;
  tensor.dataType = dataType;
  tensor.shape = allocate(DIMENSION_BYTES * dimensionCount);
  memory.copy(tensor.shape, shape, DIMENSION_BYTES * dimensionCount);
  tensor.storage = storage;
  return tensor;
}

/** Null where the device has no memory left (the message is set). */
export function allocateTensor(
  deviceType: i32,
  dataType: u32,
  shape: usize,
  count: i32,
): TensorObject | null {
  const storage = newObject<StorageObject>(TYPE_STORAGE);
  storage.deviceType = deviceType;
  const tensor = newTensor(storage, dataType, shape, count);
  const bytes = tensor.byteLength;
  storage.data = deviceType == DEVICE_CPU ? allocate(bytes) : allocateOnGpu(bytes);
  tensor.data = storage.data;
  if (tensor.data) return tensor;
  release(tensor);
  return null;
}

/** A new GPU tensor [1, rows, columns], or [1, columns] for a single row of the sampler. */
export function newGpuTensor(dataType: u32, first: i64, second: i64, third: i64 = 0): TensorObject | null {
  store<i64>(shapeScratch, first);
  store<i64>(shapeScratch, second, DIMENSION_BYTES);
  store<i64>(shapeScratch, third, 2 * DIMENSION_BYTES);
  return allocateTensor(DEVICE_WEBGPU, dataType, shapeScratch, third ? 3 : 2);
}

export function viewOf(tensor: TensorObject, shape: ShapeObject, byteOffset: i64): TensorObject {
  retain(tensor.storage);
  const view = newTensor(tensor.storage, tensor.dataType, shape.data, shape.size);
  view.byteOffset = tensor.byteOffset + byteOffset;
  return view;
}

export function copyTensor(source: TensorObject, target: TensorObject): Status {
  const bytes = source.byteLength;
  const sourceOnGpu = source.deviceType == DEVICE_WEBGPU;
  const targetOnGpu = target.deviceType == DEVICE_WEBGPU;
  if (sourceOnGpu && targetOnGpu) {
    return copyOnGpu(source.data, source.byteOffset, target.data, target.byteOffset, bytes);
  }
  const sourceAddress = source.data + <usize>source.byteOffset;
  const targetAddress = target.data + <usize>target.byteOffset;
  if (sourceOnGpu) return download(source.data, source.byteOffset, targetAddress, bytes);
  if (targetOnGpu) return upload(sourceAddress, target.data, target.byteOffset, bytes);
  memory.copy(targetAddress, sourceAddress, bytes);
  return DONE;
}
