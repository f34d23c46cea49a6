// Owns text and byte objects, and reading any of the forms in which the runtime hands over text.
import { Any, ByteView, BytesObject, TYPE_BYTE_VIEW, TYPE_C_STRING, TYPE_SMALL_TEXT, TYPE_TEXT } from './abi';
import { copyOfBytes, lengthOfCString, spells } from './memory';
import { newObject } from './objects';

export function newBytes(type: i32, data: usize, size: i32): BytesObject {
  const object = newObject<BytesObject>(type);
  object.data = copyOfBytes(data, size);
  object.size = size;
  return object;
}

export function newText(text: string): BytesObject {
  const encoded = String.UTF8.encode(text);
  const object = newBytes(TYPE_TEXT, changetype<usize>(encoded), encoded.byteLength);
  return object;
}

/** Where the bytes of a text-like or bytes-like value begin. */
export function bytesOf(value: Any): usize {
  if (value.type == TYPE_C_STRING) return value.pointer;
  if (value.type == TYPE_SMALL_TEXT) return changetype<usize>(value) + offsetof<Any>('value');
  if (value.type == TYPE_BYTE_VIEW) return changetype<ByteView>(value.pointer).data;
  return changetype<BytesObject>(value.pointer).data;
}

/** How many bytes a text-like or bytes-like value has. */
export function sizeOf(value: Any): i32 {
  if (value.type == TYPE_C_STRING) return lengthOfCString(value.pointer);
  if (value.type == TYPE_SMALL_TEXT) return value.smallLength;
  if (value.type == TYPE_BYTE_VIEW) return changetype<ByteView>(value.pointer).size;
  return changetype<BytesObject>(value.pointer).size;
}

export function isText(value: Any, text: string): bool {
  return spells(bytesOf(value), sizeOf(value), text);
}

export function textOf(value: Any): string {
  return String.UTF8.decodeUnsafe(bytesOf(value), sizeOf(value));
}
