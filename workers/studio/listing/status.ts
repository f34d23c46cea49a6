// Owns where a conversation stands in its set: by its pair's outcome, and where there is none by the rules and its verdicts.
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { isUnjudged } from '../../../src/core/critic/current-verdicts.ts';
import type { Verdict } from '../../../src/core/critic/verdict.ts';
import type { ConversationStatus } from '../../../src/core/listing/row.ts';
import { dropReasons } from '../../../src/core/run/drop-reasons.ts';
import type { Outcome } from '../../../src/core/run/outcome.ts';
import { placeOf } from '../../../src/core/run/places.ts';
import type { Plan } from '../../../src/core/run/plan.ts';

export interface Judged {
  /** The run's; null for a set that no run made. */
  readonly plan: Plan | null;
  readonly outcome: Outcome | null;
  /** Those on this conversation. */
  readonly verdicts: readonly Verdict[];
}

export function statusOf(
  conversation: Conversation,
  { plan, outcome, verdicts }: Judged,
): ConversationStatus {
  const { origin, id } = conversation;
  const place = placeOf(id);
  if (origin.kind === 'imported' && !place) return 'imported';
  if (isUnjudged(verdicts, conversation)) return 'unjudged';
  // Nobody wrote down what becomes of the example's conversations: its verdicts and the rules decide, as in a run.
  if (!place) return dropReasons({ rulesDrop: true }, verdicts, conversation).length > 0 ? 'dropped' : 'kept';
  if (outcome?.kind === 'kept') {
    if (outcome.conversationId === id) return 'kept';
    return outcome.ranking.includes(id) ? 'not chosen' : 'dropped';
  }
  if (outcome?.kind === 'failed') return 'dropped';
  return plan && dropReasons(plan, verdicts, conversation).length > 0 ? 'dropped' : 'in progress';
}
