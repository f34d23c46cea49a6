// Owns the conversation record (formats.md): the one JSON object that every export is made of. The store keeps the parts
// apart; `recordOf` joins them, `partsOf` takes them apart again, and the two undo each other.
import type { Conversation } from '../conversation/conversation.ts';
import type { Verdict } from '../critic/verdict.ts';
import type { Label } from '../review/label.ts';
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

const withoutOwner = <Item extends { readonly owner: string }>({
  owner: _,
  ...rest
}: Item): WithoutOwner<Item> => rest as unknown as WithoutOwner<Item>;

/** Verdicts stand with the conversation that they were given on; a comparison with the one that was shown first. */
export function recordOf({ chosen, others, verdicts, labels, outcome }: RecordParts): ConversationRecord {
  const candidateOf = (conversation: Conversation): CandidateRecord => ({
    conversation: withoutOwner(conversation),
    verdicts: verdicts.filter(({ about }) => about[0] === conversation.id).map(withoutOwner),
    labels: labels.filter(({ about }) => about === conversation.id).map(withoutOwner),
  });
  return {
    schemaVersion,
    id: chosen.id,
    ...candidateOf(chosen),
    outcome: outcome && withoutOwner(outcome),
    candidatesNotChosen: others.map(candidateOf),
  };
}

/** The parts again, as items of the set `owner`. */
export function partsOf(record: ConversationRecord, owner: string): RecordParts {
  const owned = <Item extends { readonly owner: string }>(item: WithoutOwner<Item>): Item =>
    ({ ...item, owner }) as unknown as Item;
  const candidates: readonly CandidateRecord[] = [record, ...record.candidatesNotChosen];
  return {
    chosen: owned<Conversation>(record.conversation),
    others: record.candidatesNotChosen.map(({ conversation }) => owned<Conversation>(conversation)),
    verdicts: candidates.flatMap((candidate) => candidate.verdicts.map((item) => owned<Verdict>(item))),
    labels: candidates.flatMap((candidate) => candidate.labels.map((item) => owned<Label>(item))),
    outcome: record.outcome && owned<Outcome>(record.outcome),
  };
}
