// Tables for the rules that look at several turns or at the profiles.
import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../src/core/conversation/conversation.ts';
import { faultsOf } from '../../../src/core/conversation/faults-of.ts';
import { profileOverlap } from '../../../src/core/conversation/overlap.ts';
import { beekeeperAndDriver, kindsIn, kindsOf, pairOf, talk } from './pairs.ts';

describe('a sequence of turns', () => {
  test('in which a speaker goes on alone has the fault same-speaker-twice', () => {
    const turns: Turn[] = [
      { speaker: 1, text: 'Hello.' },
      { speaker: 1, text: 'Are you there?' },
    ];
    expect(faultsOf({ turns, faults: [] }, beekeeperAndDriver, null)).toEqual([
      { kind: 'same-speaker-twice', turn: 1, text: 'Are you there?' },
    ]);
  });

  test('in which a speaker says one or two words again two turns later repeats no more than people do', () => {
    expect(kindsIn('Me too!', 'Good luck.', 'Me too!')).not.toContain('self-repeat');
  });

  test('in which a speaker says the same two turns later has the fault self-repeat', () => {
    expect(kindsIn('How are you?', 'Fine.', 'How are you?')).toEqual(['self-repeat', 'duplicate-turn']);
  });

  test('in which a text comes twice in different mouths has the fault duplicate-turn alone', () => {
    expect(kindsIn('Good morning.', 'Good morning.')).toEqual(['duplicate-turn']);
  });

  test.each([
    ['See you tomorrow.', false],
    ['See you tomorrow!', false],
    ['See you?"', false],
    ['She said “bye.”', false],
    ['See you…', false],
    ['See you 😀', false],
    ['See you ❤️', false],
    ['See you tomorrow', true],
    ['I would love to,', true],
  ])('ending in "%s": cut off is %s', (last, expected) => {
    expect(kindsIn('Hello there.', last).includes('cut-off')).toBe(expected);
  });

  test.each([
    [1, true],
    [2, false],
    [4, false],
    [5, true],
  ])('of %i turns where 2 to 4 are allowed: the fault length is %s', (count, expected) => {
    const texts = Array.from({ length: count }, (_, index) => `Sentence ${index}.`);
    const faults = faultsOf(talk(...texts), beekeeperAndDriver, { min: 2, max: 4 });
    expect(kindsOf(faults).includes('length')).toBe(expected);
  });

  test("keeps the reader's faults, before its own", () => {
    const read = { kind: 'narration', line: 3, text: '(Later)' } as const;
    const { turns } = talk('Hello [name].');
    expect(kindsOf(faultsOf({ turns, faults: [read] }, beekeeperAndDriver, null))).toEqual([
      'narration',
      'placeholder',
    ]);
  });

  test("without turns has the reader's faults alone", () => {
    const faults = [{ kind: 'null-conversation', text: '' }] as const;
    expect(faultsOf({ turns: [], faults }, beekeeperAndDriver, { min: 2, max: 4 })).toEqual(faults);
  });
});

describe('an attribute', () => {
  test.each([
    ['I keep bees on the roof.', true],
    ['Yes, i KEEP bees - on the roof, you know!', true],
    ['I keep my bees on the roof.', false],
    ['On the roof I keep bees.', false],
  ])('said as "%s": copied is %s', (text, expected) => {
    expect(kindsIn(text, 'I see.').includes('attribute-copied')).toBe(expected);
  });

  test('is copied once, however often it is said', () => {
    const faults = faultsOf(
      talk('I drive a night bus.', 'Oh?', 'I drive a night bus, I said.'),
      beekeeperAndDriver,
      null,
    );
    expect(faults.filter(({ kind }) => kind === 'attribute-copied')).toHaveLength(1);
  });

  test('without content words is still found', () => {
    const faults = faultsOf(talk('Well, I like it.', 'Good.'), pairOf(['I like it.'], ['I sing.']), null);
    expect(kindsOf(faults)).toEqual(['attribute-copied']);
  });

  test('in a list of four and more is a leak of the prompt', () => {
    const pair = pairOf(['I sing.', 'I keep bees.', 'I eat late.', 'I own a boat.'], ['I swim.']);
    const kinds = kindsOf(faultsOf(talk('I sing. I keep bees. I eat late. I own a boat.'), pair, null));
    expect(kinds).toContain('prompt-leak');
    expect(kindsOf(faultsOf(talk('I sing. I keep bees.'), pair, null))).not.toContain('prompt-leak');
  });
});

describe('a claim to an attribute of speaker 2, who drives a night bus,', () => {
  test.each([
    ['I drive the night bus in town.', 'Oh, really.', true],
    ['I drive the night bus in town.', 'So do I, the night bus it is.', false],
    ['I drive the night bus in town.', 'The bus is slow.', true],
    ['Do I look as if I drove a night bus?', 'Oh, really.', false],
    ['I hear that you drive the night bus.', 'Oh, really.', false],
    ['My bus was late.', 'Oh, really.', false],
    ['He drives the night bus.', 'Oh, really.', false],
    ['Yes, a lot.', 'Oh, really.', false],
  ])('"%s" answered by "%s": suspect is %s', (first, second, expected) => {
    expect(kindsIn(first, second).includes('attribution-suspect')).toBe(expected);
  });

  test('is none where speaker 1 has the same in their own profile', () => {
    const pair = pairOf(['I love country music.'], ['My favorite music is country music.']);
    expect(kindsOf(faultsOf(talk('I listen to country music.', 'I see.'), pair, null))).toEqual([]);
  });
});

describe('the overlap with the profiles', () => {
  test.each([
    [['Nice weather, is it not?', 'Rather windy, sadly.'], 0],
    [['I keep bees on a roof.', 'I drive the night bus.'], 1],
    [[], 0],
  ] as const)('of %j is %f', (texts, expected) => {
    expect(profileOverlap(talk(...texts).turns, beekeeperAndDriver)).toBe(expected);
  });

  test('grows with what is repeated', () => {
    const overlapOf = (text: string) =>
      profileOverlap(talk(text, 'Windy weather today.').turns, beekeeperAndDriver);
    expect(overlapOf('My sister paints old trams.')).toBeGreaterThan(overlapOf('My sister paints houses.'));
  });
});
