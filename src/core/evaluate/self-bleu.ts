// Owns self-BLEU-4 (Zhu et al. 2018): how much each conversation is like the others of its set, in n-grams. High: little variety.
import { sample } from '../random.ts';
import { meanOf, type Estimate } from '../statistics/interval.ts';
import type { Corpus } from './corpus.ts';

const longest = 4;

/**
 * Mean BLEU-4 (Papineni et al. 2002) of each of `size` drawn conversations against all the others of the draw, as nltk's
 * `sentence_bleu` without smoothing: equal weights, brevity penalty by the reference nearest in length; 0 where no n-gram of some
 * length is shared. n: conversations drawn. Compare sets at one size only. Not defined below two conversations with words.
 */
export function selfBleu(corpus: Corpus, size: number, seed: number): Estimate {
  const spoken = corpus.words.filter(({ length }) => length > 0);
  const drawn = sample(spoken, size, seed);
  if (drawn.length < 2) return { value: null, n: drawn.length, interval: null };
  return meanOf(bleuScores(drawn, corpus.vocabularySize));
}

/** Of each text against all the others. */
export function bleuScores(texts: readonly Uint32Array[], vocabularySize: number): readonly number[] {
  const grams: NgramCounts[][] = [];
  let numbers = texts;
  for (let length = 1; length <= longest; length += 1) {
    if (length > 1) numbers = longerBy(numbers, texts, length, vocabularySize);
    grams.push(numbers.map(countsOf));
  }
  const highest = grams.map(highestCounts);
  return texts.map((text, place) => {
    const precisions = highest.map((counts, level) => precisionOf(grams[level]?.[place], counts, place));
    return brevityPenalty(text.length, nearestLength(texts, place)) * geometricMean(precisions);
  });
}

/** How often each n-gram stands in one text, by its number. */
type NgramCounts = ReadonlyMap<number, number>;

/** Numbers for n-grams of one more word: each is a pair of the shorter one and the word that follows. */
function longerBy(
  shorter: readonly Uint32Array[],
  texts: readonly Uint32Array[],
  length: number,
  vocabularySize: number,
): readonly Uint32Array[] {
  const known = new Map<number, number>();
  return shorter.map((before, place) => {
    const words = texts[place] ?? new Uint32Array();
    return Uint32Array.from({ length: Math.max(0, words.length - length + 1) }, (_, start) => {
      // Both factors are below 2^26 for any set that fits in memory.
      const key = (before[start] ?? 0) * vocabularySize + (words[start + length - 1] ?? 0);
      const number = known.get(key) ?? known.size;
      if (number === known.size) known.set(key, number);
      return number;
    });
  });
}

function countsOf(numbers: Uint32Array): NgramCounts {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** The highest count of an n-gram in any text, where, and the highest anywhere else: what every text is held against. */
interface Highest {
  most: number;
  at: number;
  elsewhere: number;
}

function highestCounts(texts: readonly NgramCounts[]): ReadonlyMap<number, Highest> {
  const highest = new Map<number, Highest>();
  for (const [place, counts] of texts.entries())
    for (const [gram, count] of counts) {
      const found = highest.get(gram);
      if (!found) highest.set(gram, { most: count, at: place, elsewhere: 0 });
      else if (count > found.most) {
        found.elsewhere = found.most;
        found.most = count;
        found.at = place;
      } else found.elsewhere = Math.max(found.elsewhere, count);
    }
  return highest;
}

/** Share of a text's n-grams that some other text has as often. */
function precisionOf(
  counts: NgramCounts = new Map(),
  highest: ReadonlyMap<number, Highest>,
  place: number,
): number {
  let shared = 0;
  let all = 0;
  for (const [gram, count] of counts) {
    const found = highest.get(gram);
    const others = found === undefined ? 0 : found.at === place ? found.elsewhere : found.most;
    shared += Math.min(count, others);
    all += count;
  }
  return shared / Math.max(1, all);
}

const geometricMean = (shares: readonly number[]): number =>
  shares.includes(0) ? 0 : Math.exp(shares.reduce((sum, share) => sum + Math.log(share), 0) / shares.length);

/** Of two equally near, the shorter one. */
function nearestLength(texts: readonly Uint32Array[], place: number): number {
  const own = texts[place]?.length ?? 0;
  let nearest = Infinity;
  for (const [other, { length }] of texts.entries()) {
    if (other === place) continue;
    const [apart, before] = [Math.abs(length - own), Math.abs(nearest - own)];
    if (apart < before || (apart === before && length < nearest)) nearest = length;
  }
  return nearest;
}

const brevityPenalty = (length: number, reference: number): number =>
  length > reference ? 1 : Math.exp(1 - reference / length);
