import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ThoughtFilter } from '../../../src/engine/thought-filter.ts';

function filtered(pieces: readonly string[]): string {
  const filter = new ThoughtFilter();
  return pieces.map((piece) => filter.pass(piece)).join('') + filter.finish();
}

describe('The thought filter', () => {
  test.each([
    ['leaves a text without thoughts as it is', 'User 1: Hello.\nUser 2: Hi!', 'User 1: Hello.\nUser 2: Hi!'],
    ['takes out a thought and the white space behind it', '<think>\nWell.\n</think>\n\nYes.', 'Yes.'],
    ['takes out an empty thought', '<think>\n\n</think>\n\nYes.', 'Yes.'],
    ['takes out a thought in the middle', 'One <think>hm</think> two', 'One two'],
    ['takes out several', '<think>a</think>1<think>b</think>2', '12'],
    ['says nothing of a thought that never ends', '<think>On and on', ''],
    ['keeps what only looks like a mark', 'a < b and <thin> air', 'a < b and <thin> air'],
    ['keeps a mark that never came about', 'less <thi', 'less <thi'],
    ['keeps an end without a beginning', 'so </think> it is', 'so </think> it is'],
  ])('%s', (_what, text, expected) => {
    expect(filtered([text])).toBe(expected);
    expect(filtered([...text])).toBe(expected);
  });

  test('gives the same text wherever the pieces are cut', () => {
    const words = fc.array(
      fc.constantFrom('<think>', '</think>', '<', '/', 'think', '>', ' ', '\n', 'a', 'b'),
    );
    fc.assert(
      fc.property(words, fc.array(fc.nat(40)), (tokens, cuts) => {
        const text = tokens.join('');
        const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort(
          (one, other) => one - other,
        );
        const pieces = [0, ...places].map((place, index) => text.slice(place, places[index] ?? text.length));
        expect(pieces.join('')).toBe(text);
        expect(filtered(pieces)).toBe(filtered([text]));
      }),
    );
  });

  test('holds back no more than the beginning of a mark', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('<'));
        expect(new ThoughtFilter().pass(`x${text}`)).toBe(`x${text}`);
      }),
    );
  });
});
