// Owns what the page may ask about conversations, set by set.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type { ConversationRecord } from '../../src/core/formats/record.ts';
import type { ListQuery, Offered } from '../../src/core/listing/query.ts';
import type { ConversationRow, ConversationStatus } from '../../src/core/listing/row.ts';
import type { LabelDecision } from '../../src/core/review/label.ts';

/** A named list of conversations: a run, an import, or the example. */
export interface SetSummary {
  readonly id: string;
  readonly kind: 'run' | 'import' | 'written';
  readonly name: string;
  readonly createdAt: number;
  readonly conversationCount: number;
}

/** A window of a list. */
export interface ListedRows {
  /** Conversations of the set. */
  readonly all: number;
  /** Those that the query lists. */
  readonly total: number;
  readonly offered: Offered;
  /** 0-based place of the first of `rows` in the list. */
  readonly start: number;
  readonly rows: readonly ConversationRow[];
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
  /** `count` rows of what the query lists, from the 0-based place `start`. */
  conversations(setId: string, query: ListQuery, start: number, count: number): Promise<ListedRows>;
  /** The ids of all that the query lists. */
  conversationIds(setId: string, query: ListQuery): Promise<readonly string[]>;
  /** The decision of the person who labels here; null takes it back. Gives the id to undo it by. */
  labelConversations(setId: string, ids: readonly string[], decision: LabelDecision | null): Promise<string>;
  /** With all that was said of them. Not while their run can go on: it would write them again. */
  removeConversations(setId: string, ids: readonly string[]): Promise<string>;
  /** Texts for all turns, in order; what differs is kept as an edit. Gives the id to undo it by. */
  editConversation(setId: string, conversationId: string, texts: readonly string[]): Promise<string>;
  /** Conversations of later rounds that were shown this one as an exemplar. */
  descendants(setId: string, conversationId: string): Promise<readonly ConversationRow[]>;
  conversation(setId: string, conversationId: string): Promise<ConversationView>;
}
