import { describe, expect, it } from 'vitest';
import { nextUtterance } from '../../../src/core/evaluate/next-utterance.ts';
import { profileExtraction } from '../../../src/core/evaluate/profile-extraction.ts';
import { cosine, learnTfIdf, NearestVector } from '../../../src/core/evaluate/tf-idf.ts';
import { pairOf } from '../conversation/pairs.ts';
import { talkOf } from './conversations.ts';

describe('tf-idf', () => {
  const { vectorOf, vocabularySize } = learnTfIdf(['the cat sat', 'the dog sat', 'a bird']);

  it('weighs rare words more, and vectors have length 1', () => {
    const [common, rare] = [vectorOf('the'), vectorOf('the cat')];
    expect(cosine(common, common)).toBeCloseTo(1, 12);
    expect(cosine(rare, vectorOf('cat'))).toBeGreaterThan(cosine(rare, common));
    // ln(4/2) + 1 and ln(4/3) + 1.
    expect(cosine(rare, common)).toBeCloseTo(
      1.2876820724517808 / Math.hypot(1.2876820724517808, 1.6931471805599454),
      12,
    );
  });

  it('knows nothing of words that it has not met, nor of words of one letter', () => {
    expect(vectorOf('a zebra').words).toHaveLength(0);
    expect(cosine(vectorOf('zebra'), vectorOf('zebra'))).toBe(0);
  });

  it('finds the nearest, the first of equals, and the first of all where nothing is near', () => {
    const nearest = new NearestVector(['the dog', 'cat', 'cat'].map(vectorOf), vocabularySize);
    expect(nearest.nearestTo(vectorOf('cat sat'))).toBe(1);
    expect(nearest.nearestTo(vectorOf('zebra'))).toBe(0);
  });
});

const topics = Array.from({ length: 60 }, (_, index) => `topic${index % 20}`);
/** Speaker 1 asks, speaker 2 answers from their own profile alone. */
const interviews = topics.map((topic, index) =>
  talkOf(
    `i${index}`,
    [
      'What do you like?',
      `Oh, surely ${topic} thing${index}.`,
      'Tell me more about it.',
      `It is ${topic} all day long.`,
    ],
    pairOf([`I collect stamps${index}.`], [`I adore ${topic}.`]),
  ),
);

describe('next-utterance prediction', () => {
  const valueOf = (id: string, found = nextUtterance(interviews, 5)) => found.find((each) => each.id === id);

  it('is better with the profile of who speaks, and not with the other’s', () => {
    expect(valueOf('next-self')?.value).toBeGreaterThan((valueOf('next-none')?.value ?? NaN) + 0.2);
    expect(valueOf('next-self-gain')?.interval?.low).toBeGreaterThan(0);
    expect(valueOf('next-their-gain')?.value).toBeCloseTo(0, 1);
  });

  it('asks every turn but the first of one conversation in five', () => {
    expect(valueOf('next-none')?.n).toBe(12 * 3);
  });

  it('is the same for the same seed, and not defined where there is nothing to ask', () => {
    expect(nextUtterance(interviews, 5)).toEqual(nextUtterance(interviews, 5));
    for (const few of [[], interviews.slice(0, 1), interviews.slice(0, 5)])
      expect(valueOf('next-self', nextUtterance(few, 5))).toMatchObject({
        value: null,
        n: 0,
        interval: null,
      });
  });

  it('tells how far it is', () => {
    const heard: number[] = [];
    nextUtterance(interviews, 5, (share) => heard.push(share));
    expect(heard).toHaveLength(12);
    expect(Math.max(...heard)).toBeLessThan(1);
  });
});

describe('profile extraction', () => {
  it('finds attributes that are spoken of, and by chance those that are not', () => {
    const [first, second] = profileExtraction(interviews, 5);
    expect(second).toMatchObject({ id: 'extraction-2', value: 1, n: 60 });
    // Speaker 1 never speaks of stamps: one of 26 equals.
    expect(first?.value).toBeCloseTo(1 / 26, 1);
  });

  it('needs 25 other attributes', () => {
    expect(profileExtraction(interviews.slice(0, 10), 5).map(({ value }) => value)).toEqual([null, null]);
  });
});
