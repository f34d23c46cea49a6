// Owns how the contract tests ask an engine and listen to it.
import { expect } from 'vitest';
import type { Answer, Ask, Engine } from '../../../src/core/ports.ts';
import { StopSwitch } from './stop-switch.ts';

export const request =
  'User 1: I have two dogs. I work as a nurse.\n' +
  'User 2: I play the piano. I am a student.\n' +
  'Conversation (4 turns):';

export const asking = (content: string, decoding: Partial<Ask['decoding']> = {}, grammar?: string): Ask => ({
  messages: [{ role: 'user', content }],
  decoding: {
    temperature: 1,
    topP: 1,
    topK: 0,
    repetitionPenalty: 1,
    maxTokens: 12,
    seed: 104_729,
    ...decoding,
  },
  ...(grammar === undefined ? {} : { grammar }),
});

interface Heard {
  readonly answer: Answer;
  readonly pieces: readonly string[];
}

export async function hear(
  engine: Engine,
  ask: Ask,
  onPieces = (_count: number) => {},
  stop = new StopSwitch(),
): Promise<Heard> {
  const pieces: string[] = [];
  const answer = await engine.complete(
    ask,
    (piece) => {
      pieces.push(piece);
      onPieces(pieces.length);
    },
    stop,
  );
  expect(stop.listeners, 'an ended call listens no longer').toBe(0);
  return { answer, pieces };
}
