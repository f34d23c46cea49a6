// Near-duplicates by words and by meaning, and which of them is the better one.
import { describe, expect, it } from 'vitest';
import { corpusOf, type Measurable } from '../../../src/core/evaluate/corpus.ts';
import { meaningTwins } from '../../../src/core/evaluate/meaning-twins.ts';
import { findTwins } from '../../../src/core/evaluate/twins.ts';
import { talkOf } from './conversations.ts';

const sentences = (topic: string) => [
  `I have always loved ${topic} more than anything else in the world.`,
  `Tell me why you love ${topic} so very much, my dear friend.`,
  `Because nothing makes me as calm as ${topic} on a rainy Sunday.`,
];
const talk = (id: string, topic: string): Measurable => talkOf(id, sentences(topic));

/** A direction by topic: whatever speaks of the sea is near, in whichever words. */
const embed = (texts: readonly string[]) => {
  const directionOf = (text: string) =>
    /sea|ocean/.test(text) ? [1, 0.1, 0] : /bees/.test(text) ? [0, 1, 0] : [0, 0, 1];
  const vectors = texts.flatMap((text) => {
    const direction = directionOf(text);
    const size = Math.hypot(...direction);
    return direction.map((value) => value / size);
  });
  return Promise.resolve({ vectors: Float32Array.from(vectors), dimensions: 3 });
};
const equal = () => 0;

describe('twins by meaning', () => {
  it('are those whose turns point the same way, in whichever words', async () => {
    const found = await meaningTwins(
      [talk('a', 'the sea'), talk('b', 'bees'), talk('c', 'the ocean')],
      embed,
      1,
    );
    expect(found).toMatchObject([{ first: 0, second: 2 }]);
    expect(found[0]?.likeness).toBeCloseTo(1, 5);
  });

  it('are not looked for in greetings, nor where there is one conversation', async () => {
    const greeting = talkOf('g', ['Hi!', 'Hello there.']);
    expect(await meaningTwins([greeting, greeting], embed, 1)).toEqual([]);
    expect(await meaningTwins([talk('a', 'the sea')], embed, 1)).toEqual([]);
  });

  it('come after those by words, and none is listed twice', async () => {
    const corpus = corpusOf([
      talk('a', 'the sea'),
      talk('b', 'the sea'),
      talkOf('c', ['The ocean is all I ever wanted to see.']),
    ]);
    const { shown } = await findTwins(corpus, embed, equal, 1);
    expect(shown.map(({ firstId, secondId, by }) => [firstId, secondId, by])).toEqual([
      ['a', 'b', 'words'],
      ['a', 'c', 'meaning'],
      ['b', 'c', 'meaning'],
    ]);
  });
});

describe('what is spare', () => {
  const corpus = corpusOf([
    talk('a', 'bees'),
    talk('b', 'bees'),
    talk('c', 'bees'),
    talk('d', 'trams and their old rails'),
  ]);

  it('is all of a group but its earliest where they are equally good', async () => {
    const { spareIds } = await findTwins(corpus, null, equal, 1);
    expect([...spareIds].sort()).toEqual(['b', 'c']);
  });

  it('is all but the best one where one is better', async () => {
    const { spareIds } = await findTwins(corpus, null, ({ id }) => Number(id === 'c'), 1);
    expect([...spareIds].sort()).toEqual(['a', 'b']);
  });

  it('leaves no two twins, and takes none that has no twin left', async () => {
    const { spareIds } = await findTwins(corpus, null, ({ id }) => Number(id === 'b'), 1);
    const left = corpusOf(corpus.conversations.filter(({ id }) => !spareIds.includes(id)));
    expect((await findTwins(left, null, equal, 1)).spareIds).toEqual([]);
    expect(left.conversations.map(({ id }) => id)).toEqual(['b', 'd']);
  });
});
