// Owns a GPU that is only memory: the five functions that the library asks the runtime for, on plain buffers.

export type DeviceFunction = (numbers: readonly number[]) => number | undefined;

/** The library's own memory, which may move when it grows. */
type LibraryMemory = () => Uint8Array;

export class GpuStandIn {
  /** What the library holds, by address. */
  readonly buffers = new Map<number, Uint8Array>();
  /** How many bytes it gives before it refuses. */
  bytesLeft = Infinity;
  readonly functions: Readonly<Record<string, DeviceFunction>>;
  #nextAddress = 1;

  constructor(memory: LibraryMemory) {
    this.functions = {
      deviceAllocDataSpace: ([bytes = 0]) => this.#allocate(bytes),
      deviceFreeDataSpace: ([address = 0]) => {
        this.#at(address);
        this.buffers.delete(address);
        return undefined;
      },
      deviceCopyToGPU: ([from = 0, to = 0, offset = 0, bytes = 0]) => {
        this.#at(to).set(memory().slice(from, from + bytes), offset);
        return undefined;
      },
      deviceCopyFromGPU: ([from = 0, offset = 0, to = 0, bytes = 0]) => {
        memory().set(this.#at(from).slice(offset, offset + bytes), to);
        return undefined;
      },
      deviceCopyWithinGPU: ([from = 0, fromOffset = 0, to = 0, toOffset = 0, bytes = 0]) => {
        this.#at(to).set(this.#at(from).slice(fromOffset, fromOffset + bytes), toOffset);
        return undefined;
      },
    };
  }

  #allocate(bytes: number): number {
    this.bytesLeft -= bytes;
    if (this.bytesLeft < 0) throw new Error('The GPU is full.');
    this.buffers.set(this.#nextAddress, new Uint8Array(bytes));
    return this.#nextAddress++;
  }

  #at(address: number): Uint8Array {
    const found = this.buffers.get(address);
    if (found === undefined) throw new Error(`The GPU holds nothing at ${address}.`);
    return found;
  }
}
