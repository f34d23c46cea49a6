// Owns the clock values of an engine call. Core has no clock of its own: it is handed one.
import type { Measured } from '../conversation/conversation.ts';
import type { Answer } from '../ports.ts';

/** Milliseconds since 1970. */
export type Clock = () => number;

export function measuredOf(answer: Answer, begun: number, ended: number): Measured {
  const { promptTokens, answerTokens, prefillTokensPerSecond, decodeTokensPerSecond } = answer;
  return {
    at: begun,
    seconds: (ended - begun) / 1000,
    promptTokens,
    answerTokens,
    ...(prefillTokensPerSecond === undefined ? {} : { prefillTokensPerSecond }),
    ...(decodeTokensPerSecond === undefined ? {} : { decodeTokensPerSecond }),
  };
}
