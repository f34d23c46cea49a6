// Owns all chance. Chance derives per place (method.md, section 2): derive(run seed, purpose, pair, round, …), so that
// the order of work, a pause or a resume never changes a draw. Refuses any source of entropy of its own.
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** 1 … 2³¹−2: the range that web-llm's Lehmer generator tells apart. */
const largestSeed = 2 ** 31 - 2;

/** A well-mixed seed in 1 … 2³¹−2 for one place in a run. The parts are length-prefixed: no two places collide by joining. */
export function derive(seed: number, ...place: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of [seed, ...place]) {
    const text = String(part);
    for (const character of `${text.length}:${text}`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }
  return (mix(hash) % largestSeed) + 1;
}

/** MurmurHash3's finaliser: FNV alone leaves neighbouring places with neighbouring seeds. */
function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `count` different items in a random order (Fisher–Yates, from the front); all of them when there are fewer. */
export function sample<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const generator = xoroshiro128plus(seed);
  const drawn = [...items];
  const wanted = Math.min(count, drawn.length);
  for (let index = 0; index < wanted; index += 1) {
    const other = uniformInt(generator, index, drawn.length - 1);
    [drawn[index], drawn[other]] = [drawn[other] as Item, drawn[index] as Item];
  }
  return drawn.slice(0, wanted);
}

export const shuffle = <Item>(items: readonly Item[], seed: number): Item[] =>
  sample(items, items.length, seed);
