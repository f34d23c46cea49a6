// Holds the sieve to hiding nothing that the package finds: on spellings made from its own patterns, on disguises, on any
// text, and on real conversations.
import fc from 'fast-check';
import { RegExpMatcher, SyntaxKind, englishDataset, englishRecommendedTransformers } from 'obscenity';
import { describe, expect, test } from 'vitest';
import { mayHaveProfanity, profanityIn } from '../../../src/core/conversation/profanity.ts';
import { parseSpcCsv } from '../../../src/core/formats/spc-csv.ts';
import { realText } from '../real-data.ts';

const lexicon = englishDataset.build();
const matcher = new RegExpMatcher({ ...lexicon, ...englishRecommendedTransformers });

/** What each pattern of the package matches: with its optional parts and without them, gaps filled with "x". */
const spellings = lexicon.blacklistedTerms.flatMap(({ pattern: { nodes } }) =>
  [true, false].map((isFull) =>
    nodes
      .map((node) => {
        if (node.kind === SyntaxKind.Optional && !isFull) return '';
        const inner = node.kind === SyntaxKind.Optional ? node.childNode : node;
        return inner.kind === SyntaxKind.Literal ? String.fromCodePoint(...inner.chars) : 'x';
      })
      .join(''),
  ),
);

const disguises: Readonly<Record<string, (word: string) => string>> = {
  plain: (word) => word,
  capitals: (word) => word.toUpperCase(),
  'leet speak': (word) =>
    word.replace(
      /[aeiosct]/g,
      (letter) => ({ a: '@', e: '3', i: '!', o: '0', s: '$', c: '(', t: '7' })[letter] ?? letter,
    ),
  'long letters': (word) => word.replace(/[aeiouck]/g, '$&$&$&$&'),
  'letters of other alphabets': (word) =>
    word.replace(/a/g, 'а').replace(/e/g, 'é').replace(/i/g, 'ї').replace(/o/g, 'ο'),
  'mathematical letters': (word) =>
    word.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97)),
};

describe('the sieve', () => {
  test.each(Object.entries(disguises))('hides no word of the package in %s', (_, disguise) => {
    const texts = spellings.flatMap((word) => [disguise(word), `So, ${disguise(word)}! What?`]);
    const found = texts.filter((text) => matcher.hasMatch(text));
    expect(found.length).toBeGreaterThan(spellings.length / 2);
    expect(found.filter((text) => !mayHaveProfanity(text))).toEqual([]);
  });

  test('hides nothing in any text of letters, their disguises and marks', () => {
    const unit = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'fuckshitaendporgy') },
      fc.constantFrom(...'@430!|1$57(6/ ,.-_89\n'),
      fc.constantFrom('é', 'а', '’', '…', '😀', 'ｆ', 'Ⓢ', '‐'),
      fc.constantFrom(...spellings),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        if (matcher.hasMatch(text)) expect(mayHaveProfanity(text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test('hides nothing in the 1,000 conversations of spc_valid.csv, and stops few of them', (context) => {
    const texts = parseSpcCsv(realText(context, 'spc_valid.csv')).rows.map(
      ({ conversation }) => conversation,
    );
    const found = texts.filter((text) => matcher.hasMatch(text));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((text) => !mayHaveProfanity(text))).toEqual([]);
    expect(texts.filter(mayHaveProfanity).length).toBeLessThan(60);
  });
});

test('overlapping finds are told once, where they stand', () => {
  expect(profanityIn('Oh, motherfucker and shit.')).toEqual([
    { start: 10, text: 'fuck' },
    { start: 21, text: 'shit' },
  ]);
});
