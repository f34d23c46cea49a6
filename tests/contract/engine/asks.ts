// Owns the ask that the tests of the real engines share: the one form of prompt that Parley-mini knows, cut
// short.
import type { Ask } from '../../../src/core/ports.ts';

export const dialogue: Ask = {
  messages: [
    {
      role: 'user',
      content:
        'User 1: I have two dogs. I work as a nurse.\n' +
        'User 2: I play the piano. I am a student.\n' +
        'Conversation (8 turns):',
    },
  ],
  decoding: { temperature: 0.7, topP: 0.95, topK: 0, repetitionPenalty: 1, maxTokens: 24, seed: 104_729 },
};
