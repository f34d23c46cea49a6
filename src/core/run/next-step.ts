// Owns what a pair still lacks. Resume is nothing but this: given what the store holds, what is the next step?
import type { Conversation } from '../conversation/conversation.ts';
import { dropReasons, droppedByRules } from './drop-reasons.ts';
import { nextFilter } from './panel.ts';
import { placeOf } from './places.ts';
import type { Plan } from './plan.ts';
import { select } from './select.ts';
import type { PairState } from './pair-state.ts';
import type { Step } from './step.ts';

export function nextStep(plan: Plan, state: PairState): Step {
  const attempts = plan.generator ? 1 + plan.rewrites + state.extraAttempts : 1;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const written = state.conversations.filter(({ id }) => placeOf(id)?.attempt === attempt);
    if (written.length < plan.candidates) {
      const place = { round: state.round, pair: state.pair, candidate: written.length, attempt };
      return { kind: 'write', place };
    }
    const filter = plan.critic && nextFilterOf(plan, state, written);
    if (filter) return filter;
    const passed = written.filter((candidate) => dropReasons(plan, state.verdicts, candidate).length === 0);
    if (passed.length > 0) return select(plan, state, passed);
  }
  const reasons = state.conversations.flatMap((candidate) => dropReasons(plan, state.verdicts, candidate));
  return { kind: 'fail', reasons: [...new Set(reasons)] };
}

/** A candidate that the rules have dropped already costs no engine call. */
function nextFilterOf(plan: Plan, { verdicts }: PairState, written: readonly Conversation[]): Step | null {
  for (const conversation of written) {
    if (droppedByRules(plan, conversation)) continue;
    const filters = nextFilter(plan.panel, verdicts, conversation);
    if (filters) return { kind: 'filter', conversation, filters };
  }
  return null;
}
