// Owns finding conversations that say nearly the same in other words (method.md, section 5: near-duplicates, MinHash, then
// embeddings): each is the mean direction of its turns, and two whose directions nearly agree are twins by meaning.
import type { Turn } from '../conversation/conversation.ts';
import { derive, sample } from '../random.ts';
import type { Measurable } from './corpus.ts';

export interface MeaningTwins {
  /** Places in the list, the earlier first. */
  readonly first: number;
  readonly second: number;
  /** Cosine of the two. */
  readonly likeness: number;
}

export type Embed = (
  texts: readonly string[],
) => Promise<{ readonly vectors: Float32Array; readonly dimensions: number }>;

/** Conversations that are compared, each by so many of its turns. */
const comparedAtMost = 200;
const turnsOfEach = 8;
/** Greetings and thanks mean the same anywhere. */
const fewestWordsToMean = 5;

export const isToMean = ({ text }: Turn): boolean => text.split(/\s+/).length >= fewestWordsToMean;

/** Twins among a drawn sample; `embed` gives a vector of unit length a text. Places are those in `conversations`. */
export async function meaningTwins(
  conversations: readonly Measurable[],
  embed: Embed,
  seed: number,
  from = likeFrom,
): Promise<readonly MeaningTwins[]> {
  const places = conversations.flatMap(({ turns }, place) => (turns.some(isToMean) ? [place] : []));
  const drawn = sample(places, comparedAtMost, derive(seed, 'meaning twins')).sort((a, b) => a - b);
  const texts = drawn.map((place) => {
    const { id = '', turns = [] } = conversations[place] ?? {};
    return sample(turns.filter(isToMean), turnsOfEach, derive(seed, 'turns', id)).map(({ text }) => text);
  });
  if (drawn.length < 2) return [];
  const { vectors, dimensions } = await embed(texts.flat());
  return pairsAbove(directions(texts, vectors, dimensions), from).map(({ first, second, likeness }) => ({
    first: drawn[first] ?? 0,
    second: drawn[second] ?? 0,
    likeness,
  }));
}

/**
 * Of the Universal Sentence Encoder: of 44,850 pairs of Synthetic-Persona-Chat's validation part none is so near, of as many of its
 * new part one; of conversations with each eighth word left out and common words replaced, two of five are.
 */
const likeFrom = 0.9;

/** The mean of each conversation's vectors, of unit length. */
function directions(
  texts: readonly (readonly string[])[],
  vectors: Float32Array,
  dimensions: number,
): readonly Float32Array[] {
  let at = 0;
  return texts.map(({ length }) => {
    const sum = new Float32Array(dimensions);
    for (const end = at + length; at < end; at += 1)
      for (let place = 0; place < dimensions; place += 1)
        sum[place] = (sum[place] ?? 0) + (vectors[at * dimensions + place] ?? 0);
    const size = Math.hypot(...sum) || 1;
    return sum.map((value) => value / size);
  });
}

function pairsAbove(all: readonly Float32Array[], from: number): readonly MeaningTwins[] {
  const found: MeaningTwins[] = [];
  for (const [second, other] of all.entries())
    for (const [first, one] of all.slice(0, second).entries()) {
      const likeness = one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
      if (likeness >= from) found.push({ first, second, likeness });
    }
  return found;
}
