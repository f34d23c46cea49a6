// Owns what a run looks like from outside: small one-way events, and the pure reduction of them to a view. The view holds
// counts, the pair at hand and the latest outcomes only, so that a run of 20,000 pairs costs the page no more than one of 2.
import type { Conversation } from '../conversation/conversation.ts';
import { faultClass } from '../conversation/fault.ts';
import { filterFindings, type Verdict } from '../critic/verdict.ts';
import type { KnownAnswer } from '../items.ts';
import type { Pair } from '../persona/profile.ts';
import type { Trouble } from '../trouble.ts';
import type { Outcome } from './outcome.ts';
import type { Run } from './plan.ts';

/** What a model is writing just now; shown, never kept. */
export interface Live {
  readonly kind: 'writing' | 'judging';
  /** The candidate being written, or the conversations being judged. */
  readonly conversationIds: readonly string[];
  /** The expert that judges; absent while writing. */
  readonly expert?: string;
  readonly text: string;
}

export type RunEvent =
  | { readonly kind: 'pair-begun'; readonly round: number; readonly pair: number; readonly of: Pair }
  | { readonly kind: 'live'; readonly live: Live }
  /** `restored`: it was there already, from before a pause; counted then. */
  | { readonly kind: 'conversation'; readonly item: Conversation; readonly restored?: true }
  | {
      readonly kind: 'verdict';
      readonly item: Verdict;
      readonly restored?: true;
      /** The critic's answers behind it that were not known before; kept, not shown. */
      readonly answers?: readonly KnownAnswer[];
    }
  | { readonly kind: 'outcome'; readonly item: Outcome }
  | { readonly kind: 'state'; readonly run: Run; readonly trouble?: Trouble };

export interface RunView {
  readonly run: Run;
  /** Why the run paused by itself, if it did. */
  readonly trouble: Trouble | null;
  /** Pairs × rounds. */
  readonly total: number;
  readonly kept: number;
  readonly failed: readonly (Outcome & { kind: 'failed' })[];
  readonly candidates: number;
  readonly unreadable: number;
  /** Candidates dropped, by expert or hard fault kind. */
  readonly droppedBy: Readonly<Record<string, number>>;
  readonly current: {
    readonly round: number;
    readonly pair: number;
    readonly of: Pair;
    readonly conversations: readonly Conversation[];
    readonly verdicts: readonly Verdict[];
  } | null;
  readonly live: Live | null;
  /** Newest first, at most 50. */
  readonly recent: readonly Outcome[];
  /** Of engine calls in this sitting, for speed and the time left. */
  readonly speed: {
    readonly answerTokens: number;
    readonly engineSeconds: number;
    readonly pairsDone: number;
  };
}

const recentKept = 50;

export function emptyView(run: Run): RunView {
  return {
    run,
    trouble: null,
    total: run.pairCount * run.plan.rounds,
    kept: 0,
    failed: [],
    candidates: 0,
    unreadable: 0,
    droppedBy: {},
    current: null,
    live: null,
    recent: [],
    speed: { answerTokens: 0, engineSeconds: 0, pairsDone: 0 },
  };
}

export function reduce(view: RunView, event: RunEvent): RunView {
  switch (event.kind) {
    case 'pair-begun':
      return {
        ...view,
        live: null,
        current: { round: event.round, pair: event.pair, of: event.of, conversations: [], verdicts: [] },
      };
    case 'live':
      return { ...view, live: event.live };
    case 'conversation':
      return event.restored ? shown(view, 'conversations', event.item) : withConversation(view, event.item);
    case 'verdict':
      return event.restored ? shown(view, 'verdicts', event.item) : withVerdict(view, event.item);
    case 'outcome':
      return withOutcome(view, event.item);
    case 'state':
      return {
        ...view,
        run: event.run,
        trouble: event.trouble ?? null,
        live: event.run.state === 'running' ? view.live : null,
      };
  }
}

/** Adds to the pair at hand without counting. */
function shown(view: RunView, where: 'conversations' | 'verdicts', item: Conversation | Verdict): RunView {
  if (!view.current) return view;
  return { ...view, current: { ...view.current, [where]: [...view.current[where], item] } };
}

function withConversation(view: RunView, item: Conversation): RunView {
  const hard = item.faults.filter((fault) => faultClass[fault.kind] === 'hard').map((fault) => fault.kind);
  const drops = view.run.plan.rulesDrop ? new Set(hard) : [];
  return {
    ...view,
    live: null,
    candidates: view.candidates + 1,
    unreadable: view.unreadable + (item.turns.length === 0 ? 1 : 0),
    droppedBy: [...drops].reduce(counted, view.droppedBy),
    current: view.current && { ...view.current, conversations: [...view.current.conversations, item] },
    speed: spent(view.speed, item),
  };
}

function withVerdict(view: RunView, item: Verdict): RunView {
  const drops = filterFindings(item).filter(
    ({ finding }) => 'decision' in finding && finding.decision === 'drop',
  );
  return {
    ...view,
    live: null,
    droppedBy: drops.map(({ expert }) => expert).reduce(counted, view.droppedBy),
    current: view.current && { ...view.current, verdicts: [...view.current.verdicts, item] },
    speed: spent(view.speed, item),
  };
}

function withOutcome(view: RunView, item: Outcome): RunView {
  const failed = view.failed.filter((outcome) => outcome.id !== item.id);
  return {
    ...view,
    live: null,
    kept: view.kept + (item.kind === 'kept' ? 1 : 0),
    failed: item.kind === 'failed' ? [...failed, item] : failed,
    recent: [item, ...view.recent.filter((outcome) => outcome.id !== item.id)].slice(0, recentKept),
    speed: { ...view.speed, pairsDone: view.speed.pairsDone + (item.kind === 'reopened' ? 0 : 1) },
  };
}

const counted = (
  counts: Readonly<Record<string, number>>,
  key: string,
): Readonly<Record<string, number>> => ({
  ...counts,
  [key]: (counts[key] ?? 0) + 1,
});

function spent(speed: RunView['speed'], item: Conversation | Verdict): RunView['speed'] {
  if (!item.measured || item.measured.known) return speed;
  return {
    ...speed,
    answerTokens: speed.answerTokens + item.measured.answerTokens,
    engineSeconds: speed.engineSeconds + item.measured.seconds,
  };
}

/** Seconds until the run ends at the speed of this sitting; null before the first pair is done. */
export function secondsLeft(view: RunView): number | null {
  const { pairsDone, engineSeconds } = view.speed;
  if (pairsDone === 0) return null;
  const left = view.total - view.kept - view.failed.length;
  return (engineSeconds / pairsDone) * left;
}
