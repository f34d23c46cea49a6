// Owns the measures that look at the stream of a set's words: distinct-n and MTLD.
import { derive, shuffle } from '../random.ts';
import { meanOf, type Estimate } from '../statistics/interval.ts';
import type { Corpus } from './corpus.ts';

/** Words that distinct-n is taken on: the longer a text, the more it repeats, so that only equal lengths compare. */
export const wordBudget = 20_000;
const draws = 10;

/**
 * distinct-n (Li et al. 2016): different n-grams ÷ n-grams, on `budget` words of conversations in a drawn order; the mean of ten
 * draws, so that the first rows of a file do not decide, with the range of the middle eight as its interval. n of the result:
 * words in a draw. Not defined where the set has fewer than `budget` words: take the smallest set's number for all.
 */
export function distinctNgrams(corpus: Corpus, length: 1 | 2 | 3, budget: number, seed: number): Estimate {
  const streams = Array.from({ length: draws }, (_, draw) =>
    drawnWords(corpus, budget, derive(seed, 'distinct', draw)),
  );
  const shares = streams.flatMap((words) =>
    words.length < budget || budget < length ? [] : [distinctShare(words, length)],
  );
  if (shares.length < draws) return { value: null, n: streams[0]?.length ?? 0, interval: null };
  const sorted = [...shares].sort((one, other) => one - other);
  const interval = { low: sorted[1] ?? 0, high: sorted[draws - 2] ?? 0 };
  return { value: meanOf(shares).value, n: budget, interval };
}

/** Whole conversations in a drawn order, cut at `budget` words. */
function drawnWords({ words }: Corpus, budget: number, seed: number): Uint32Array {
  const stream = new Uint32Array(budget);
  let length = 0;
  for (const place of shuffle([...words.keys()], seed)) {
    if (length >= budget) break;
    const taken = (words[place] ?? new Uint32Array()).subarray(0, budget - length);
    stream.set(taken, length);
    length += taken.length;
  }
  return stream.subarray(0, length);
}

/** Different n-grams ÷ n-grams of one stream of at least `length` words. */
export function distinctShare(words: Uint32Array, length: number): number {
  // Numbered anew, so that three words of 200,000 different ones stay within 2^53.
  const numbers = new Map<number, number>();
  const own = words.map((word) => {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  });
  const grams = new Set<number>();
  for (let start = 0; start + length <= own.length; start += 1) {
    let gram = 0;
    for (let at = start; at < start + length; at += 1) gram = gram * numbers.size + (own[at] ?? 0);
    grams.add(gram);
  }
  return grams.size / (words.length - length + 1);
}

/** The share of different words at which a factor ends, and the fewest words of one. */
const factorShare = 0.72;
const fewestWords = 10;

/**
 * MTLD (McCarthy & Jarvis 2010): the mean length of runs in which the share of different words stays above .72, forward and
 * backward, as Python's lexical-diversity computes it (a run has ten words at least; the last one counts in part). On all words
 * of the set in their order; n: words. Not defined on no words, and where no word repeats.
 */
export function mtld({ words, vocabularySize }: Corpus): Estimate {
  const stream = joined(words);
  const forward = meanFactorLength(stream, vocabularySize);
  const backward = meanFactorLength(stream.toReversed(), vocabularySize);
  const value = forward === null || backward === null ? null : (forward + backward) / 2;
  return { value, n: stream.length, interval: null };
}

function joined(words: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(words.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const each of words) {
    all.set(each, length);
    length += each.length;
  }
  return all;
}

function meanFactorLength(stream: Uint32Array, vocabularySize: number): number | null {
  // The factor in which a word was last seen: nothing needs clearing when the next begins.
  const seenIn = new Uint32Array(vocabularySize);
  let factor = 1;
  let different = 0;
  let start = 0;
  for (let at = 0; at < stream.length; at += 1) {
    const word = stream[at] ?? 0;
    if (seenIn[word] !== factor) {
      seenIn[word] = factor;
      different += 1;
    }
    const length = at - start + 1;
    if (at === stream.length - 1) {
      const factors = factor - 1 + (1 - different / length) / (1 - factorShare);
      return factors === 0 ? null : stream.length / factors;
    }
    if (length >= fewestWords && different / length < factorShare) {
      factor += 1;
      different = 0;
      start = at + 1;
    }
  }
  return null;
}
