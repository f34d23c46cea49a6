// Owns the tests' own byte-level BPE, so that the prompt's tokens do not come from the engine under test.

export interface TokenizerFile {
  readonly added_tokens: readonly { readonly id: number; readonly content: string }[];
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (string | readonly [string, string])[];
  };
}

const WORDS = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** The printable letter that stands for each byte: itself where it prints, else one from 256 on. */
function lettersOfBytes(): readonly string[] {
  const prints = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(prints(byte) ? byte : next++));
}

const LETTERS = lettersOfBytes();

function mergeWord(word: string, ranks: ReadonlyMap<string, number>): string[] {
  let parts = [...word];
  for (;;) {
    let best: { place: number; rank: number } | undefined;
    for (let place = 0; place + 1 < parts.length; place++) {
      const rank = ranks.get(`${parts[place]} ${parts[place + 1]}`);
      if (rank !== undefined && (best === undefined || rank < best.rank)) best = { place, rank };
    }
    if (best === undefined) return parts;
    const { place } = best;
    parts = [...parts.slice(0, place), `${parts[place]}${parts[place + 1]}`, ...parts.slice(place + 2)];
  }
}

export class Tokenizer {
  readonly #special: ReadonlyMap<string, number>;
  readonly #vocabulary: Readonly<Record<string, number>>;
  readonly #ranks: ReadonlyMap<string, number>;

  constructor(file: TokenizerFile) {
    this.#special = new Map(file.added_tokens.map((token) => [token.content, token.id]));
    this.#vocabulary = file.model.vocab;
    this.#ranks = new Map(
      file.model.merges.map((merge, rank) => [typeof merge === 'string' ? merge : merge.join(' '), rank]),
    );
  }

  encode(text: string): number[] {
    const [special] = [...this.#special].filter(([content]) => text.includes(content));
    if (special !== undefined) {
      const [content, id] = special;
      const pieces = text.split(content).map((piece) => this.encode(piece));
      return pieces.flatMap((piece, index) => (index === 0 ? piece : [id, ...piece]));
    }
    return [...text.matchAll(WORDS)].flatMap(([word]) => this.#encodeWord(word));
  }

  #encodeWord(word: string): number[] {
    const letters = [...new TextEncoder().encode(word)].map((byte) => LETTERS[byte]).join('');
    return mergeWord(letters, this.#ranks).map((part) => {
      const id = this.#vocabulary[part];
      if (id === undefined) throw new Error(`The vocabulary lacks "${part}".`);
      return id;
    });
  }
}
