// Owns how bytes are spoiled for tests: by a seeded chance, so that each failure can be had again by its number.

/** 150 in every run of the tests; PARLEY_FUZZ=10000 for the long form. */
export const fuzzCount = Number(process.env['PARLEY_FUZZ'] ?? 150);

/** mulberry32: numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One to eight places changed, cut out, doubled or filled with what parsers dislike. */
export function mutated(bytes: Uint8Array, chance: () => number): Uint8Array {
  let result = Buffer.from(bytes);
  const times = 1 + Math.floor(chance() * 8);
  for (let time = 0; time < times; time += 1) {
    const at = Math.floor(chance() * result.length);
    const length = Math.floor(chance() * Math.min(200, result.length - at));
    const kind = Math.floor(chance() * 6);
    const [head, part, tail] = [
      result.subarray(0, at),
      result.subarray(at, at + length),
      result.subarray(at + length),
    ];
    if (kind === 0) result[at] = Math.floor(chance() * 256);
    else if (kind === 1) result = Buffer.concat([head, tail]);
    else if (kind === 2) result = Buffer.concat([head, part, part, tail]);
    else if (kind === 3) result = Buffer.concat([head, disliked(chance), tail]);
    else if (kind === 4) result = Buffer.concat([head, part.reverse(), tail]);
    else if (time === 0) result = Buffer.from(result.subarray(0, at));
    if (result.length === 0) break;
  }
  return new Uint8Array(result);
}

const dislikes = [
  '\0',
  '"',
  '\n',
  '\r\n',
  '{',
  '[[[[[[',
  '\\u0000',
  '__proto__',
  '-1',
  '1e999',
  '\ufeff',
  '‮',
  'PK\x05\x06',
  '\xff\xff\xff\xff',
];

function disliked(chance: () => number): Buffer {
  const text = dislikes[Math.floor(chance() * dislikes.length)] ?? '';
  return Buffer.from(text.repeat(1 + Math.floor(chance() * 20)), chance() < 0.5 ? 'utf8' : 'latin1');
}
