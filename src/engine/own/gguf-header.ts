// Owns reading what a GGUF file says of itself: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. The file is hostile
// data: every length is checked before it is believed, and what does not fit makes the header unreadable.

export interface GgufHeader {
  readonly architecture: string;
  readonly name: string | null;
  /** null where the file does not say. */
  readonly contextTokens: number | null;
  /** e.g. Q4_K_M; null where the number of its file type is not known here. */
  readonly quantisation: string | null;
}

/** The metadata of a model with 250,000 words and their merges takes some megabytes. */
export const headerBytes = 32 * 1024 * 1024;

const mostEntries = 10_000;
const mostCharacters = 1_000_000;

/** null where these are not the first bytes of a GGUF file of version 2 or 3. */
export function readGgufHeader(bytes: Uint8Array): GgufHeader | null {
  try {
    return headerFrom(new Reader(bytes));
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

type Value = string | number | boolean | null;

function headerFrom(reader: Reader): GgufHeader | null {
  if (reader.characters(4) !== 'GGUF') return null;
  const version = reader.uint32();
  if (version < 2 || version > 3) return null;
  reader.uint64();
  const count = reader.uint64();
  if (count > mostEntries) return null;
  const entries = new Map<string, Value>();
  // The vocabulary comes last and may be cut off; what is wanted stands before it.
  for (let entry = 0; entry < count && !isDone(entries); entry += 1) {
    try {
      entries.set(reader.string(), reader.value(reader.uint32()));
    } catch (thrown) {
      if (thrown instanceof RangeError && entries.has('general.architecture')) break;
      throw thrown;
    }
  }
  return described(entries);
}

function isDone(entries: ReadonlyMap<string, Value>): boolean {
  const architecture = entries.get('general.architecture');
  return (
    entries.has('general.name') &&
    entries.has('general.file_type') &&
    typeof architecture === 'string' &&
    entries.has(`${architecture}.context_length`)
  );
}

function described(entries: ReadonlyMap<string, Value>): GgufHeader | null {
  const architecture = entries.get('general.architecture');
  if (typeof architecture !== 'string') return null;
  const name = entries.get('general.name');
  const context = entries.get(`${architecture}.context_length`);
  const type = entries.get('general.file_type');
  return {
    architecture,
    name: typeof name === 'string' && name.trim() !== '' ? name.trim() : null,
    contextTokens: typeof context === 'number' && Number.isSafeInteger(context) ? context : null,
    quantisation: typeof type === 'number' ? (fileTypes[type] ?? null) : null,
  };
}

/** llama.cpp's numbers for what most of a file's matrices are packed as. */
const fileTypes: Readonly<Record<number, string>> = {
  ...{ 0: 'F32', 1: 'F16', 2: 'Q4_0', 3: 'Q4_1', 7: 'Q8_0', 8: 'Q5_0', 9: 'Q5_1', 10: 'Q2_K', 11: 'Q3_K_S' },
  ...{ 12: 'Q3_K_M', 13: 'Q3_K_L', 14: 'Q4_K_S', 15: 'Q4_K_M', 16: 'Q5_K_S', 17: 'Q5_K_M', 18: 'Q6_K' },
  ...{ 25: 'IQ4_NL', 30: 'IQ4_XS', 32: 'BF16' },
};

/** Bytes of the types of metadata that have a fixed length, by their number. */
const widths: Readonly<Record<number, number>> = {
  ...{ 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 },
};
const [textType, listType] = [8, 9];

/** Throws RangeError where the bytes end, as DataView does. */
class Reader {
  readonly #view: DataView;
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint32(): number {
    return this.#view.getUint32(this.#skip(4), true);
  }

  uint64(): number {
    return Number(this.#view.getBigUint64(this.#skip(8), true));
  }

  characters(length: number): string {
    if (length > mostCharacters) throw new RangeError('A text is too long.');
    const start = this.#skip(length);
    return new TextDecoder().decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, length));
  }

  string(): string {
    return this.characters(this.uint64());
  }

  /** null for what nothing here needs: lists, and numbers with a point. */
  value(type: number): Value {
    if (type === textType) return this.string();
    if (type === listType) return this.#skipList();
    const width = widths[type];
    if (width === undefined) throw new RangeError('A type is not known.');
    const place = this.#skip(width);
    if (type === 4 || type === 5) return this.#view.getUint32(place, true);
    return type === 10 || type === 11 ? Number(this.#view.getBigUint64(place, true)) : null;
  }

  #skipList(): null {
    const type = this.uint32();
    const count = this.uint64();
    const width = widths[type];
    if (width !== undefined) this.#skip(width * count);
    else if (type === textType) for (let item = 0; item < count; item += 1) this.#skip(this.uint64());
    else throw new RangeError('A list of lists.');
    return null;
  }

  #skip(length: number): number {
    const place = this.#place;
    if (length > this.#view.byteLength - place) throw new RangeError('The bytes end here.');
    this.#place = place + length;
    return place;
  }
}
