// Holds the pass over hashes to the words that the slow and plain way finds.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareTextOf, contentWordsOf, eachWord, wordHash } from '../../../src/core/conversation/words.ts';

function shownIn(text: string): (readonly [hash: number, line: number])[] {
  const shown: (readonly [number, number])[] = [];
  eachWord(text, (hash, line) => shown.push([hash, line]));
  return shown;
}

describe('each word', () => {
  test('is shown with its line and without its ending', () => {
    expect(shownIn("dogs, i'd pass\n\nmother’s bus 42nd…")).toEqual([
      [wordHash('dog'), 0],
      [wordHash('pass'), 0],
      [wordHash('mother'), 2],
      [wordHash('bus'), 2],
      [wordHash('42nd'), 2],
    ]);
  });

  test('that carries content is shown under its hash, whatever the text', () => {
    const unit = fc.constantFrom(
      ...'abcdegmnorstuéß09',
      's',
      's',
      ' ',
      ' ',
      "'",
      '’',
      '.',
      '-',
      '\n',
      '😀',
      '—',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
        const shown = new Set(shownIn(text).map(([hash]) => hash));
        for (const word of contentWordsOf(text)) expect(shown, word).toContain(wordHash(word));
      }),
    );
  });
});

test.each([
  ['I do not drive because i live in New York.', ['drive', 'york']],
  ['Yes, a lot.', []],
  ["My mother's buses pass by.", ['mother', 'buse', 'pass']],
  ['', []],
])('the content words of "%s" are %j', (text, expected) => {
  expect(contentWordsOf(text)).toEqual(expected);
});

test.each([
  ['  Hello,   WORLD! ', 'hello world'],
  ['I’m 7 — or am I?', 'i m 7 or am i'],
  ['…', ''],
])('the bare text of "%s" is "%s"', (text, expected) => {
  expect(bareTextOf(text)).toBe(expected);
});
