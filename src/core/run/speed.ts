// Owns how fast a run goes in one sitting, and how long what is left of it takes at that pace.
import type { Measured } from '../conversation/conversation.ts';

/** Of engine calls in this sitting. */
export interface Speed {
  readonly answerTokens: number;
  /** In which at least one call was under way. */
  readonly engineSeconds: number;
  /** When the first of the calls counted began and the last ended, in milliseconds since 1970; 0 before there is one. */
  readonly countedFrom: number;
  readonly countedUntil: number;
  readonly pairsDone: number;
}

/** Of a sitting that begins: what came before a pause says little of how long it takes now. */
export const noSpeed: Speed = {
  answerTokens: 0,
  engineSeconds: 0,
  countedFrom: 0,
  countedUntil: 0,
  pairsDone: 0,
};

/** A call whose answer was known took no time of this sitting. */
export function withCall(speed: Speed, measured: Measured | undefined): Speed {
  if (!measured || measured.known) return speed;
  const { at, seconds, answerTokens } = measured;
  // Calls under way at the same time take their time together. They land in the order in which they end.
  const ended = at + 1000 * seconds;
  const began = Math.max(at, speed.countedUntil);
  return {
    ...speed,
    answerTokens: speed.answerTokens + answerTokens,
    engineSeconds: speed.engineSeconds + Math.max(0, ended - began) / 1000,
    countedFrom: speed.countedFrom === 0 ? at : Math.min(speed.countedFrom, at),
    countedUntil: Math.max(speed.countedUntil, ended),
  };
}

/** Seconds that so many pairs take by the clock; null before the first pair is done. */
export function secondsFor(pairs: number, { pairsDone, countedFrom, countedUntil }: Speed): number | null {
  if (pairsDone === 0 || countedUntil === countedFrom) return null;
  return ((countedUntil - countedFrom) / 1000 / pairsDone) * pairs;
}
