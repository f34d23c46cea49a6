// Owns tf-idf as scikit-learn's TfidfVectorizer has it by default: words of two letters or more in lower case, idf =
// ln((1 + n) ÷ (1 + df)) + 1, vectors of unit length.

const wordPattern = /(?<![\p{L}\p{N}_])[\p{L}\p{N}_]{2,}/gu;

/** A vector by its words' numbers, in rising order; the squares of its weights sum to 1, or it is empty. */
export interface SparseVector {
  readonly words: Uint32Array;
  readonly weights: Float64Array;
}

export interface TfIdf {
  readonly vectorOf: (text: string) => SparseVector;
  readonly vocabularySize: number;
}

/** Learns words and their rarity; words that it has not met weigh nothing. */
export function learnTfIdf(texts: readonly string[]): TfIdf {
  const numbers = new Map<string, number>();
  const having: number[] = [];
  for (const text of texts)
    for (const word of new Set(wordsOf(text))) {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      having[number] = (having[number] ?? 0) + 1;
    }
  const rarity = Float64Array.from(having, (count) => Math.log((1 + texts.length) / (1 + count)) + 1);
  return { vectorOf: (text) => vectorOf(wordsOf(text), numbers, rarity), vocabularySize: numbers.size };
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(wordPattern) ?? [];

function vectorOf(
  words: readonly string[],
  numbers: ReadonlyMap<string, number>,
  rarity: Float64Array,
): SparseVector {
  const counts = new Map<number, number>();
  for (const word of words) {
    const number = numbers.get(word);
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const sorted = Uint32Array.from(counts.keys()).sort();
  const weights = Float64Array.from(sorted, (number) => (counts.get(number) ?? 0) * (rarity[number] ?? 0));
  const length = Math.hypot(...weights);
  return { words: sorted, weights: weights.map((weight) => weight / length) };
}

/** 0 … 1; 0 where either has no known word. */
export function cosine(one: SparseVector, other: SparseVector): number {
  let sum = 0;
  for (let at = 0, against = 0; at < one.words.length && against < other.words.length;) {
    const [word, opposite] = [one.words[at] ?? 0, other.words[against] ?? 0];
    if (word === opposite) sum += (one.weights[at] ?? 0) * (other.weights[against] ?? 0);
    if (word <= opposite) at += 1;
    if (opposite <= word) against += 1;
  }
  return sum;
}

/** Cosines nearer than this are one: they differ by the order of additions alone. */
export const sameWithin = 1e-12;

/** Answers which of many vectors is most like another: only those that share a word are looked at. */
export class NearestVector {
  readonly #places: readonly Uint32Array[];
  readonly #weights: readonly Float64Array[];
  readonly #sums: Float64Array;

  constructor(vectors: readonly SparseVector[], vocabularySize: number) {
    const places = Array.from({ length: vocabularySize }, (): number[] => []);
    const weights = Array.from({ length: vocabularySize }, (): number[] => []);
    for (const [place, vector] of vectors.entries())
      for (const [at, word] of vector.words.entries()) {
        places[word]?.push(place);
        weights[word]?.push(vector.weights[at] ?? 0);
      }
    this.#places = places.map((each) => Uint32Array.from(each));
    this.#weights = weights.map((each) => Float64Array.from(each));
    this.#sums = new Float64Array(vectors.length);
  }

  /** Place of the most similar; of equals the first, and the first of all where none shares a word, as numpy's argmax. */
  nearestTo(vector: SparseVector): number {
    this.#sums.fill(0);
    for (const [at, word] of vector.words.entries()) {
      const weight = vector.weights[at] ?? 0;
      const [places, weights] = [this.#places[word] ?? [], this.#weights[word] ?? []];
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index] ?? 0;
        this.#sums[place] = (this.#sums[place] ?? 0) + weight * (weights[index] ?? 0);
      }
    }
    let best = 0;
    for (let place = 1; place < this.#sums.length; place += 1)
      if ((this.#sums[place] ?? 0) > (this.#sums[best] ?? 0) + sameWithin) best = place;
    return best;
  }
}
