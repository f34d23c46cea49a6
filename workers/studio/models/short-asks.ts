// Owns the two short calls that the studio makes by itself: to see that a server answers, and how fast a model is.
import type { Ask, Engine } from '../../../src/core/ports.ts';
import { Stopper } from '../../stopper.ts';
import type { EndpointTrial } from '../../studio-api/models.ts';

const trialAsk: Ask = {
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

/** Whether it works at all, and how soon. */
export async function tried(engine: Engine): Promise<EndpointTrial> {
  const begun = performance.now();
  const answer = await engine.complete(trialAsk, () => undefined, new Stopper());
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, text: answer.text, givesProbabilities: answer.choices !== undefined };
}
