// Owns what is known of one pair in one round: all that decides the next step.
import type { Conversation } from '../conversation/conversation.ts';
import type { Verdict } from '../critic/verdict.ts';
import { verdictId } from './places.ts';

export interface PairState {
  readonly round: number;
  readonly pair: number;
  readonly conversations: readonly Conversation[];
  readonly verdicts: readonly Verdict[];
  /** Attempts granted by hand after the pair had failed. */
  readonly extraAttempts: number;
}

export const verdictOn = (verdicts: readonly Verdict[], expert: string, ...about: readonly string[]) =>
  verdicts.find(({ id }) => id === verdictId(expert, about));
