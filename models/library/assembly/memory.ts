// Owns raw memory: what the runtime allocates for its argument stacks, and bytes copied out of it.

const SMALLEST_BLOCK_BYTES: i32 = 8;

export function allocate(bytes: i32): usize {
  return heap.alloc(max(bytes, SMALLEST_BLOCK_BYTES));
}

/** Copies bytes and ends them with a zero, so that they can be read as a C string too. */
export function copyOfBytes(data: usize, size: i32): usize {
  const copy = allocate(size + 1);
  memory.copy(copy, data, size);
  store<u8>(copy + size, 0);
  return copy;
}

export function lengthOfCString(text: usize): i32 {
  let length = 0;
  while (load<u8>(text + length)) length++;
  return length;
}

/** Whether bytes spell this ASCII text. */
export function spells(data: usize, size: i32, text: string): bool {
  if (size != text.length) return false;
  for (let index = 0; index < size; index++) {
    if (load<u8>(data + index) != <u8>text.charCodeAt(index)) return false;
  }
  return true;
}

// The names below are the ABI's own.

export function TVMWasmAllocSpace(bytes: i32): usize {
  return allocate(bytes);
}

export function TVMWasmFreeSpace(block: usize): void {
  if (block) heap.free(block);
}
