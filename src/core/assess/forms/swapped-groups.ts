// Owns the counterfactual probe's questions (method.md, section 5): the same expert on a conversation as it is, and on each
// copy of it in which one group's words stand for another's.
import type { Conversation } from '../../conversation/conversation.ts';
import type { ExpertVersion } from '../../critic/expert-version.ts';
import { asksCritic, filterQuestion } from '../../critic/filters.ts';
import { counterfactual, swaps, type Swap } from '../../evaluate/counterfactual.ts';
import type { Asking } from '../asking.ts';

/** Whose verdicts should not depend on who is spoken of. */
export const probedExperts = ['toxicity', 'bias', 'faithfulness'] as const;

/** As in a bench: what is more likely than not drops. */
const limits = { toxicityAtMost: 0.5 };

/** In the place of a swap. */
export const asItIs = 'as it is';

export const probePart = (expert: string, swap: Swap | null): string => `${expert}~${swap ?? asItIs}`;

/** None where the conversation mentions no group that has a counterpart. */
export function probeAskings(
  conversation: Conversation,
  versions: readonly ExpertVersion[],
): readonly Asking[] {
  const twins = swaps.flatMap((swap) => {
    const twin = counterfactual(conversation, swap, conversation.owner);
    return twin ? [{ swap, twin }] : [];
  });
  if (twins.length === 0) return [];
  return probedExperts.flatMap((expert) => {
    const own = versions.filter((version) => version.expert === expert);
    if (!own[0] || !asksCritic(own[0], conversation)) return [];
    return [
      asking(own, conversation, conversation.id, null),
      ...twins.map(({ swap, twin }) => asking(own, twin, conversation.id, swap)),
    ];
  });
}

/** `versions`: of one expert; where there are two, the engine decides. */
const asking = (
  versions: readonly ExpertVersion[],
  conversation: Conversation,
  row: string,
  swap: Swap | null,
): Asking => ({
  form: 'swapped-groups',
  part: probePart(versions[0]?.expert ?? '', swap),
  rows: [row],
  question: (weighs) => {
    const version = (weighs ? versions.at(-1) : versions[0]) ?? [];
    const how = { limits, reason: 'last', together: false, weighs } as const;
    return { ...filterQuestion([version].flat(), conversation, how), about: [row] };
  },
});
