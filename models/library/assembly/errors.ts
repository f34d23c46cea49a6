// Owns the last error: the one message that the runtime fetches after a call returned FAILED.
import { FAILED, Status } from './abi';
import { copyOfBytes, lengthOfCString } from './memory';

let lastMessage: usize = 0;

function keep(data: usize, size: i32): void {
  if (lastMessage) heap.free(lastMessage);
  lastMessage = copyOfBytes(data, size);
}

/** Notes what went wrong, as a sentence. Messages are ASCII. */
export function fail(sentence: string): Status {
  const bytes = String.UTF8.encode(sentence);
  keep(changetype<usize>(bytes), bytes.byteLength);
  return FAILED;
}

// The names below are the ABI's own.

export function TVMFFIErrorSetRaisedFromCStr(kind: usize, message: usize): void {
  keep(message, lengthOfCString(message));
}

export function TVMFFIWasmGetLastError(): usize {
  return lastMessage;
}
