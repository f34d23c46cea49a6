// Owns how the candidates of the pair at hand stand: written, passed, dropped with the reasons, kept. Pure.
import type { Conversation } from '../../../core/conversation/conversation.ts';
import { dropReasons } from '../../../core/run/drop-reasons.ts';
import type { Outcome } from '../../../core/run/outcome.ts';
import { nextFilter } from '../../../core/run/panel.ts';
import type { RunView } from '../../../core/run/view.ts';
import { live as words } from '../../words/en/run.ts';

export type CandidateStanding = 'written' | 'passed' | 'dropped' | 'unreadable' | 'kept' | 'not chosen';

export interface Candidate {
  readonly conversation: Conversation;
  readonly name: string;
  readonly standing: CandidateStanding;
  /** Why it was dropped. */
  readonly reasons: readonly string[];
}

export function candidateName({ origin }: Conversation): string {
  if (origin.kind !== 'generated') return words.unnamedCandidate;
  return words.candidate(origin.place.candidate + 1, origin.place.attempt + 1);
}

export function candidatesOf(view: RunView): readonly Candidate[] {
  const { current } = view;
  if (!current) return [];
  return current.conversations.map((conversation) => {
    const reasons = dropReasons(view.run.plan, current.verdicts, conversation);
    return {
      conversation,
      name: candidateName(conversation),
      standing: standingOf(view, conversation, reasons.length > 0),
      reasons,
    };
  });
}

function standingOf(view: RunView, conversation: Conversation, dropped: boolean): CandidateStanding {
  const { id, turns } = conversation;
  if (turns.length === 0) return 'unreadable';
  if (dropped) return 'dropped';
  const { current, run } = view;
  const outcome = outcomeOfPair(view);
  if (outcome?.kind === 'kept') return outcome.conversationId === id ? 'kept' : 'not chosen';
  const judged = nextFilter(run.plan.panel, current?.verdicts ?? [], conversation) === null;
  return run.plan.critic === null || judged ? 'passed' : 'written';
}

/** How the pair at hand ended, once it has. */
const outcomeOfPair = ({ current, recent }: RunView): Outcome | undefined =>
  recent.find(({ round, pair }) => round === current?.round && pair === current.pair);

/** Which conversation the middle of the screen shows when the person has chosen none. */
export function conversationAtHand(view: RunView): Conversation | undefined {
  const conversations = view.current?.conversations ?? [];
  const judged = view.live?.kind === 'judging' ? view.live.conversationIds[0] : undefined;
  const outcome = outcomeOfPair(view);
  const kept = outcome?.kind === 'kept' ? outcome.conversationId : undefined;
  return conversations.find(({ id }) => id === (judged ?? kept)) ?? conversations.at(-1);
}
