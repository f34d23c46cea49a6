// Owns what is kept of a conversation that is being written turn by turn, so that a kill in its middle repeats no finished turn.
import type { Turn } from '../conversation/conversation.ts';
import type { Answer } from '../ports.ts';

/** `owner` is the run's id, `id` that of the conversation that it becomes; it goes in the transaction that brings that one. */
export interface Draft {
  readonly owner: string;
  readonly id: string;
  readonly turns: readonly Turn[];
  /** What the engine said of each of them, without the texts. */
  readonly answers: readonly TurnAnswer[];
  /** Milliseconds since 1970 when the first turn was begun. */
  readonly begun: number;
  /** Spent on the turns so far. */
  readonly seconds: number;
}

export type TurnAnswer = Omit<Answer, 'text' | 'choices'>;
