// Owns how a pair ended in a round.

/** One per pair and round. `owner` is the run's id. */
export type Outcome = {
  readonly owner: string;
  readonly id: string;
  readonly round: number;
  readonly pair: number;
} & (
  | {
      readonly kind: 'kept';
      readonly conversationId: string;
      /** All candidates that passed the filters, best first. */
      readonly ranking: readonly string[];
      /** What decided, in a sentence. */
      readonly because: string;
    }
  | {
      readonly kind: 'failed';
      readonly reasons: readonly string[];
      /** Attempts granted by hand so far. */
      readonly extraAttempts: number;
    }
  /** A person asked to try a failed pair again: as many more attempts as the plan gives. */
  | { readonly kind: 'reopened'; readonly extraAttempts: number }
);
