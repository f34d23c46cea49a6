// Owns what the page may ask about conversations, set by set.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { FaultKind } from '../../src/core/conversation/fault.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type { ConversationRecord } from '../../src/core/formats/record.ts';

export type ConversationStatus = 'kept' | 'not chosen' | 'dropped' | 'in progress' | 'imported' | 'written';

/** A slim row for lists. */
export interface ConversationRow {
  readonly id: string;
  readonly status: ConversationStatus;
  readonly opening: string;
  readonly turnCount: number;
  readonly faultKinds: readonly FaultKind[];
  /** 0-based, as in the plan and the record; null where it was not generated. */
  readonly round: number | null;
  /** 1-based, for people. */
  readonly pairNumber: number;
  /** 0-based, as in the record; null where it was not generated. */
  readonly candidate: number | null;
  readonly model: string | null;
}

/** A named list of conversations: a run, an import, or the example. */
export interface SetSummary {
  readonly id: string;
  readonly kind: 'run' | 'import' | 'written';
  readonly name: string;
  readonly createdAt: number;
  readonly conversationCount: number;
}

export interface ConversationView {
  readonly record: ConversationRecord;
  /** The conversation asked for: the chosen one of the record or one of those not chosen. */
  readonly conversation: Conversation;
  readonly verdicts: readonly Verdict[];
  readonly status: ConversationStatus;
  readonly siblings: readonly ConversationRow[];
  readonly exemplars: readonly ConversationRow[];
}

export interface SetCalls {
  sets(projectId: string): Promise<readonly SetSummary[]>;
  conversations(setId: string): Promise<readonly ConversationRow[]>;
  conversation(setId: string, conversationId: string): Promise<ConversationView>;
}
