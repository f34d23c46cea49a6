// Owns what every adapter of the Engine port must hold where it gives the probabilities of answer choices.
import { describe, expect, test } from 'vitest';
import { grammarOf, literal } from '../../../src/core/critic/grammar.ts';
import type { Answer, Ask, AskedChoices, Engine } from '../../../src/core/ports.ts';
import { asking, hear, request } from './hearing.ts';

export function contractOfChoices(engine: () => Engine): void {
  describe('probabilities of choices', () => {
    const weighing = (choices: AskedChoices, grammar?: string, maxTokens = 1): Ask => ({
      ...asking(request, { maxTokens, topP: 0.01 }, grammar),
      choices,
    });
    const sumOf = (choices: Answer['choices']): number =>
      choices?.reduce((sum, { probability }) => sum + probability, 0) ?? Number.NaN;

    test('come for each choice in the order asked for, and leave out what fell on others', async () => {
      const texts = ['yes', 'no', 'User'];
      const { answer } = await hear(engine(), weighing({ texts, after: '' }));
      expect(answer.choices?.map(({ text }) => text)).toEqual(texts);
      for (const { probability } of answer.choices ?? []) expect(probability).toBeGreaterThanOrEqual(0);
      expect(sumOf(answer.choices)).toBeGreaterThan(0);
      expect(sumOf(answer.choices)).toBeLessThanOrEqual(1.0001);
    });

    test('are the greatest for what the engine says itself, when it takes the likeliest', async () => {
      const { answer } = await hear(engine(), weighing({ texts: ['yes', 'no', 'User', 'zebra'], after: '' }));
      const said = answer.text.trim();
      expect(said).not.toBe('');
      const likeliest = answer.choices?.toSorted((one, other) => other.probability - one.probability)[0];
      expect(likeliest?.text.startsWith(said)).toBe(true);
      expect(likeliest?.probability).toBeGreaterThan(0.5);
    });

    test('are the same whatever the seed, and whatever was asked between', async () => {
      const ask = weighing({ texts: ['yes', 'no', 'User'], after: '' });
      const { answer: first } = await hear(engine(), ask);
      await hear(engine(), asking(`${request} User 1: Hello.`));
      const { answer: again } = await hear(engine(), { ...ask, decoding: { ...ask.decoding, seed: 7 } });
      for (const [index, { probability }] of (first.choices ?? []).entries())
        expect(again.choices?.[index]?.probability).toBeCloseTo(probability, 6);
    });

    test('can be asked for within an answer, behind a text that the grammar puts there', async () => {
      const grammar = grammarOf({ root: `"reason: " [a-z]{1,4} ${literal('\nangry: ')} ("yes" | "no")` });
      const ask = weighing({ texts: ['yes', 'no'], after: 'angry: ' }, grammar, 40);
      const { answer } = await hear(engine(), ask);
      expect(answer.ended).toBe('stop');
      expect(answer.choices?.map(({ text }) => text)).toEqual(['yes', 'no']);
      expect(sumOf(answer.choices)).toBeLessThanOrEqual(1.0001);
    });

    test('are absent where they were not asked for, or the answer never came to the place', async () => {
      expect((await hear(engine(), asking(request))).answer).not.toHaveProperty('choices');
      const nowhere = weighing({ texts: ['yes', 'no'], after: 'angry: ' }, 'root ::= "reason"', 12);
      expect((await hear(engine(), nowhere)).answer).not.toHaveProperty('choices');
    });
  });
}
