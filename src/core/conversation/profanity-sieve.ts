// Owns a fast first look for a lexicon of the obscenity package. The package rewrites a text character by character
// (capitals, "$" for "s", "loooong" for "loong") and then tries each of its patterns, which takes milliseconds per
// conversation. Whatever a pattern matches has some four characters in a row that can be told beforehand. So: rewrite
// once the same way, and look each four neighbouring characters up in a table made from the patterns. What is in the table
// may be profane; everything else is not. Nothing of the lexicon stands here: the table is made from the package's data.
import { SyntaxKind, type ParsedPattern, type RegExpMatcherOptions } from 'obscenity';

type Transformers = NonNullable<RegExpMatcherOptions['blacklistMatcherTransformers']>;

/** Kinds of characters after rewriting: no part of a word · a letter (1 … 26) · a digit or "_", which is part of one. */
const noWord = 0;
const otherWord = 27;
const kindCount = 28;
const bitsPerKind = 5;
/** Four kinds side by side. */
const tableSize = 1 << (4 * bitsPerKind);
const asciiCount = 128;

export function sieveFor(
  patterns: readonly ParsedPattern[],
  transformers: Transformers,
): (text: string) => boolean {
  const table = new Uint8Array(tableSize);
  for (const pattern of patterns)
    for (const kinds of spellings(pattern)) for (const key of keysOf(rarestFour(kinds))) table[key] = 1;
  const { kinds, kept } = rewriting(transformers);

  return (text) => {
    let key = 0;
    let last = noWord;
    let run = 0;
    for (let index = 0; index <= text.length; index += 1) {
      const code = index < text.length ? text.charCodeAt(index) : 32;
      // Letters beyond ASCII may stand for any of ours; the package knows which.
      if (code >= asciiCount && isDisguise(code)) return true;
      const kind = code < asciiCount ? (kinds[code] as number) : noWord;
      if (kind === last) {
        run += 1;
        if (run > (kept[kind] as number)) continue;
      } else {
        last = kind;
        run = 1;
      }
      key = ((key << bitsPerKind) | kind) & (tableSize - 1);
      if (table[key] === 1) return true;
    }
    return false;
  };
}

/** Typographic quotes, dashes and the ellipsis are in most texts and in no disguise. */
const isDisguise = (code: number): boolean => code < 0x2010 || code > 0x2026;

/** What the package's transformers make of each ASCII character, asked of the transformers themselves. */
function rewriting(transformers: Transformers): { kinds: Uint8Array; kept: Uint8Array } {
  const kinds = new Uint8Array(asciiCount);
  const kept = new Uint8Array(kindCount).fill(1);
  for (let code = 0; code < asciiCount; code += 1) {
    let rewritten: number | undefined = code;
    let times = 3;
    for (const transformer of transformers) {
      if (rewritten === undefined) break;
      if ('transform' in transformer) rewritten = transformer.transform(rewritten);
      else {
        const { transform } = bound(transformer.factory());
        const letter: number = rewritten;
        times = [1, 2, 3].filter(() => transform(letter) !== undefined).length;
      }
    }
    const kind = kindOf(rewritten);
    kinds[code] = kind;
    if (kind !== noWord && kind !== otherWord) kept[kind] = times;
  }
  return { kinds, kept };
}

const bound = <T extends { transform(code: number): number | undefined }>(transformer: T) => ({
  transform: (code: number) => transformer.transform(code),
});

function kindOf(code: number | undefined): number {
  if (code === undefined) return noWord;
  if (code >= 97 && code <= 122) return code - 96;
  return /\w/.test(String.fromCharCode(code)) ? otherWord : noWord;
}

/** null: any character. */
type Kinds = readonly (number | null)[];

/** A pattern with each of its optional parts and without it. */
function spellings({ nodes, requireWordBoundaryAtStart, requireWordBoundaryAtEnd }: ParsedPattern): Kinds[] {
  let all: Kinds[] = [requireWordBoundaryAtStart ? [noWord] : []];
  for (const node of nodes) {
    const inner = node.kind === SyntaxKind.Optional ? node.childNode : node;
    if (inner.kind !== SyntaxKind.Literal && inner.kind !== SyntaxKind.Wildcard) continue;
    const kinds: Kinds = inner.kind === SyntaxKind.Literal ? inner.chars.map(kindOf) : [null];
    const longer = all.map((spelling) => [...spelling, ...kinds]);
    all = node.kind === SyntaxKind.Optional ? [...all, ...longer] : longer;
  }
  return requireWordBoundaryAtEnd ? all.map((spelling) => [...spelling, noWord]) : all;
}

/** English letters, the frequent first; the ends of words are more frequent than any. */
const byFrequency = ' etaoinshrdlcumwfgypbvkjxqz';

/** Of the four-character parts, the one that is rarest in English; short patterns are filled up with anything. */
function rarestFour(kinds: Kinds): Kinds {
  const filled: Kinds = kinds.length < 4 ? [...kinds, null, null, null].slice(0, 4) : kinds;
  const parts = filled.slice(3).map((_, start) => filled.slice(start, start + 4));
  return parts.reduce((best, part) => (rarity(part) > rarity(best) ? part : best));
}

const rarity = (part: Kinds): number =>
  part.reduce<number>((sum, kind) => {
    if (kind === null) return sum - byFrequency.length;
    return sum + byFrequency.indexOf(kind === noWord ? ' ' : String.fromCharCode(96 + kind));
  }, 0);

function keysOf(part: Kinds): number[] {
  let keys = [0];
  for (const kind of part) {
    const possible = kind === null ? Array.from({ length: kindCount }, (_, index) => index) : [kind];
    keys = keys.flatMap((key) => possible.map((next) => (key << bitsPerKind) | next));
  }
  return keys;
}
