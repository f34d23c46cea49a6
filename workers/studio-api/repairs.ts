// Owns what the page may ask about sending a conversation back for a rewrite of its faulty turns.
import type { ModelChoice } from '../../src/core/run/plan.ts';

export const repairStages = ['loading', 'writing', 'judging'] as const;
export type RepairStage = (typeof repairStages)[number];

export interface RepairWish {
  /** 0-based; at least one. */
  readonly turns: readonly number[];
  readonly reasons: readonly string[];
  readonly generator: ModelChoice;
  /** Who judges the rewrite; null: the rules alone. */
  readonly critic: ModelChoice | null;
}

export interface ContinuationWish extends Pick<RepairWish, 'generator'> {
  /** The first turn that is written anew, 0-based, from 1 on. */
  readonly from: number;
  /** Who judges the whole then; null: nobody, and it stands as not judged. */
  readonly critic: ModelChoice | null;
}

export interface Repaired {
  /** The id by which `undo` takes it back. */
  readonly undoable: string;
  /** Why it would still be dropped, as core says it; empty when it passes. */
  readonly reasons: readonly string[];
}

export interface RepairCalls {
  /**
   * One at a time: a second stops the first. Progress comes as `repair` events. Throws `Broken`: `no-rewrite`, `stopped`,
   * `run-going-on` while its run goes on, and what engines throw.
   */
  repairConversation(setId: string, conversationId: string, wish: RepairWish): Promise<Repaired>;
  /** Writes the conversation on from a turn, in the same manner. */
  continueConversation(setId: string, conversationId: string, wish: ContinuationWish): Promise<Repaired>;
  /** Of either. */
  stopRepair(): Promise<void>;
}
