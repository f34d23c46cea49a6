import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { characterCount, compressionRatio } from '../../../src/core/evaluate/compression.ts';
import { copyRate, meanCopyRate } from '../../../src/core/evaluate/copying.ts';
import { corpusOf, totalWords, wordsIn } from '../../../src/core/evaluate/corpus.ts';
import { distinctNgrams, distinctShare, mtld } from '../../../src/core/evaluate/distinct.ts';
import { eigenvalues } from '../../../src/core/evaluate/eigenvalues.ts';
import { selfBleu } from '../../../src/core/evaluate/self-bleu.ts';
import { vendiScore } from '../../../src/core/evaluate/vendi.ts';
import { talkOf } from './conversations.ts';

const corpus = (...texts: readonly string[]) =>
  corpusOf(texts.map((text, index) => talkOf(`c${index}`, text.split('|'))));
const nothing = corpusOf([]);

describe('words', () => {
  it.each([
    ['I don’t know, it’s 5 o’clock!', ['i', "don't", 'know', "it's", '5', "o'clock"]],
    ["'Quoted' rock'n'roll", ['quoted', "rock'n'roll"]],
    ['Čau, naïve Ångström', ['čau', 'naïve', 'ångström']],
    ['… —', []],
  ])('of “%s”', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });
});

describe('distinct-n', () => {
  it('counts different n-grams of the drawn words', () => {
    const words = Uint32Array.from([1, 2, 1, 2, 3]);
    expect(distinctShare(words, 1)).toBe(3 / 5);
    expect(distinctShare(words, 2)).toBe(3 / 4);
    expect(distinctShare(words, 3)).toBe(1);
  });

  it('is not defined where the set has fewer words than the budget, and says how many it has', () => {
    expect(distinctNgrams(corpus('one two three'), 1, 4, 1)).toEqual({ value: null, n: 3, interval: null });
    expect(distinctNgrams(corpus('one two three'), 1, 3, 1).value).toBe(1);
    expect(distinctNgrams(nothing, 1, 10, 1)).toEqual({ value: null, n: 0, interval: null });
  });

  it('depends on the seed, not on the order in which the set is told twice', () => {
    const set = corpus('a b c d', 'a b e f', 'g h a b', 'i j k a');
    expect(distinctNgrams(set, 2, 6, 3)).toEqual(distinctNgrams(set, 2, 6, 3));
  });
});

describe('MTLD', () => {
  it('of two words over and over is a run of ten, forward and backward', () => {
    expect(mtld(corpus('a b a b a b a b a b a b a b a b a b a b')).value).toBeCloseTo(
      20 / (1 + 0.8 / 0.28),
      12,
    );
  });

  it('is not defined on nothing, nor where no word repeats', () => {
    expect(mtld(nothing).value).toBeNull();
    expect(mtld(corpus('one two three')).value).toBeNull();
  });
});

describe('self-BLEU-4', () => {
  it('is 1 where all say the same and 0 where nothing is shared', () => {
    expect(selfBleu(corpus('a b c d e', 'a b c d e', 'a b c d e'), 3, 1).value).toBeCloseTo(1, 12);
    expect(selfBleu(corpus('a b c d e', 'f g h i j'), 2, 1).value).toBe(0);
  });

  it('punishes a text that is shorter than the nearest other', () => {
    // "a b c d" in "a b c d e": every n-gram is shared, exp(1 − 5/4); the other way 4/5, 3/4, 2/3 and 1/2.
    const expected = (Math.exp(1 - 5 / 4) + ((4 / 5) * (3 / 4) * (2 / 3) * (1 / 2)) ** 0.25) / 2;
    expect(selfBleu(corpus('a b c d', 'a b c d e'), 2, 1).value).toBeCloseTo(expected, 12);
  });

  it('needs two that speak', () => {
    expect(selfBleu(corpus('a b c d', '…'), 2, 1)).toEqual({ value: null, n: 1, interval: null });
  });
});

describe('the compression ratio', () => {
  const gzip = async (text: string) => ({ plainBytes: text.length, packedBytes: new Set(text).size });

  it('is taken on as many characters as asked for, and not on fewer', async () => {
    const set = corpus('aaaa|bbbb', 'cccc');
    expect(characterCount(set)).toBe(14);
    expect((await compressionRatio(set, 14, 1, gzip)).n).toBe(14);
    expect(await compressionRatio(set, 15, 1, gzip)).toEqual({ value: null, n: 14, interval: null });
    expect((await compressionRatio(nothing, 0, 1, gzip)).value).toBeNull();
  });
});

describe('the Vendi score', () => {
  const unit = (rows: readonly (readonly number[])[]) =>
    Float32Array.from(rows.flatMap((row) => row.map((value) => value / Math.hypot(...row))));

  it('is the number of things that have nothing in common, and 1 of one thing over and over', () => {
    expect(
      vendiScore(
        unit([
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ]),
        3,
      ).value,
    ).toBeCloseTo(3, 6);
    expect(
      vendiScore(
        unit([
          [1, 2],
          [1, 2],
          [1, 2],
          [1, 2],
        ]),
        2,
      ).value,
    ).toBeCloseTo(1, 6);
    expect(vendiScore(new Float32Array(), 4).value).toBeNull();
  });

  it('is the same whether there are more things or more dimensions', () => {
    const rows = [
      [1, 2, 3],
      [3, 1, 1],
      [1, 1, 0],
      [0, 2, 1],
      [5, 1, 2],
    ];
    const wide = rows.map((row) => [...row, 0, 0, 0, 0]);
    expect(vendiScore(unit(wide), 7).value).toBeCloseTo(vendiScore(unit(rows), 3).value ?? NaN, 6);
  });
});

describe('eigenvalues', () => {
  it('of a symmetric matrix have its trace, its sum of squares, and are found again from their vectors', () => {
    const entries = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 36, maxLength: 36 });
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 6 }), (values, size) => {
        const at = (row: number, column: number) =>
          values[Math.min(row, column) * 6 + Math.max(row, column)] ?? 0;
        const matrix = Float64Array.from({ length: size * size }, (_, place) =>
          at(Math.floor(place / size), place % size),
        );
        const trace = Array.from({ length: size }, (_, row) => at(row, row)).reduce(
          (sum, value) => sum + value,
          0,
        );
        const squares = matrix.reduce((sum, value) => sum + value * value, 0);
        const found = eigenvalues(matrix, size);
        expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 8);
        expect(found.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(squares, 6);
      }),
    );
  });

  it('are found beside entries so small that their products are zero', () => {
    const found = [
      ...eigenvalues(Float64Array.from([0, 5, 1e-237, 5, -5e-323, 1e-323, 1e-237, 1e-323, 7e-323]), 3),
    ];
    expect(found.sort((a, b) => a - b)).toEqual([-5, 0, 5].map((value) => expect.closeTo(value, 12)));
  });

  it('of a known matrix are known', () => {
    const found = [...eigenvalues(Float64Array.from([2, -1, 0, -1, 2, -1, 0, -1, 2]), 3)].sort(
      (a, b) => a - b,
    );
    expect(found[0]).toBeCloseTo(2 - Math.SQRT2, 12);
    expect(found[1]).toBeCloseTo(2, 12);
    expect(found[2]).toBeCloseTo(2 + Math.SQRT2, 12);
  });
});

describe('the copy rate', () => {
  const turns = (...texts: readonly string[]) => talkOf('c', texts).turns;

  it('is the share of runs of five words that an exemplar has', () => {
    const exemplar = turns('I keep bees on the roof of my house.');
    expect(copyRate(turns('Well, I keep bees on the roof!'), [exemplar])).toBe(2 / 3);
    expect(copyRate(turns('I drive a bus at night.'), [exemplar])).toBe(0);
  });

  it('is not defined without exemplars, nor on turns too short to be copies', () => {
    expect(copyRate(turns('I keep bees on the roof.'), [])).toBeNull();
    expect(copyRate(turns('Hi there.'), [turns('Hi there.')])).toBeNull();
    expect(meanCopyRate([null, 0.5, 0.25, null])).toMatchObject({ value: 0.375, n: 2 });
  });
});

it('words of a set are counted over all conversations', () => {
  expect(totalWords(corpus('a b|c', 'd'))).toBe(4);
});
