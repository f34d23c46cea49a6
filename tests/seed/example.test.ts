// Holds the example to its promises: it is the first thing that a visitor sees, and its verdicts have to be right.
import { describe, expect, test } from 'vitest';
import { examples, note, ownAttributes } from './bundled-files.ts';
import { claimedByTheOther, copiedIn } from './wording.ts';

const faulty = { contradicting: 'example-06', claiming: 'example-07', looping: 'example-08' };

function exampleOf(id: string) {
  const found = examples.find((example) => example.id === id);
  if (!found) throw new Error(`The example has no conversation ${id}.`);
  return found;
}

describe('the example', () => {
  test('says that it was written, and keeps five of its eight conversations', () => {
    expect(note).toBe('Written for the example');
    expect(examples).toHaveLength(8);
    const dropped = examples.filter(({ kept }) => !kept).map(({ id }) => id);
    expect(dropped).toEqual(Object.values(faulty));
  });

  test.each(examples)('$id has eight to fourteen turns', ({ id, turns }) => {
    expect(id).toMatch(/^example-\d{2}$/);
    expect(turns.length).toBeGreaterThanOrEqual(8);
    expect(turns.length).toBeLessThanOrEqual(14);
  });

  test.each(examples)(
    '$id marks all ten attributes, each under its owner, and gives one reason',
    (example) => {
      const [{ attributes: given, reason }] = example.verdicts;
      const marked = given.map(({ speaker, attribute }) => `${speaker} ${attribute}`);
      const owned = ownAttributes(example).flatMap(({ speaker, texts }) =>
        texts.map((text) => `${speaker} ${text}`),
      );
      expect(marked).toEqual(owned);
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    },
  );

  test.each(examples)(
    '$id names evidence in turns of the owner, and none for what is not mentioned',
    (example) => {
      for (const { speaker, mark, turn } of example.verdicts[0].attributes) {
        if (mark === 'not mentioned') expect(turn).toBeNull();
        else expect(example.turns[turn ?? -1]?.speaker).toBe(speaker);
      }
    },
  );

  test.each(examples.filter(({ kept }) => kept))(
    '$id is kept: faithful, with most attributes shown',
    (example) => {
      const [{ answer, attributes: given }] = example.verdicts;
      expect(answer).toBe('pass');
      expect(given.filter(({ mark }) => mark === 'supported').length).toBeGreaterThanOrEqual(8);
      expect(given.filter(({ mark }) => mark === 'contradicted')).toEqual([]);
    },
  );

  test('drops one conversation for what contradicts a profile', () => {
    const [{ answer, attributes: given }] = exampleOf(faulty.contradicting).verdicts;
    expect(answer).toBe('drop');
    expect(given.filter(({ mark }) => mark === 'contradicted')).toHaveLength(1);
  });

  test('drops one in which a speaker claims an attribute of the other', () => {
    const claiming = exampleOf(faulty.claiming);
    const [{ answer, attributes: given }] = claiming.verdicts;
    expect(answer).toBe('drop');
    const claimed = given.find(({ attribute }) => attribute.includes('Portugal'));
    expect(claimed).toMatchObject({ speaker: 1, mark: 'not mentioned' });
    expect(claimedByTheOther(claiming)).toEqual([claimed?.attribute]);
  });

  test('drops one that copies its profiles and goes in circles, although nothing in it is untrue', () => {
    const looping = exampleOf(faulty.looping);
    expect(looping.verdicts[0].answer).toBe('pass');
    expect(copiedIn(looping).length).toBeGreaterThanOrEqual(5);
    const circles = looping.turns.filter(({ text }, index) => looping.turns[index + 2]?.text === text);
    expect(circles.length).toBeGreaterThanOrEqual(1);
  });

  test('has four or five labels, in line with what was kept', () => {
    const labelled = examples.flatMap(({ kept, label }) =>
      label ? [{ kept, decision: label.decision }] : [],
    );
    expect([4, 5]).toContain(labelled.length);
    for (const { kept, decision } of labelled) expect(decision).toBe(kept ? 'accept' : 'reject');
  });
});
