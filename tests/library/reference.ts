// Owns the truth that the library is held to: the same model computed plainly on the CPU in double precision, from the
// same files. Slow and readable; nothing here is shared with the library.

export interface Dimensions {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly headWidth: number;
  readonly feedForward: number;
  readonly vocabulary: number;
}

interface WeightRecord {
  readonly name: string;
  readonly format: string;
  readonly nbytes: number;
  readonly byteOffset: number;
}

export interface TensorCache {
  readonly records: readonly { readonly dataPath: string; readonly records: readonly WeightRecord[] }[];
}

export type Weights = ReadonlyMap<string, Float32Array>;

/** The value whose upper half of a float32 these sixteen bits are. */
export function bfloat16(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits << 16);
  return view.getFloat32(0);
}

export function readWeights(cache: TensorCache, shardNamed: (path: string) => Uint8Array): Weights {
  const weights = new Map<string, Float32Array>();
  for (const shard of cache.records) {
    const bytes = shardNamed(shard.dataPath);
    for (const record of shard.records) {
      if (record.format !== 'f32-to-bf16')
        throw new Error(`The reference reads bf16 only, not ${record.format}.`);
      const view = new DataView(bytes.buffer, bytes.byteOffset + record.byteOffset, record.nbytes);
      weights.set(
        record.name,
        Float32Array.from({ length: record.nbytes / 2 }, (_, index) =>
          bfloat16(view.getUint16(2 * index, true)),
        ),
      );
    }
  }
  return weights;
}

type Row = Float64Array;

function multiply(input: Row, weight: Float32Array): Row {
  const depth = input.length;
  return Float64Array.from({ length: weight.length / depth }, (_, column) => {
    let sum = 0;
    for (let index = 0; index < depth; index++) sum += input[index]! * weight[column * depth + index]!;
    return sum;
  });
}

function normalize(row: Row, weight: Float32Array): Row {
  const meanSquare = row.reduce((sum, value) => sum + value * value, 0) / row.length;
  const scale = 1 / Math.sqrt(meanSquare + 1e-5);
  return row.map((value, index) => value * scale * weight[index]!);
}

const add = (left: Row, right: Row): Row => left.map((value, index) => value + right[index]!);

function rotate(row: Row, position: number, headWidth: number): Row {
  const rotated = row.slice();
  for (let even = 0; even < row.length; even += 2) {
    const angle = position * 10000 ** (-(even % headWidth) / headWidth);
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    rotated[even] = row[even]! * cosine - row[even + 1]! * sine;
    rotated[even + 1] = row[even]! * sine + row[even + 1]! * cosine;
  }
  return rotated;
}

function dotOfHead(left: Row, right: Row, start: number, width: number): number {
  let sum = 0;
  for (let index = start; index < start + width; index++) sum += left[index]! * right[index]!;
  return sum;
}

/** One conversation with the model: feed it tokens one by one, each gives the logits of the next. */
export class Reference {
  readonly #weights: Weights;
  readonly #dimensions: Dimensions;
  readonly #keys: Row[][];
  readonly #values: Row[][];

  constructor(weights: Weights, dimensions: Dimensions) {
    this.#weights = weights;
    this.#dimensions = dimensions;
    this.#keys = Array.from({ length: dimensions.layers }, () => []);
    this.#values = Array.from({ length: dimensions.layers }, () => []);
  }

  #weight(name: string): Float32Array {
    const weight = this.#weights.get(name);
    if (weight === undefined) throw new Error(`The weights lack "${name}".`);
    return weight;
  }

  logitsAfter(token: number): Row {
    const { layers, width } = this.#dimensions;
    let stream: Row = Float64Array.from(
      this.#weight('tok.weight').subarray(token * width, (token + 1) * width),
    );
    for (let layer = 0; layer < layers; layer++) {
      stream = add(stream, this.#attend(stream, layer));
      stream = add(stream, this.#feedForward(stream, layer));
    }
    return multiply(normalize(stream, this.#weight('norm.weight')), this.#weight('out.weight'));
  }

  #attend(stream: Row, layer: number): Row {
    const { heads, headWidth, width } = this.#dimensions;
    const weight = (name: string) => this.#weight(`layers.${layer}.${name}.weight`);
    const input = normalize(stream, weight('attn_norm'));
    const [keys, values] = [this.#keys[layer]!, this.#values[layer]!];
    const position = keys.length;
    const query = rotate(multiply(input, weight('wq')), position, headWidth);
    keys.push(rotate(multiply(input, weight('wk')), position, headWidth));
    values.push(multiply(input, weight('wv')));
    const attended = new Float64Array(width);
    for (let start = 0; start < heads * headWidth; start += headWidth) {
      const scores = keys.map((key) => dotOfHead(query, key, start, headWidth) / Math.sqrt(headWidth));
      const highest = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - highest));
      const total = shares.reduce((sum, share) => sum + share, 0);
      shares.forEach((share, token) => {
        for (let index = start; index < start + headWidth; index++) {
          attended[index] = attended[index]! + (share / total) * values[token]![index]!;
        }
      });
    }
    return multiply(attended, weight('wo'));
  }

  #feedForward(stream: Row, layer: number): Row {
    const weight = (name: string) => this.#weight(`layers.${layer}.${name}.weight`);
    const input = normalize(stream, weight('ffn_norm'));
    const up = multiply(input, weight('wu'));
    const gated = multiply(input, weight('wg')).map(
      (gate, index) => (gate / (1 + Math.exp(-gate))) * up[index]!,
    );
    return multiply(gated, weight('wd'));
  }
}

export function likeliest(logits: Row): number {
  let best = 0;
  logits.forEach((logit, token) => {
    if (logit > logits[best]!) best = token;
  });
  return best;
}

export interface GreedyStep {
  readonly token: number;
  readonly logits: Row;
}

/** The likeliest tokens after a prompt, until a token that ends the answer or until there are enough. */
export function greedy(
  model: Reference,
  prompt: readonly number[],
  most: number,
  ends: readonly number[],
): GreedyStep[] {
  let logits: Row = new Float64Array();
  for (const token of prompt) logits = model.logitsAfter(token);
  const steps: GreedyStep[] = [];
  while (steps.length < most) {
    const token = likeliest(logits);
    steps.push({ token, logits });
    if (ends.includes(token)) break;
    logits = model.logitsAfter(token);
  }
  return steps;
}
