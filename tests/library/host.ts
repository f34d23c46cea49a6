// Owns a stand-in for web-llm's runtime in Node: it loads the compiled library, speaks its ABI with numbers written out
// here (not taken from the library). Its GPU is only memory: it runs no kernels.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './browser.ts';
import { GpuStandIn } from './gpu-stand-in.ts';

const ANY_BYTES = 16;
const TYPE = { integer: 1, device: 6, cString: 8, byteView: 9, text: 65, function: 68 } as const;
const OBJECT_DATA_OFFSET = 24;
const OBJECT_SIZE_OFFSET = 28;

export type Argument =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'device'; readonly value: number }
  | { readonly kind: 'object'; readonly value: LibraryObject };

export interface LibraryObject {
  readonly type: number;
  readonly address: number;
}

interface LibraryExports {
  readonly memory: WebAssembly.Memory;
  TVMWasmAllocSpace(bytes: number): number;
  TVMWasmFreeSpace(block: number): void;
  TVMFFIWasmGetLastError(): number;
  TVMFFIErrorSetRaisedFromCStr(kind: number, message: number): void;
  TVMFFIFunctionGetGlobal(name: number, out: number): number;
  TVMFFIFunctionSetGlobal(name: number, packed: number, replace: number): number;
  TVMFFIFunctionCall(packed: number, list: number, count: number, result: number): number;
  TVMFFIWasmFunctionCreate(callback: number, out: number): number;
  TVMFFIObjectDecRef(object: number): number;
}

export const integer = (value: number): Argument => ({ kind: 'integer', value });
export const text = (value: string): Argument => ({ kind: 'text', value });
export const bytes = (value: Uint8Array): Argument => ({ kind: 'bytes', value });
export const object = (value: LibraryObject): Argument => ({ kind: 'object', value });
export const CPU: Argument = { kind: 'device', value: 1 };
export const GPU: Argument = { kind: 'device', value: 15 };

type Callback = (list: number, count: number, result: number) => void;

export class LibraryHost {
  readonly exports: LibraryExports;
  readonly gpu = new GpuStandIn(() => this.memory);
  readonly #callbacks: Callback[] = [];

  constructor(file = path.join(ROOT, 'public/models/library/parley-mini.wasm')) {
    const module = new WebAssembly.Module(readFileSync(file));
    const env = {
      TVMFFIWasmSafeCall: (callback: number, list: number, count: number, result: number) => {
        try {
          this.#callbacks[callback]!(list, count, result);
          return 0;
        } catch (error) {
          this.#raise(String(error));
          return -1;
        }
      },
      TVMFFIWasmFunctionDeleter: () => undefined,
    };
    this.exports = new WebAssembly.Instance(module, { env }).exports as unknown as LibraryExports;
    this.#offerGpu();
  }

  get view(): DataView {
    return new DataView(this.exports.memory.buffer);
  }

  get memory(): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer);
  }

  /** Calls a global function; throws with the library's sentence where it fails. */
  call(name: string, ...given: readonly Argument[]): LibraryObject | number | undefined {
    const packed = this.#global(name);
    try {
      return this.invoke(packed, ...given);
    } finally {
      this.release({ type: TYPE.function, address: packed });
    }
  }

  /** Calls a function that must answer with an object. */
  make(name: string, ...given: readonly Argument[]): LibraryObject {
    const made = this.call(name, ...given);
    if (typeof made !== 'object') throw new Error(`"${name}" made no object.`);
    return made;
  }

  /** Calls a function of the library's module. */
  callModule(name: string, ...given: readonly Argument[]): LibraryObject | number | undefined {
    const module = this.make('ffi.SystemLib');
    const packed = this.make('ffi.ModuleGetFunction', object(module), text(name), integer(0));
    try {
      return this.invoke(packed.address, ...given);
    } finally {
      this.release(packed);
      this.release(module);
    }
  }

  invoke(packed: number, ...given: readonly Argument[]): LibraryObject | number | undefined {
    const { exports } = this;
    const list = exports.TVMWasmAllocSpace(ANY_BYTES * (given.length + 1));
    const result = list + ANY_BYTES * given.length;
    const borrowed = given.flatMap((argument, index) => this.#write(list + ANY_BYTES * index, argument));
    this.memory.fill(0, result, result + ANY_BYTES);
    const status = exports.TVMFFIFunctionCall(packed, list, given.length, result);
    const answer = this.#read(result);
    for (const block of [...borrowed, list]) exports.TVMWasmFreeSpace(block);
    if (status !== 0) throw new Error(this.cStringAt(exports.TVMFFIWasmGetLastError()));
    return answer;
  }

  release(released: LibraryObject): void {
    this.exports.TVMFFIObjectDecRef(released.address);
  }

  /** The bytes of a text or bytes object. */
  bytesOf(holder: LibraryObject): Uint8Array {
    const start = this.view.getUint32(holder.address + OBJECT_DATA_OFFSET, true);
    return this.memory.slice(start, start + this.view.getUint32(holder.address + OBJECT_SIZE_OFFSET, true));
  }

  textOf(holder: LibraryObject | number | undefined): string {
    if (typeof holder !== 'object') throw new Error('The library answered without a text.');
    return new TextDecoder().decode(this.bytesOf(holder));
  }

  tensor(shape: readonly number[], dataType: string, device: Argument): LibraryObject {
    const dimensions = this.make('ffi.Shape', ...shape.map(integer));
    try {
      return this.make(
        'runtime.TVMTensorAllocWithScope',
        object(dimensions),
        text(dataType),
        device,
        integer(0),
      );
    } finally {
      this.release(dimensions);
    }
  }

  cStringAt(address: number): string {
    const end = this.memory.indexOf(0, address);
    return new TextDecoder().decode(this.memory.slice(address, end));
  }

  #raise(message: string): void {
    const copy = this.#copyIn(new TextEncoder().encode(`${message}\0`));
    this.exports.TVMFFIErrorSetRaisedFromCStr(copy, copy);
    this.exports.TVMWasmFreeSpace(copy);
  }

  #write(place: number, argument: Argument): number[] {
    const fill = (type: number, value: number) => {
      this.view.setInt32(place, type, true);
      this.view.setInt32(place + 4, 0, true);
      this.view.setBigInt64(place + 8, BigInt(value), true);
    };
    switch (argument.kind) {
      case 'integer':
        fill(TYPE.integer, argument.value);
        return [];
      case 'device':
        fill(TYPE.device, argument.value);
        return [];
      case 'object':
        fill(argument.value.type, argument.value.address);
        return [];
      case 'text': {
        const data = this.#copyIn(new TextEncoder().encode(`${argument.value}\0`));
        fill(TYPE.cString, data);
        return [data];
      }
      case 'bytes': {
        const [view, data] = this.#byteView(argument.value);
        fill(TYPE.byteView, view);
        return [view, data];
      }
    }
  }

  #read(place: number): LibraryObject | number | undefined {
    const type = this.view.getInt32(place, true);
    if (type >= 64) return { type, address: this.view.getUint32(place + 8, true) };
    return type === TYPE.integer ? Number(this.view.getBigInt64(place + 8, true)) : undefined;
  }

  #copyIn(data: Uint8Array): number {
    const block = this.exports.TVMWasmAllocSpace(data.length);
    this.memory.set(data, block);
    return block;
  }

  #byteView(value: Uint8Array): [view: number, data: number] {
    const data = this.#copyIn(value);
    const view = this.exports.TVMWasmAllocSpace(8);
    this.view.setUint32(view, data, true);
    this.view.setUint32(view + 4, value.length, true);
    return [view, data];
  }

  /** Runs something on a byte view of a name and a place for one answer. */
  #withName<Answer>(name: string, run: (view: number, out: number) => Answer): Answer {
    const [view, data] = this.#byteView(new TextEncoder().encode(name));
    const out = this.exports.TVMWasmAllocSpace(8);
    try {
      return run(view, out);
    } finally {
      for (const block of [view, data, out]) this.exports.TVMWasmFreeSpace(block);
    }
  }

  #global(name: string): number {
    return this.#withName(name, (view, out) => {
      this.exports.TVMFFIFunctionGetGlobal(view, out);
      const packed = this.view.getUint32(out, true);
      if (packed === 0) throw new Error(`The library has no function "${name}".`);
      return packed;
    });
  }

  #callback(run: Callback): number {
    const number = this.#callbacks.push(run) - 1;
    return this.#withName('', (_view, out) => {
      this.exports.TVMFFIWasmFunctionCreate(number, out);
      return this.view.getUint32(out, true);
    });
  }

  #offerGpu(): void {
    const valueAt = (list: number, index: number) =>
      Number(this.view.getBigInt64(list + ANY_BYTES * index + 8, true));
    const lookUp = this.#callback((list, _count, result) => {
      const run = this.gpu.functions[this.textOf({ type: TYPE.text, address: valueAt(list, 0) })]!;
      const address = this.#callback((given, count, answer) => {
        const made = run(Array.from({ length: count }, (_, index) => valueAt(given, index)));
        if (made !== undefined) this.#write(answer, integer(made));
      });
      this.#write(result, object({ type: TYPE.function, address }));
    });
    this.#withName('wasm.WebGPUDeviceAPI', (view) => this.exports.TVMFFIFunctionSetGlobal(view, lookUp, 1));
  }
}
