// Owns what a run looks like from outside: small one-way events, and the pure reduction of them to a view. The view holds
// counts, the pair at hand and the latest outcomes only, so that a run of 20,000 pairs costs the page no more than one of 2.
import type { Conversation } from '../conversation/conversation.ts';
import { faultClass } from '../conversation/fault.ts';
import { filterFindings, type Verdict } from '../critic/verdict.ts';
import type { KnownAnswer } from '../items.ts';
import type { Pair } from '../persona/profile.ts';
import type { Outcome } from './outcome.ts';
import { placeOf } from './places.ts';
import type { Run } from './plan.ts';
import { noSpeed, secondsFor, withCall, type Speed } from './speed.ts';

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
  | { readonly kind: 'state'; readonly run: Run };

export interface RunView {
  readonly run: Run;
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
  readonly speed: Speed;
}

const recentKept = 50;

export function emptyView(run: Run): RunView {
  return {
    run,
    total: run.pairCount * run.plan.rounds,
    kept: 0,
    failed: [],
    candidates: 0,
    unreadable: 0,
    droppedBy: {},
    current: null,
    live: null,
    recent: [],
    speed: noSpeed,
  };
}

/** Who watches from another tab may have read already what it hears of: nothing is shown or counted twice. */
function isKnown({ current, recent }: RunView, event: RunEvent): boolean {
  switch (event.kind) {
    case 'conversation':
      return current?.conversations.some(({ id }) => id === event.item.id) ?? false;
    case 'verdict':
      return current?.verdicts.some(({ id }) => id === event.item.id) ?? false;
    case 'outcome':
      return recent.some(({ id, kind }) => id === event.item.id && kind === event.item.kind);
    case 'pair-begun':
    case 'live':
    case 'state':
      return false;
  }
}

export function reduce(view: RunView, event: RunEvent): RunView {
  if (isKnown(view, event)) return view;
  switch (event.kind) {
    case 'pair-begun':
      return {
        ...view,
        live: null,
        current: { round: event.round, pair: event.pair, of: event.of, conversations: [], verdicts: [] },
      };
    case 'live':
      return event.live.conversationIds.some((id) => isOfPairAtHand(view, id))
        ? { ...view, live: event.live }
        : view;
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
        live: event.run.state === 'running' ? view.live : null,
        speed: event.run.state === 'running' && view.run.state !== 'running' ? noSpeed : view.speed,
      };
  }
}

/** Several pairs may be worked on at once; the one begun last is shown. */
function isOfPairAtHand({ current }: RunView, conversationId: string): boolean {
  const place = placeOf(conversationId);
  return !place || !current || (place.round === current.round && place.pair === current.pair);
}

const subjectOf = (item: Conversation | Verdict): string => ('about' in item ? item.about[0] : item.id);

/** Adds to the pair at hand without counting. */
function shown(view: RunView, where: 'conversations' | 'verdicts', item: Conversation | Verdict): RunView {
  if (!view.current || !isOfPairAtHand(view, subjectOf(item))) return view;
  return { ...view, current: { ...view.current, [where]: [...view.current[where], item] } };
}

/** What was being written has landed. */
const quiet = (view: RunView, conversationId: string): RunView =>
  isOfPairAtHand(view, conversationId) ? { ...view, live: null } : view;

function withConversation(view: RunView, item: Conversation): RunView {
  const hard = item.faults.filter((fault) => faultClass[fault.kind] === 'hard').map((fault) => fault.kind);
  const drops = view.run.plan.rulesDrop ? new Set(hard) : [];
  return {
    ...shown(quiet(view, item.id), 'conversations', item),
    candidates: view.candidates + 1,
    unreadable: view.unreadable + (item.turns.length === 0 ? 1 : 0),
    droppedBy: [...drops].reduce(counted, view.droppedBy),
    speed: withCall(view.speed, item.measured),
  };
}

function withVerdict(view: RunView, item: Verdict): RunView {
  const drops = filterFindings(item).filter(
    ({ finding }) => 'decision' in finding && finding.decision === 'drop',
  );
  return {
    ...shown(quiet(view, item.about[0]), 'verdicts', item),
    droppedBy: drops.map(({ expert }) => expert).reduce(counted, view.droppedBy),
    speed: withCall(view.speed, item.measured),
  };
}

function withOutcome(view: RunView, item: Outcome): RunView {
  const failed = view.failed.filter((outcome) => outcome.id !== item.id);
  return {
    ...view,
    live: view.current && view.current.pair !== item.pair ? view.live : null,
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

/** Until the run ends at the pace of this sitting; null before the first pair is done. */
export const secondsLeft = ({ total, kept, failed, speed }: RunView): number | null =>
  secondsFor(total - kept - failed.length, speed);
