// Owns reading the header of a GGUF file: metadata and the list of tensors. Never reads the tensors' data.

export interface GgufTensor {
  readonly name: string;
  readonly sides: readonly number[];
  readonly kind: number;
  readonly offset: number;
}

export interface GgufHeader {
  readonly magic: string;
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
  /** Where the tensors' data begins. */
  readonly dataStart: number;
}

type GgufValue = number | boolean | string | readonly GgufValue[];

const ALIGNMENT_BYTES = 32;

export function readGgufHeader(bytes: Uint8Array): GgufHeader {
  const reader = new Reader(bytes);
  const magic = reader.characters(4);
  const version = reader.uint32();
  const tensorCount = reader.uint64();
  const entryCount = reader.uint64();
  const metadata = new Map<string, GgufValue>();
  for (let index = 0; index < entryCount; index++)
    metadata.set(reader.string(), reader.value(reader.uint32()));
  const tensors = Array.from({ length: tensorCount }, () => reader.tensor());
  const dataStart = Math.ceil(reader.position / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  return { magic, version, metadata, tensors, dataStart };
}

class Reader {
  position = 0;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  uint64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  characters(length: number): string {
    const start = this.#advance(length);
    return new TextDecoder().decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, length));
  }

  string(): string {
    return this.characters(this.uint64());
  }

  /** The kinds that this model's file uses; any other means that the file is not the one that the trainer writes. */
  value(kind: number): GgufValue {
    switch (kind) {
      case 4:
        return this.uint32();
      case 5:
        return this.#view.getInt32(this.#advance(4), true);
      case 6:
        return this.#view.getFloat32(this.#advance(4), true);
      case 7:
        return this.#view.getUint8(this.#advance(1)) === 1;
      case 8:
        return this.string();
      case 9: {
        const itemKind = this.uint32();
        return Array.from({ length: this.uint64() }, () => this.value(itemKind));
      }
      default:
        throw new Error(`The GGUF metadata holds a value of the unexpected kind ${kind}.`);
    }
  }

  tensor(): GgufTensor {
    const name = this.string();
    const sides = Array.from({ length: this.uint32() }, () => this.uint64());
    return { name, sides, kind: this.uint32(), offset: this.uint64() };
  }

  #advance(length: number): number {
    const start = this.position;
    this.position += length;
    return start;
  }
}
