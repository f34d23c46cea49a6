// Owns the shapes in memory that web-llm's runtime and this library agree on: TVM-FFI type indices, the tagged value
// ("Any") and the layout of every object that crosses the border. It holds no behaviour beyond reading and writing them.
// Field order is the layout: moving a field changes the ABI.

/** What a function of the ABI returns: the message of a failure waits in `errors.ts`. */
export type Status = i32;
export const DONE: Status = 0;
export const FAILED: Status = -1;

// Type indices of TVM-FFI. Below 64 the value lies in the Any itself; from 64 on it is a pointer to an object.
export const TYPE_NONE: i32 = 0;
export const TYPE_INTEGER: i32 = 1;
export const TYPE_FLOAT: i32 = 3;
export const TYPE_C_STRING: i32 = 8;
export const TYPE_BYTE_VIEW: i32 = 9;
export const TYPE_SMALL_TEXT: i32 = 11;
export const TYPE_FIRST_OBJECT: i32 = 64;
export const TYPE_TEXT: i32 = 65;
export const TYPE_BYTES: i32 = 66;
export const TYPE_FUNCTION: i32 = 68;
export const TYPE_SHAPE: i32 = 69;
export const TYPE_TENSOR: i32 = 70;
export const TYPE_ARRAY: i32 = 71;
export const TYPE_MODULE: i32 = 73;
// From 128 on a library numbers its own types; the runtime only passes these around.
export const TYPE_KEY_VALUE_CACHE: i32 = 128;
export const TYPE_STORAGE: i32 = 129;

// Devices, as DLPack numbers them.
export const DEVICE_CPU: i32 = 1;
export const DEVICE_WEBGPU: i32 = 15;

// DLPack data types: code in bits 0–7, bits per element in 8–15, lanes in 16–31.
export const DATA_INT32: u32 = 0x00012000;
export const DATA_UINT32: u32 = 0x00012001;
export const DATA_FLOAT32: u32 = 0x00012002;
export const DATA_INT8: u32 = 0x00010800;
export const DATA_UINT8: u32 = 0x00010801;

/** A tagged value: every argument and every result of a packed function. */
@unmanaged
export class Any {
  type: i32;
  /** Length of a small text; zero for every other type. */
  smallLength: i32;
  /** An integer, the bits of a float, or a pointer. */
  value: i64;

  get pointer(): usize {
    return <usize>this.value;
  }

  get isObject(): bool {
    return this.type >= TYPE_FIRST_OBJECT;
  }

  get integer(): i64 {
    return this.type == TYPE_FLOAT ? <i64>reinterpret<f64>(this.value) : this.value;
  }

  setNone(): void {
    this.type = TYPE_NONE;
    this.smallLength = 0;
    this.value = 0;
  }

  setInteger(value: i64): void {
    this.type = TYPE_INTEGER;
    this.smallLength = 0;
    this.value = value;
  }

  /** Hands the caller's reference over to this value. */
  setObject(object: FfiObject): void {
    this.type = object.type;
    this.smallLength = 0;
    this.value = <i64>changetype<usize>(object);
  }
}

/** A view of bytes that someone else owns. */
@unmanaged
export class ByteView {
  data: usize;
  size: i32;
}

/** Header of every object: 24 bytes. */
@unmanaged
export class FfiObject {
  references: u32;
  weakReferences: u32;
  type: i32;
  reserved: u32;
  deleter: u64;
}

/** Text and bytes: the runtime reads data and size right behind the header. A zero byte follows the data. */
@unmanaged
export class BytesObject extends FfiObject {
  data: usize;
  size: i32;
}

/** A list of dimensions, i64 each. */
@unmanaged
export class ShapeObject extends FfiObject {
  data: usize;
  size: i32;
}

@unmanaged
export class ArrayObject extends FfiObject {
  size: i32;
  items: usize;
}

@unmanaged
export class ModuleObject extends FfiObject {
  /** The parameters that `get_params` hands out, on a parameter module. */
  parameters: ArrayObject | null;
}

/** A packed function: one of ours, or a JavaScript callback that the runtime numbered. */
@unmanaged
export class FunctionObject extends FfiObject {
  /** Our function, or 0 for a JavaScript callback. */
  native: usize;
  callback: i32;
  /** The module that a module function belongs to. */
  module: ModuleObject | null;
}

/** Memory on one device, shared by the tensors that view it. */
@unmanaged
export class StorageObject extends FfiObject {
  deviceType: i32;
  data: usize;
}

/** A tensor: a DLTensor at offset 24, then the storage that keeps its memory alive. */
@unmanaged
export class TensorObject extends FfiObject {
  data: usize;
  deviceType: i32;
  deviceId: i32;
  dimensionCount: i32;
  dataType: u32;
  shape: usize;
  strides: usize;
  byteOffset: u64;
  storage: StorageObject;

  dimension(index: i32): i32 {
    return <i32>load<i64>(this.shape + 8 * index);
  }

  get byteLength(): i32 {
    let elements: i64 = 1;
    for (let index = 0; index < this.dimensionCount; index++) elements *= this.dimension(index);
    const bits = <i64>((this.dataType >> 8) & 0xff);
    return <i32>((elements * bits + 7) / 8);
  }
}

const ANY_BYTES: usize = offsetof<Any>();

/** The value at one place of an argument list or of an array's items. */
export function valueAt(list: usize, index: i32): Any {
  return changetype<Any>(list + ANY_BYTES * index);
}

/** The object at one place of an argument list. */
export function objectAt<ObjectType>(list: usize, index: i32): ObjectType {
  return changetype<ObjectType>(valueAt(list, index).pointer);
}
