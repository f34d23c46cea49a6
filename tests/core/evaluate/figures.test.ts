import { describe, expect, it } from 'vitest';
import { corpusOf } from '../../../src/core/evaluate/corpus.ts';
import { categoryCoverage, corpusFigures, faultShares } from '../../../src/core/evaluate/figures.ts';
import { duplicateShare, nearDuplicates } from '../../../src/core/evaluate/near-duplicates.ts';
import { ratioOf } from '../../../src/core/evaluate/ratio.ts';
import { sharedSpans } from '../../../src/core/evaluate/shared-spans.ts';
import { shuffle } from '../../../src/core/random.ts';
import { talkOf } from './conversations.ts';

describe('corpus figures', () => {
  const conversations = [
    talkOf('a', ['Hello there!', 'Hi. How are you?']),
    talkOf('b', ['HELLO there', 'Fine day, is it not?', 'It is.', 'Bye!']),
    talkOf('c', []),
  ];
  const valueOf = (id: string) => corpusFigures(corpusOf(conversations)).find((figure) => figure.id === id);

  it.each([
    ['conversations', 3, 3],
    ['turns-per-conversation', 3, 2],
    ['words', 16, 3],
    ['words-per-turn', 16 / 6, 6],
    ['turns-with-question', 2 / 6, 6],
    ['turns-with-exclamation', 2 / 6, 6],
    ['distinct-openings', 1 / 2, 2],
    ['attributes', 4, 12],
    ['attributes-per-profile', 2, 6],
  ])('%s', (id, value, n) => {
    expect(valueOf(id)?.value).toBeCloseTo(value, 12);
    expect(valueOf(id)?.n).toBe(n);
  });

  it('of nothing are not defined, but for what is counted', () => {
    for (const { id, value } of corpusFigures(corpusOf([])))
      expect(value).toBe(['conversations', 'words', 'attributes'].includes(id) ? 0 : null);
  });

  it('give the share of conversations with each fault', () => {
    const faulty = {
      ...talkOf('d', ['x']),
      faults: [
        { kind: 'placeholder' as const, text: '' },
        { kind: 'placeholder' as const, text: '' },
      ],
    };
    const shares = faultShares([...conversations, faulty]);
    expect(shares.find(({ kind }) => kind === 'placeholder')?.share).toMatchObject({ value: 0.25, n: 4 });
    expect(shares.find(({ kind }) => kind === 'narration')?.share.value).toBe(0);
  });

  it('give the share of categories that the profiles reach', () => {
    const categoryOf = ({ text }: { readonly text: string }) =>
      text.includes('bees') ? 'animals' : undefined;
    expect(categoryCoverage(conversations, ['animals', 'sports'], categoryOf)).toMatchObject({
      value: 0.5,
      n: 2,
    });
    expect(categoryCoverage(conversations, [], categoryOf).value).toBeNull();
    expect(categoryCoverage(conversations, ['sports'], () => undefined).value).toBeNull();
  });
});

describe('a ratio over conversations', () => {
  it('has an interval that grows where parts of one conversation hang together', () => {
    const even = Array.from({ length: 50 }, (_, index) => ({ part: 10 + (index % 2), whole: 20 }));
    const clumped = Array.from({ length: 50 }, (_, index) => ({ part: index % 2 === 0 ? 0 : 21, whole: 20 }));
    const width = (parts: typeof even) => {
      const { interval } = ratioOf(parts);
      return (interval?.high ?? NaN) - (interval?.low ?? NaN);
    };
    expect(ratioOf(even).value).toBeCloseTo(ratioOf(clumped).value ?? NaN, 12);
    expect(width(clumped)).toBeGreaterThan(10 * width(even));
  });

  it('of nothing is nothing, of one conversation has no interval', () => {
    expect(ratioOf([])).toEqual({ value: null, n: 0, interval: null });
    expect(ratioOf([{ part: 1, whole: 4 }])).toEqual({ value: 0.25, n: 4, interval: null });
  });
});

const vocabulary = Array.from({ length: 400 }, (_, index) => `word${index}`);
const textOf = (seed: number) => shuffle(vocabulary, seed).slice(0, 60).join(' ');

describe('near-duplicates', () => {
  const originals = Array.from({ length: 60 }, (_, index) => talkOf(`o${index}`, [textOf(index + 1)]));
  const twin = talkOf('twin', [
    `${textOf(5).split(' ').slice(0, 55).join(' ')} and then something else entirely`,
  ]);
  const empty = talkOf('empty', []);

  it('are found with their likeness, and nothing else is', () => {
    const found = nearDuplicates(corpusOf([...originals, twin, empty, empty]), 3);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ first: 4, second: 60 });
    // 52 of 57 + 57 − 52 shingles.
    expect(found[0]?.likeness).toBeCloseTo(52 / 62, 2);
  });

  it('count all but the first of a group as too many', () => {
    const set = corpusOf(
      [originals[0], originals[0], originals[0], originals[1]].flatMap((one) => one ?? []),
    );
    const found = nearDuplicates(set, 3);
    expect(found).toHaveLength(3);
    expect(duplicateShare(found, 4)).toMatchObject({ value: 0.5, n: 4 });
  });

  it('are found nine times of ten where six of ten shingles are shared', () => {
    const pairs = originals.flatMap((original, index) => {
      const words = textOf(index + 1).split(' ');
      const other = textOf(index + 1000).split(' ');
      return [original, talkOf(`p${index}`, [[...words.slice(0, 46), ...other.slice(0, 14)].join(' ')])];
    });
    expect(nearDuplicates(corpusOf(pairs), 3).length).toBeGreaterThan(0.85 * originals.length);
  });
});

it('shared spans are runs of five words within a turn, marked in both texts whatever their case', () => {
  const first = talkOf('a', ['Well, I keep bees on the roof of my house.', 'Nice to hear.']).turns;
  const second = talkOf('b', ['Nice to hear.', 'So you KEEP BEES on the roof, of my house?']).turns;
  const { first: inFirst, second: inSecond } = sharedSpans(first, second);
  const shown = (turns: typeof first, spans: typeof inFirst) =>
    spans.map(({ turn, span }) => turns[turn]?.text.slice(...span));
  expect(shown(first, inFirst)).toEqual(['keep bees on the roof of my house']);
  expect(shown(second, inSecond)).toEqual(['KEEP BEES on the roof, of my house']);
});
