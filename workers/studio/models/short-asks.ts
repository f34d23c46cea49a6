// Owns the two short calls that the studio makes by itself: to see that a server answers, and how fast a model is.
import type { Ask } from '../../../src/core/ports.ts';

export const trialAsk: Ask = {
  messages: [{ role: 'user', content: 'Is water wet? Answer with one word, yes or no.' }],
  decoding: { temperature: 1, topP: 0.01, topK: 0, repetitionPenalty: 1, maxTokens: 8, seed: 1 },
  choices: { texts: ['yes', 'no'], after: '' },
};

/** Long enough to read for a speed of reading, and 32 tokens for one of writing. */
export const measuringAsk: Ask = {
  messages: [
    {
      role: 'user',
      content: `${'The cat sat on the mat and looked out. '.repeat(24)}Say how the day went on.`,
    },
  ],
  decoding: { temperature: 0.7, topP: 1, topK: 0, repetitionPenalty: 1, maxTokens: 32, seed: 1 },
};
