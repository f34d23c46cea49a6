// Holds every measure to Synthetic-Persona-Chat: figures taken from all of its 21,907 rows, which these parts must meet within
// 5 %. The validation part is a tenth of the rows with the original personas; the other part is all rows with new ones.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { characterBudget, compressionRatio } from '../../../src/core/evaluate/compression.ts';
import { corpusOf } from '../../../src/core/evaluate/corpus.ts';
import { distinctNgrams, mtld, wordBudget } from '../../../src/core/evaluate/distinct.ts';
import { corpusFigures, faultShares } from '../../../src/core/evaluate/figures.ts';
import type { Metric, MetricId } from '../../../src/core/evaluate/metric.ts';
import { nearDuplicates } from '../../../src/core/evaluate/near-duplicates.ts';
import { nextUtterance } from '../../../src/core/evaluate/next-utterance.ts';
import { profileExtraction } from '../../../src/core/evaluate/profile-extraction.ts';
import { selfBleu } from '../../../src/core/evaluate/self-bleu.ts';
import type { Estimate } from '../../../src/core/statistics/interval.ts';
import { published } from './conversations.ts';

const seed = 7;
const gzip = async (text: string) => ({
  plainBytes: Buffer.byteLength(text),
  packedBytes: gzipSync(text).length,
});

const reference = {
  valid: {
    turns: 27.4,
    words: 9.1,
    distinct: [0.081, 0.359, 0.594],
    mtld: 48.2,
    gzip: 3.91,
    bleu: 0.576,
    question: 0.221,
  },
  new: {
    turns: 17.4,
    words: 11.3,
    distinct: [0.084, 0.39, 0.646],
    mtld: 57.2,
    gzip: 3.6,
    bleu: 0.512,
    question: 0.229,
  },
} as const;
const exclamation = { valid: 0.385, new: 0.53 } as const;

const within = (found: Estimate | undefined, wanted: number, share = 0.05) => {
  expect(found?.value).toBeGreaterThan(wanted * (1 - share));
  expect(found?.value).toBeLessThan(wanted * (1 + share));
};
const of = (metrics: readonly Metric[], id: MetricId) => metrics.find((found) => found.id === id);

describe.each(['valid', 'new'] as const)('the published part “%s”', (part) => {
  const wanted = reference[part];

  it('has the corpus figures that were published', (context) => {
    const figures = corpusFigures(corpusOf(published(context, part)));
    within(of(figures, 'turns-per-conversation'), wanted.turns);
    within(of(figures, 'words-per-turn'), wanted.words);
    within(of(figures, 'turns-with-question'), wanted.question);
    // By hand the validation part has .362: its speakers exclaim a little less than those of the other nine tenths.
    within(of(figures, 'turns-with-exclamation'), exclamation[part], part === 'valid' ? 0.065 : 0.05);
  });

  it('has the distinct-n, MTLD, compression and self-BLEU that were published', async (context) => {
    const corpus = corpusOf(published(context, part));
    for (const length of [1, 2, 3] as const)
      within(distinctNgrams(corpus, length, wordBudget, seed), wanted.distinct[length - 1] ?? 0);
    within(mtld(corpus), wanted.mtld);
    within(await compressionRatio(corpus, characterBudget, seed, gzip), wanted.gzip);
    within(selfBleu(corpus, 100, seed), wanted.bleu);
  });

  it('has no near-duplicates, which its makers removed', (context) => {
    expect(nearDuplicates(corpusOf(published(context, part)), seed)).toEqual([]);
  });
});

it('the validation part shows its faults in the published shares', (context) => {
  const shares = new Map(
    faultShares(published(context, 'valid')).map(({ kind, share }) => [kind, share.value]),
  );
  expect(shares.get('placeholder')).toBeGreaterThan(0.3);
  expect(shares.get('agreement-opener')).toBeGreaterThan(0.7);
  expect(shares.get('cut-off')).toBeGreaterThan(0.05);
});

it('on the validation part the own profile helps to predict the next utterance, and the other’s does not', (context) => {
  const found = nextUtterance(published(context, 'valid'), seed);
  const gain = of(found, 'next-self-gain');
  expect(gain?.interval?.low).toBeGreaterThan(0);
  const their = of(found, 'next-their-gain');
  expect(Math.abs(their?.value ?? NaN)).toBeLessThan(0.01);
  expect(their?.value).toBeLessThan(gain?.interval?.low ?? NaN);
  within(of(found, 'next-none'), 0.365);
  within(of(found, 'next-self'), 0.401);
});

it('on the validation part attributes are told from distractors far above chance', (context) => {
  const [first, second] = profileExtraction(published(context, 'valid'), seed);
  // By chance 4.5 of 29.5.
  for (const found of [first, second]) expect(found?.interval?.low).toBeGreaterThan(0.3);
});
