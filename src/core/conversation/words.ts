// Owns what counts as a word, and which words carry content. An apostrophe ends a word: "mother's" is "mother", and what
// is left of "don't" is a function word.

/** Function words, small talk, and the verbs that nearly every attribute has. */
const emptyWords = new Set(
  (
    'about after ain all also always and another any anything are aren around because been before being best big both but ' +
    'came can come could couldn day days did didn does doesn doing don done down each else enjoy even ever every everyone ' +
    'everything favorite favourite few for from fun get getting give goes going gone gonna good got great had has hasn ' +
    'have haven having hello her here hers him his hobbies hobby how into isn its just keep know let like liked likes ' +
    'little live lot lots love loved lucky made make making many may maybe mine more most much must myself nearly need ' +
    'never new next nice not nothing now off often okay old one only other our out over own people pretty probably put ' +
    'quite rather really right said same saw say see she should since some someday someone something sometime soon still ' +
    'such sure take than thank thanks that the their them then there these they thing things think this those thought ' +
    'three time times today together too took two under until usually very want wanted was wasn way well went were weren ' +
    'what when where which while who why will wish with won work would wouldn wow year years yes yet you your yours'
  ).split(' '),
);

const word = /[\p{L}\p{N}]{3,}/gu;

/** Without a plural's or third person's end, so that "dog" meets "dogs". */
const stemOf = (text: string): string =>
  text.length > 3 && text.endsWith('s') && !text.endsWith('ss') ? text.slice(0, -1) : text;

/** In lower case and without endings, in order, with repetitions. */
export const contentWordsOf = (text: string): string[] =>
  (text.toLowerCase().match(word) ?? []).filter((found) => !emptyWords.has(found)).map(stemOf);

/** Only letters and digits, single spaces between: texts that differ in case and punctuation alone become the same. */
export const bareTextOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const offset = 0x811c9dc5;
const prime = 0x01000193;
const letterS = 115;

/** The hash under which `eachWord` shows a content word. */
export function wordHash(text: string): number {
  let hash = offset;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  return hash;
}

/**
 * Shows the hash of each word of three letters or more, its ending taken off, and the line where it stands. The rules
 * look for a few words in every turn of thousands of conversations; this finds them without making a string of each word.
 * `text` is in lower case. Two words may share a hash: who needs to be sure compares the words.
 */
export function eachWord(text: string, show: (hash: number, line: number) => void): void {
  let hash = offset;
  let before = offset;
  let start = 0;
  let line = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : lineFeed;
    if (partOfWord[code] === 1) {
      before = hash;
      hash = Math.imul(hash ^ code, prime);
      continue;
    }
    const length = index - start;
    if (length > 2) {
      const isEnding =
        length > 3 && text.charCodeAt(index - 1) === letterS && text.charCodeAt(index - 2) !== letterS;
      show(isEnding ? before : hash, line);
    }
    if (code === lineFeed) line += 1;
    start = index + 1;
    hash = offset;
  }
}

const lineFeed = 10;

/** By code unit. Typographic marks and halves of emoji are no parts of words; everything else above ASCII may be a letter. */
const partOfWord = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  if (code < 128) return Number((code >= 97 && code <= 122) || (code >= 48 && code <= 57));
  const isMark = (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f);
  return Number(code >= 0xc0 && !isMark && !(code >= 0xd800 && code <= 0xdfff));
});
