// Owns the lexicon behind the profanity rule: the obscenity package with its English words, and the words that it takes
// for profane and that people use at table or on a map.
import { DataSet, RegExpMatcher, englishDataset, englishRecommendedTransformers } from 'obscenity';
import { sieveFor } from './profanity-sieve.ts';

/** Matched anywhere, in lower case. The package looks for "cum", "dick", "fuk" … at the start of words. */
const harmless = [
  'analges',
  'cockpit',
  'cumin',
  'dickinson',
  'footed boob',
  'fukuoka',
  'fukushima',
  'lee hooker',
  'moby dick',
  'moby-dick',
  'opposite sex',
  'philip k. dick',
  'pissarro',
  'pussy willow',
  'rapeseed',
  'retardant',
  'same sex',
  'same-sex',
  'sex education',
  'sex pistols',
  'shiitake',
] as const;

const lexicon = new DataSet<{ originalWord: string }>()
  .addAll(englishDataset)
  .addPhrase((phrase) => harmless.reduce((built, term) => built.addWhitelistedTerm(term), phrase))
  .build();
const matcher = new RegExpMatcher({ ...lexicon, ...englishRecommendedTransformers });

/** False only where the package finds nothing, in a hundredth of its time. */
export const mayHaveProfanity: (text: string) => boolean = sieveFor(
  lexicon.blacklistedTerms.map(({ pattern }) => pattern),
  englishRecommendedTransformers.blacklistMatcherTransformers ?? [],
);

/** Every profane word or part of one, in order; of overlapping finds the first. */
export function profanityIn(text: string): { readonly start: number; readonly text: string }[] {
  if (!mayHaveProfanity(text)) return [];
  const found: { start: number; text: string }[] = [];
  let end = 0;
  for (const { startIndex, endIndex } of matcher.getAllMatches(text, true)) {
    const shown = text.slice(startIndex, endIndex + 1);
    if (startIndex < end || isNumber(shown) || isCutWord(shown, text)) continue;
    found.push({ start: startIndex, text: shown });
    end = endIndex + 1;
  }
  return found;
}

/** The package reads digits as letters: "455" is a number. */
const isNumber = (shown: string): boolean => !/\p{L}/u.test(shown);

/** "It's a lot of fu": an answer that was cut off inside of a word. */
const isCutWord = (shown: string, text: string): boolean =>
  shown.toLowerCase() === 'fu' && text.length > shown.length && text.endsWith(shown);
