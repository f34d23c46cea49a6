import { describe, expect, it } from 'vitest';
import type { Answer, Ask } from '../../src/core/ports.ts';
import { usualHabits } from '../../src/core/run/habits.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { knownHabits, learned, rememberHabits } from '../../workers/studio/models/habits.ts';

const ask = (content: string): Ask => ({
  messages: [{ role: 'user', content }],
  decoding: { temperature: 0, topP: 1, topK: 0, repetitionPenalty: 1, maxTokens: 9, seed: 1 },
});
const answer = (text: string, more: Partial<Answer> = {}): Answer => ({
  ...{ text, ended: 'stop', promptTokens: 10, answerTokens: 5, ignored: [] },
  ...more,
});

describe('the habits of a model', () => {
  it('are what the first answer shows, and as usual where it shows nothing', () => {
    const habits = learned(null, ask('x'.repeat(50)), answer('User 1: four\nUser 2: sixsix'));
    expect(habits).toEqual({ ...usualHabits, charactersPerToken: 5, charactersPerTurn: 5 });
  });

  it('follow slowly what later answers show', () => {
    const first = learned(
      null,
      ask('x'.repeat(50)),
      answer('', { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10 }),
    );
    const later = learned(
      first,
      ask('x'.repeat(100)),
      answer('reason: ten letter', { prefillTokensPerSecond: 50 }),
    );
    expect(later.charactersPerToken).toBeCloseTo(6, 9);
    expect(later.prefill).toBeCloseTo(90, 9);
    expect(later.decode).toBe(10);
    expect(later.charactersPerReason).toBeCloseTo(usualHabits.charactersPerReason * 0.8 + 2, 9);
  });

  it('are not spoiled by an answer without tokens', () => {
    const first = learned(null, ask('xxxx'), answer(''));
    expect(learned(first, ask('xxxx'), answer('', { promptTokens: 0 })).charactersPerToken).toBe(
      first.charactersPerToken,
    );
  });

  it('are kept for each model apart', async () => {
    const store = new MemoryStore();
    await rememberHabits(store, { engine: 'wllama', model: 'a' }, ask('xxxxxxxxxx'), answer(''));
    await rememberHabits(store, { engine: 'wllama', model: 'b' }, ask('xxxxxxxxxxxxxxxxxxxx'), answer(''));
    const known = await knownHabits(store);
    expect(known['wllama/a']?.charactersPerToken).toBe(1);
    expect(known['wllama/b']?.charactersPerToken).toBe(2);
  });
});
