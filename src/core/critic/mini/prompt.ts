// Owns the texts that Parley-mini was trained on as a critic (its model card): nothing here can be edited. Its trainer makes the
// same texts (and one about faithfulness, which a rule decides better), and `models/mini/prompt_forms.json` holds both to one another.
import { formatConversation } from '../../conversation/format.ts';
import type { Turn } from '../../conversation/conversation.ts';

/** An attribute, and the turn to hold it against: 0-based among the turns shown. */
export interface Held {
  readonly turn: number;
  readonly text: string;
}

export const miniAttribution = (turns: readonly Turn[], claims: readonly Held[]): string =>
  `Claimed?\n${numbered(turns)}\n\n${listed(claims)}`;

export const miniComparison = (
  first: readonly Turn[],
  second: readonly Turn[],
  dimensions: readonly string[],
): string =>
  `Better?\nA:\n${formatConversation(first)}\n\nB:\n${formatConversation(second)}\n\n${dimensions.join(', ')}`;

const numbered = (turns: readonly Turn[]): string =>
  turns.map((turn, index) => `${index + 1} ${formatConversation([turn])}`).join('\n');

const listed = (held: readonly Held[]): string =>
  held.map(({ turn, text }, index) => `${index + 1}: ${turn + 1} ${sentence(text)}`).join('\n');

/** With a capital and an end, as it was shown attributes. */
function sentence(text: string): string {
  const trimmed = text.trim();
  const begun = trimmed.slice(0, 1).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
