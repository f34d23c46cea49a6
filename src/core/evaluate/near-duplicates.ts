// Owns finding conversations that are nearly the same (method.md, section 5): MinHash finds who may be, shared words confirm it.
import { derive } from '../random.ts';
import { shareOf, type Estimate } from '../statistics/interval.ts';
import type { Corpus } from './corpus.ts';

/** Two conversations that share much: places in the set, the earlier first. */
export interface Twins {
  readonly first: number;
  readonly second: number;
  /** Shared shingles ÷ all of both (Jaccard), exact. */
  readonly likeness: number;
}

/** Words in a row that are compared. */
const shingleWords = 4;
/** 32 bands of 4: of two that share half of their shingles, one in eight escapes; of two thirds, one in a thousand. */
const bands = 32;
const rows = 4;
/** From which likeness two count as twins. */
export const twinsFrom = 0.5;

/**
 * All twins, by MinHash with banding (Broder 1997; Leskovec, Rajaraman & Ullman 2014, chapter 3), each confirmed by its exact
 * likeness of at least `from`. In the order of the set. A band shared by hundreds is one text over and over: every one is then
 * compared with the first hundred only.
 */
export function nearDuplicates(corpus: Corpus, seed: number, from = twinsFrom): readonly Twins[] {
  const shingles = corpus.words.map(shinglesOf);
  const candidates = candidatePairs(shingles.map((own) => signatureOf(own, seed)));
  const twins: Twins[] = [];
  for (const key of candidates) {
    const [first, second] = [Math.floor(key / corpus.words.length), key % corpus.words.length];
    const likeness = jaccard(shingles[first], shingles[second]);
    if (likeness >= from) twins.push({ first, second, likeness });
  }
  return twins.sort((one, other) => one.first - other.first || one.second - other.second);

  function candidatePairs(signatures: readonly Uint32Array[]): ReadonlySet<number> {
    const pairs = new Set<number>();
    for (let band = 0; band < bands; band += 1)
      for (const places of bucketsOf(signatures, band).values()) pairUp(places, pairs);
    return pairs;
  }

  function pairUp(places: readonly number[], pairs: Set<number>): void {
    for (const [index, second] of places.entries())
      for (const first of places.slice(0, Math.min(index, mostCompared)))
        pairs.add(first * corpus.words.length + second);
  }
}

const mostCompared = 100;

/** Share of conversations that have an earlier twin: what would go if of each group one were kept. n: conversations. */
export function duplicateShare(twins: readonly Twins[], conversations: number): Estimate {
  return shareOf(new Set(twins.map(({ second }) => second)).size, conversations);
}

/** Hashes of all runs of four words. */
function shinglesOf(words: Uint32Array): ReadonlySet<number> {
  const shingles = new Set<number>();
  for (let start = 0; start + shingleWords <= words.length; start += 1) {
    let hash = 0x811c9dc5;
    for (let at = start; at < start + shingleWords; at += 1) hash = mixed(hash ^ (words[at] ?? 0));
    shingles.add(hash >>> 0);
  }
  return shingles;
}

/** The least of each of 128 hashes. Nothing stands for what has no shingles. */
function signatureOf(shingles: ReadonlySet<number>, seed: number): Uint32Array {
  if (shingles.size === 0) return new Uint32Array();
  const signature = new Uint32Array(bands * rows).fill(0xffffffff);
  const salts = saltsOf(seed);
  for (const shingle of shingles)
    for (let row = 0; row < signature.length; row += 1) {
      const hash = mixed(shingle ^ (salts[row] ?? 0)) >>> 0;
      if (hash < (signature[row] ?? 0)) signature[row] = hash;
    }
  return signature;
}

const saltsOf = (seed: number): Uint32Array =>
  Uint32Array.from({ length: bands * rows }, (_, row) => derive(seed, 'minhash', row));

/** Multiplication alone leaves the high bits to decide; the shifts let every bit do. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Places that agree in a whole band. */
function bucketsOf(signatures: readonly Uint32Array[], band: number): ReadonlyMap<string, readonly number[]> {
  const buckets = new Map<string, number[]>();
  for (const [place, signature] of signatures.entries()) {
    if (signature.length === 0) continue;
    const key = signature.subarray(band * rows, (band + 1) * rows).join();
    const bucket = buckets.get(key);
    if (bucket) bucket.push(place);
    else buckets.set(key, [place]);
  }
  return buckets;
}

function jaccard(one: ReadonlySet<number> = new Set(), other: ReadonlySet<number> = new Set()): number {
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}
