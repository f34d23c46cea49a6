// Owns how much a conversation repeats the words of its profiles: the last but one link of the tie-break chain.
import type { Pair } from '../persona/profile.ts';
import type { Turn } from './conversation.ts';
import { contentWordsOf } from './words.ts';

/**
 * Share (0 … 1) of the turns' pairs of neighbouring content words that occur in a profile. Pairs, not triples: after the
 * function words are gone, an attribute has hardly three words left.
 */
export function profileOverlap(turns: readonly Turn[], pair: Pair): number {
  const known = new Set(
    pair.profiles.flatMap(({ attributes }) => attributes.flatMap(({ text }) => neighbours(text))),
  );
  const said = turns.flatMap(({ text }) => neighbours(text));
  return said.length === 0 ? 0 : said.filter((words) => known.has(words)).length / said.length;
}

function neighbours(text: string): string[] {
  const words = contentWordsOf(text);
  return words.slice(1).map((following, index) => `${words[index]} ${following}`);
}
