// Owns what counts as a word, and which words carry content.

export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [];

/** Function words, and the verbs that nearly every attribute has. */
const empty = new Set(
  (
    "a about after all also always am an and any are aren't as at be because been before being but by can can't could " +
    "day did didn't do does doesn't don't down ever every few for from get go going good got great had has have haven't he " +
    "her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its just know like lot lots love made make " +
    'many me more most much my myself never new nice no not now of off often on one only or other our out over own ' +
    "people really she so some sometimes still such than that that's the their them then there these they thing things " +
    "think this those three time to too two up us used very was wasn't we well went were what when where which while who " +
    "why will with won't work would year years yes you you'd you're your favorite favourite enjoy want"
  ).split(' '),
);

/** Lower case, with a plural's or third person's end taken off, so that "dog" meets "dogs". */
export const contentWordsOf = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => word.length > 2 && !empty.has(word))
    .map((word) => (word.length > 3 ? word.replace(/'s$|(?<!s)s$/, '') : word));
