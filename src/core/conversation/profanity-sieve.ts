// Owns a fast first look for a lexicon of the obscenity package. The package rewrites a text character by character
// (capitals, "$" for "s", "loooong" for "loong") and then tries more than a hundred patterns on it, one after the other. The
// sieve rewrites the same way and looks for all patterns at once (Aho & Corasick 1975), at one table look-up a character.
// Nothing of the lexicon stands here: the tables are made from the package's own patterns and transformers. The sieve knows
// no exceptions ("Dickens"), so what it stops is still to be asked of the package; what it lets pass is clean.
import { SyntaxKind, type ParsedPattern, type RegExpMatcherOptions } from 'obscenity';

type Transformers = NonNullable<RegExpMatcherOptions['blacklistMatcherTransformers']>;

/** Kinds of characters after rewriting: no part of a word · a letter (1 … 26) · a digit or "_", which is part of one. */
const noWord = 0;
const otherWord = 27;
const kindCount = 28;
const allKinds = Array.from({ length: kindCount }, (_, kind) => kind);
/** Latin, Greek, Cyrillic, typographic marks, arrows, circled letters. What lies beyond is asked of the package. */
const knownCodes = 0x3000;

export function sieveFor(
  patterns: readonly ParsedPattern[],
  transformers: Transformers,
): (text: string) => boolean {
  const { next, matched } = automatonFor(patterns.flatMap(spellings));
  const { kinds, kept } = rewriting(transformers);
  const atStart = next[noWord] as number;

  return (text) => {
    let state = atStart;
    let last = noWord;
    let run = 1;
    for (let index = 0; index <= text.length; index += 1) {
      const code = index < text.length ? text.charCodeAt(index) : 0;
      if (code >= knownCodes) return true;
      const kind = kinds[code] as number;
      run = kind === last ? run + 1 : 1;
      last = kind;
      if (run > (kept[kind] as number)) continue;
      state = next[state * kindCount + kind] as number;
      if (state === matched) return true;
    }
    return false;
  };
}

/** What the package's transformers make of each character, and how often it may stand in a row: asked of themselves. */
function rewriting(transformers: Transformers): { kinds: Uint8Array; kept: Uint8Array } {
  const kinds = new Uint8Array(knownCodes);
  const kept = new Uint8Array(kindCount).fill(1);
  for (let code = 0; code < knownCodes; code += 1) {
    let rewritten: number | undefined = code;
    let times = 1;
    for (const transformer of transformers) {
      if (rewritten === undefined) break;
      if ('transform' in transformer) rewritten = transformer.transform(rewritten);
      else times = timesKept(transformer, rewritten);
    }
    const kind = kindOf(rewritten);
    kinds[code] = kind;
    if (kind !== noWord && kind !== otherWord) kept[kind] = times;
  }
  return { kinds, kept };
}

function timesKept(transformer: Extract<Transformers[number], { factory: unknown }>, code: number): number {
  const stateful = transformer.factory();
  return [1, 2, 3].filter(() => stateful.transform(code) !== undefined).length;
}

function kindOf(code: number | undefined): number {
  if (code === undefined) return noWord;
  if (code >= 97 && code <= 122) return code - 96;
  return /\w/.test(String.fromCodePoint(code)) ? otherWord : noWord;
}

/** The kinds that a pattern matches, one list for each way to take or leave its optional parts and to fill its gaps. */
function spellings({
  nodes,
  requireWordBoundaryAtStart,
  requireWordBoundaryAtEnd,
}: ParsedPattern): number[][] {
  let all: number[][] = [requireWordBoundaryAtStart ? [noWord] : []];
  for (const node of nodes) {
    const inner = node.kind === SyntaxKind.Optional ? node.childNode : node;
    if (inner.kind !== SyntaxKind.Literal && inner.kind !== SyntaxKind.Wildcard) continue;
    const fillings =
      inner.kind === SyntaxKind.Literal ? [inner.chars.map(kindOf)] : allKinds.map((kind) => [kind]);
    const longer = all.flatMap((spelling) => fillings.map((filling) => [...spelling, ...filling]));
    all = node.kind === SyntaxKind.Optional ? [...all, ...longer] : longer;
  }
  return requireWordBoundaryAtEnd ? all.map((spelling) => [...spelling, noWord]) : all;
}

interface Automaton {
  /** State × kind → state; 0 is the start. */
  readonly next: Uint16Array;
  /** The state in which a pattern has been found. */
  readonly matched: number;
}

function automatonFor(words: readonly (readonly number[])[]): Automaton {
  const matched = 1;
  const trie: Map<number, number>[] = [new Map(), new Map()];
  for (const word of words) {
    let state = 0;
    for (const [index, kind] of word.entries()) {
      const branches = trie[state] as Map<number, number>;
      const known = branches.get(kind);
      if (known === matched) break;
      const target = index === word.length - 1 ? matched : (known ?? trie.push(new Map()) - 1);
      branches.set(kind, target);
      state = target;
    }
  }
  return { next: completed(trie, matched), matched };
}

/** Every state gets an answer to every kind: where it has none of its own, that of the longest end it shares. */
function completed(trie: readonly ReadonlyMap<number, number>[], matched: number): Uint16Array {
  const next = new Uint16Array(trie.length * kindCount);
  const fallback = new Uint16Array(trie.length);
  const queue = [0];
  for (const state of queue) {
    for (const kind of allKinds) {
      const place = state * kindCount + kind;
      const target = trie[state]?.get(kind);
      const instead = state === 0 ? 0 : (next[(fallback[state] as number) * kindCount + kind] as number);
      // A shorter pattern may end inside of a longer one.
      if (target === undefined || instead === matched) next[place] = instead;
      else {
        next[place] = target;
        if (target === matched) continue;
        fallback[target] = instead;
        queue.push(target);
      }
    }
  }
  return next;
}
