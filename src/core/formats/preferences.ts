// Owns preference pairs for DPO (Rafailov et al. 2023): what was kept against each candidate of the same pair that was not.
// `prompt`, `chosen` and `rejected` are the columns that trainers read; the others say where they come from.
import { formatConversation } from '../conversation/format.ts';
import type { Pair } from '../persona/profile.ts';
import { labelText } from './label-text.ts';
import type { ConversationRecord } from './record.ts';

const listed = (pair: Pair, speaker: 1 | 2): string =>
  pair.profiles[speaker - 1]?.attributes.map(({ text }) => `- ${text}`).join('\n') ?? '';

const promptOf = (pair: Pair): string =>
  [
    'Write a natural conversation between two people. It reflects who they are without copying their profiles.',
    `Profile of User 1:\n${listed(pair, 1)}`,
    `Profile of User 2:\n${listed(pair, 2)}`,
    'Conversation, one line a turn, beginning with “User 1:” or “User 2:”:',
  ].join('\n\n');

const labelsUnder = (name: string, labels: ConversationRecord['labels']) =>
  labels.length > 0 ? { [name]: labels.map(labelText) } : {};

/** One line a candidate that lost or was dropped; none where nobody chose. */
export function preferenceLines({
  id,
  conversation,
  labels,
  outcome,
  candidatesNotChosen,
}: ConversationRecord): string[] {
  if (outcome?.kind !== 'kept' || conversation.turns.length === 0) return [];
  return candidatesNotChosen.flatMap(({ conversation: other, labels: ofOther }) =>
    other.turns.length === 0
      ? []
      : [
          JSON.stringify({
            prompt: promptOf(conversation.pair),
            chosen: formatConversation(conversation.turns),
            rejected: formatConversation(other.turns),
            chosen_id: id,
            rejected_id: other.id,
            ...labelsUnder('chosen_labels', labels),
            ...labelsUnder('rejected_labels', ofOther),
            rejected_as: outcome.ranking.includes(other.id) ? 'ranked lower' : 'dropped by a filter',
          }),
        ],
  );
}
