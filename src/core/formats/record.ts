// Owns the conversation record (formats.md): the one JSON object that every export is made of. The store keeps the parts
// apart; `recordOf` joins them, `partsOf` takes them apart again, and the two undo each other.
import type { Conversation } from '../conversation/conversation.ts';
import type { Verdict } from '../critic/verdict.ts';
import type { Label } from '../items.ts';
import type { Outcome } from '../run/outcome.ts';

export const schemaVersion = 1;

type WithoutOwner<Item> = Item extends unknown ? Omit<Item, 'owner'> : never;

/** A conversation with what judged it. Clock values (`measured`) are left out of the canonical form. */
export interface CandidateRecord {
  readonly conversation: WithoutOwner<Conversation>;
  readonly verdicts: readonly WithoutOwner<Verdict>[];
  readonly labels: readonly WithoutOwner<Label>[];
}

export interface ConversationRecord extends CandidateRecord {
  readonly schemaVersion: typeof schemaVersion;
  readonly id: string;
  /** How the conversation was chosen; null when it was not made by a run. */
  readonly outcome: WithoutOwner<Outcome> | null;
  readonly candidatesNotChosen: readonly CandidateRecord[];
}

/** What the store holds for one record. Verdicts and labels of all the conversations in it. */
export interface RecordParts {
  readonly chosen: Conversation;
  readonly others: readonly Conversation[];
  readonly verdicts: readonly Verdict[];
  readonly labels: readonly Label[];
  readonly outcome: Outcome | null;
}
