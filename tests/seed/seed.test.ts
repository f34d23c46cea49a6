// Holds the bundled personas and conversations to their promises: the seeds teach every run that starts from them.
import { describe, expect, test } from 'vitest';
import { attributes, attributesOf, examples, pairs, profiles, seeds } from './bundled-files.ts';
import { agreementOpener, claimedByTheOther, copiedIn, copies, repeatedIn, unwantedIn } from './wording.ts';

const wellWritten = [...seeds, ...examples.filter(({ kept }) => kept)];
const everyConversation = [...seeds, ...examples];

describe('the looks at wording', () => {
  test.each([
    ['Hello [your name]!', 'square brackets'],
    ['Nice to meet you, User 1.', 'a speaker label'],
    ['Anna: Hello there.', 'a name before a colon, as in a script'],
    ['Well (laughs), yes.', 'a stage direction'],
    ['Write to me@example.test today.', 'an e-mail address'],
    ['It is on www.example.test now.', 'a web address'],
    ['Ring 555 0100 22 tonight.', 'a phone number'],
  ])('"%s" is found to have %s', (text, name) => {
    expect(unwantedIn(text)).toContain(name);
  });

  test.each([
    ['Yes, I have two dogs at home.', 'I have two dogs.', true],
    ['My dogs are two.', 'I have two dogs.', false],
    ['He learned to cook at the age of ten.', 'I learned to cook at the age of fifty.', true],
    ['He learned to cook at ten.', 'I learned to cook at the age of fifty.', false],
  ])('"%s" beside "%s": copied is %s', (turn, attribute, expected) => {
    expect(copies(turn, attribute)).toBe(expected);
  });
});

describe('the bundled attributes', () => {
  test('are many, and spread over many categories', () => {
    expect(attributes.length).toBeGreaterThanOrEqual(220);
    expect(new Set(attributes.map(({ category }) => category)).size).toBeGreaterThanOrEqual(27);
  });

  test('all differ, in their ids and in their texts', () => {
    expect(new Set(attributes.map(({ id }) => id)).size).toBe(attributes.length);
    expect(new Set(attributes.map(({ text }) => text.toLowerCase())).size).toBe(attributes.length);
  });

  test('are each one short first-person sentence', () => {
    const misshapen = attributes.filter(
      ({ id, category, text }) =>
        !/^a\d{3}$/.test(id) ||
        !/^[a-z][a-z ]*$/.test(category) ||
        !/^(I|My) [^.!?]+\.$/.test(text) ||
        text.length > 90,
    );
    expect(misshapen).toEqual([]);
  });

  test('have nothing unwanted', () => {
    expect(attributes.filter(({ text }) => unwantedIn(text).length > 0)).toEqual([]);
  });
});

describe('the bundled profiles and pairs', () => {
  test('are enough, and all differ', () => {
    expect(profiles.length).toBeGreaterThanOrEqual(44);
    expect(pairs.length).toBeGreaterThanOrEqual(24);
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
    expect(new Set(profiles.map((profile) => [...profile.attributes].sort().join())).size).toBe(
      profiles.length,
    );
    expect(new Set(pairs.map((pair) => [...pair].sort().join())).size).toBe(pairs.length);
  });

  test.each(profiles)('$id has five attributes of five categories', ({ id }) => {
    expect(id).toMatch(/^p\d{2}$/);
    expect(new Set(attributesOf(id).map(({ category }) => category)).size).toBe(5);
    expect(attributesOf(id)).toHaveLength(5);
  });

  test.each(pairs)('%s and %s are two different profiles that exist', (first, second) => {
    expect(first).not.toBe(second);
    expect(attributesOf(first)).not.toEqual(attributesOf(second));
  });

  test.each(pairs.slice(0, 3))('%s and %s come first and are short enough for a tiny model', (...ids) => {
    for (const { text } of ids.flatMap(attributesOf)) expect(text.length).toBeLessThanOrEqual(40);
  });
});

describe('every conversation, bundled as a seed or in the example', () => {
  test('has an id of its own', () => {
    expect(new Set(everyConversation.map(({ id }) => id)).size).toBe(everyConversation.length);
  });

  test.each(everyConversation)('$id is between two profiles that are bundled as a pair', (conversation) => {
    expect(pairs).toContainEqual(conversation.profiles);
  });

  test.each(everyConversation)('$id alternates, starting with speaker 1', ({ turns }) => {
    expect(turns.map(({ speaker }) => speaker)).toEqual(turns.map((_, index) => (index % 2) + 1));
  });

  test.each(everyConversation)('$id has whole sentences and nothing unwanted', ({ turns }) => {
    for (const { text } of turns) {
      expect(text).toMatch(/[.!?]$/);
      expect(unwantedIn(text)).toEqual([]);
    }
  });
});

describe('every conversation that is meant to be good', () => {
  test.each(wellWritten)('$id copies no attribute', (conversation) => {
    expect(copiedIn(conversation)).toEqual([]);
  });

  test.each(wellWritten)('$id says nothing twice', (conversation) => {
    expect(repeatedIn(conversation)).toEqual([]);
  });

  test.each(wellWritten)('$id leaves each attribute to its owner', (conversation) => {
    expect(claimedByTheOther(conversation)).toEqual([]);
  });

  test.each(wellWritten)('$id opens no turn with empty agreement', ({ turns }) => {
    expect(turns.filter(({ text }) => agreementOpener.test(text))).toEqual([]);
  });
});

describe('the seed conversations', () => {
  const short = seeds.filter(({ turns }) => turns.length <= 8);
  const long = seeds.filter(({ turns }) => turns.length > 8);

  test('are at least seven short and eight long ones, sixteen in all', () => {
    expect(short.length).toBeGreaterThanOrEqual(7);
    expect(long.length).toBeGreaterThanOrEqual(8);
    expect(seeds.length).toBeGreaterThanOrEqual(16);
  });

  test.each(seeds)('$id is named as a seed', ({ id }) => {
    expect(id).toMatch(/^seed-\d{2}$/);
  });

  test.each(short)('$id is short enough to show to a tiny model', ({ turns }) => {
    expect(turns.length).toBeGreaterThanOrEqual(6);
    for (const { text } of turns) expect(text.length).toBeLessThanOrEqual(110);
  });

  test.each(long)('$id has ten to sixteen turns', ({ turns }) => {
    expect(turns.length).toBeGreaterThanOrEqual(10);
    expect(turns.length).toBeLessThanOrEqual(16);
  });
});
