// Owns the lexicon behind the profanity rule: the obscenity package, asked once for each different word. Its patterns look
// into single words, so that asking word by word hides nothing but its one phrase, which is asked for apart.
import { RegExpMatcher, englishDataset, englishRecommendedTransformers } from 'obscenity';

const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
const known = new Map<string, boolean>();
/** Far above the vocabulary of 20,000 conversations; a file of noise must not fill the memory. */
const mostKnown = 200_000;
const phrase = /double penetra\w*/i;

/** The first profane word and where it stands, or null. */
export function firstProfanity(text: string): { readonly text: string; readonly start: number } | null {
  let start = 0;
  for (const word of text.split(' ')) {
    if (isProfane(word)) return { text: word, start };
    start += word.length + 1;
  }
  const found = phrase.exec(text);
  return found && { text: found[0], start: found.index };
}

function isProfane(word: string): boolean {
  if (word.length < 2) return false;
  const answer = known.get(word);
  if (answer !== undefined) return answer;
  if (known.size >= mostKnown) known.clear();
  const profane = matcher.hasMatch(word);
  known.set(word, profane);
  return profane;
}
