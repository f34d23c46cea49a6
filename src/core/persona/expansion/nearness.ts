// Owns finding, among texts placed by their meaning, the one that is nearest to another.

/**
 * The cosine of the Universal Sentence Encoder lite from which a new attribute says too little that is new: read off the
 * nearest pairs of the 494 attributes in Synthetic-Persona-Chat's validation part. Above it they differ in a word (“My favorite
 * color is red.” and “… blue.”, .93; “I like riding horses.” and “I like to ride horses.”, .92); below, each tells something
 * (“I play the violin and the guitar.” and “I play the piano and guitar and sing.”, .896). The paper's .9 belongs to BERT.
 */
export const nearAttributeAbove = 0.9;

export interface Nearest {
  readonly text: string;
  /** −1 … 1, to three decimals: more differ from one batch of the encoder to another. */
  readonly cosine: number;
}

export class MeaningIndex {
  readonly #dimensions: number;
  readonly #texts: string[] = [];
  readonly #vectors: Float32Array[] = [];

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  /** `vectors`: texts × dimensions, one after the other, each of unit length. */
  add(texts: readonly string[], vectors: Float32Array): void {
    texts.forEach((text, place) => {
      this.#texts.push(text);
      this.#vectors.push(vectors.slice(place * this.#dimensions, (place + 1) * this.#dimensions));
    });
  }

  /** null while nothing is in it. Of several that are equally near the first. */
  nearestTo(vector: Float32Array): Nearest | null {
    let nearest: Nearest | null = null;
    for (const [place, known] of this.#vectors.entries()) {
      const cosine = rounded(dot(known, vector));
      if (!nearest || cosine > nearest.cosine) nearest = { text: this.#texts[place] ?? '', cosine };
    }
    return nearest;
  }
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

const rounded = (cosine: number): number => Math.round(cosine * 1000) / 1000;
