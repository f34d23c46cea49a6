// Owns the life of objects: creation, counting references, and giving back what the last reference held.
import {
  Any,
  ArrayObject,
  BytesObject,
  DEVICE_WEBGPU,
  DONE,
  FfiObject,
  FunctionObject,
  ModuleObject,
  ShapeObject,
  Status,
  StorageObject,
  TensorObject,
  TYPE_ARRAY,
  TYPE_BYTE_VIEW,
  TYPE_BYTES,
  TYPE_C_STRING,
  TYPE_FUNCTION,
  TYPE_KEY_VALUE_CACHE,
  TYPE_MODULE,
  TYPE_SHAPE,
  TYPE_STORAGE,
  TYPE_TENSOR,
  TYPE_TEXT,
  ByteView,
  valueAt,
} from './abi';
import { newBytes } from './bytes';
import { freeOnGpu } from './device';
import { TVMFFIWasmFunctionDeleter } from './env';
import { freeKeyValueCache, KeyValueCache } from './key-value-cache';
import { lengthOfCString } from './memory';

/** A zeroed object with one reference, which the caller owns. */
export function newObject<ObjectType>(type: i32): ObjectType {
  const bytes = offsetof<ObjectType>();
  const address = heap.alloc(bytes);
  memory.fill(address, 0, bytes);
  const object = changetype<FfiObject>(address);
  object.references = 1;
  object.type = type;
  return changetype<ObjectType>(address);
}

export function retain(object: FfiObject): void {
  object.references++;
}

export function release(object: FfiObject): void {
  object.references--;
  if (object.references != 0) return;
  releaseContents(object);
  heap.free(changetype<usize>(object));
}

export function releaseIfAny(object: FfiObject | null): void {
  if (object) release(object);
}

function releaseContents(object: FfiObject): void {
  switch (object.type) {
    case TYPE_TEXT:
    case TYPE_BYTES:
    case TYPE_SHAPE:
      heap.free(changetype<BytesObject>(object).data);
      break;
    case TYPE_TENSOR:
      heap.free(changetype<TensorObject>(object).shape);
      release(changetype<TensorObject>(object).storage);
      break;
    case TYPE_STORAGE:
      releaseStorage(changetype<StorageObject>(object));
      break;
    case TYPE_ARRAY:
      releaseArray(changetype<ArrayObject>(object));
      break;
    case TYPE_MODULE:
      releaseIfAny(changetype<ModuleObject>(object).parameters);
      break;
    case TYPE_FUNCTION:
      releaseFunction(changetype<FunctionObject>(object));
      break;
    case TYPE_KEY_VALUE_CACHE:
      freeKeyValueCache(changetype<KeyValueCache>(object));
      break;
  }
}

function releaseStorage(storage: StorageObject): void {
  if (storage.deviceType == DEVICE_WEBGPU) freeOnGpu(storage.data);
  else heap.free(storage.data);
}

function releaseArray(array: ArrayObject): void {
  for (let index = 0; index < array.size; index++) {
    const item = valueAt(array.items, index);
    if (item.isObject) release(changetype<FfiObject>(item.pointer));
  }
  heap.free(array.items);
}

function releaseFunction(packed: FunctionObject): void {
  if (!packed.native) TVMFFIWasmFunctionDeleter(packed.callback);
  releaseIfAny(packed.module);
}

/** An owned copy of a borrowed value: views become objects, objects gain a reference. Source and target may be one. */
export function own(borrowed: Any, owned: Any): void {
  if (borrowed.type == TYPE_C_STRING) {
    owned.setObject(newBytes(TYPE_TEXT, borrowed.pointer, lengthOfCString(borrowed.pointer)));
  } else if (borrowed.type == TYPE_BYTE_VIEW) {
    const view = changetype<ByteView>(borrowed.pointer);
    owned.setObject(newBytes(TYPE_BYTES, view.data, view.size));
  } else {
    if (borrowed.isObject) retain(changetype<FfiObject>(borrowed.pointer));
    memory.copy(changetype<usize>(owned), changetype<usize>(borrowed), offsetof<Any>());
  }
}

// The names below are the ABI's own.

export function TVMFFIObjectIncRef(object: FfiObject): Status {
  retain(object);
  return DONE;
}

export function TVMFFIObjectDecRef(object: FfiObject): Status {
  release(object);
  return DONE;
}

export function TVMFFIAnyViewToOwnedAny(borrowed: Any, owned: Any): Status {
  own(borrowed, owned);
  return DONE;
}
