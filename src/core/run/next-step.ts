// Owns what a pair still lacks. Resume is nothing but this: given what the store holds, what is the next step?
import type { Conversation, Place } from '../conversation/conversation.ts';
import { faultClass } from '../conversation/fault.ts';
import { profileOverlap } from '../conversation/overlap.ts';
import { faithfulness } from '../critic/faithfulness.ts';
import { knockOut } from '../critic/knock-out.ts';
import { joinOrders, majority, quality } from '../critic/quality.ts';
import type { Verdict } from '../critic/verdict.ts';
import { derive } from '../random.ts';
import type { Plan } from './plan.ts';
import { verdictId } from './places.ts';

export interface PairState {
  readonly round: number;
  readonly pair: number;
  readonly conversations: readonly Conversation[];
  readonly verdicts: readonly Verdict[];
  /** Attempts granted by hand after the pair had failed. */
  readonly extraAttempts: number;
}

export type Step =
  | { readonly kind: 'write'; readonly place: Place }
  | { readonly kind: 'filter'; readonly conversation: Conversation }
  | { readonly kind: 'compare'; readonly first: Conversation; readonly second: Conversation }
  | { readonly kind: 'keep'; readonly ranking: readonly string[]; readonly because: string }
  | { readonly kind: 'fail'; readonly reasons: readonly string[] };

export function nextStep(plan: Plan, state: PairState): Step {
  const attempts = 1 + plan.rewrites + state.extraAttempts;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const written = state.conversations.filter(({ origin }) => attemptOf(origin) === attempt);
    if (written.length < plan.candidates) {
      const place = { round: state.round, pair: state.pair, candidate: written.length, attempt };
      return { kind: 'write', place };
    }
    const unjudged = plan.critic && written.find((candidate) => needsFilter(plan, state, candidate));
    if (unjudged) return { kind: 'filter', conversation: unjudged };
    const passed = written.filter((candidate) => dropReasons(plan, state.verdicts, candidate).length === 0);
    if (passed.length > 0) return select(plan, state, passed);
  }
  const reasons = state.conversations.flatMap((candidate) => dropReasons(plan, state.verdicts, candidate));
  return { kind: 'fail', reasons: [...new Set(reasons)] };
}

const attemptOf = (origin: Conversation['origin']): number =>
  origin.kind === 'generated' ? origin.place.attempt : 0;

const verdictOn = (verdicts: readonly Verdict[], expert: string, ...about: readonly string[]) =>
  verdicts.find(({ id }) => id === verdictId(expert, about));

/** A candidate that the rules have dropped already costs no engine call; one without turns can't be asked about at all. */
const needsFilter = (plan: Plan, state: PairState, candidate: Conversation): boolean =>
  hardFaults(plan, candidate).length === 0 &&
  candidate.turns.length > 0 &&
  !verdictOn(state.verdicts, faithfulness.id, candidate.id);

const hardFaults = (plan: Pick<Plan, 'rulesDrop'>, { faults }: Conversation) =>
  plan.rulesDrop ? faults.filter(({ kind }) => faultClass[kind] === 'hard') : [];

/** Why a candidate does not pass, in a person's words; empty when it passes. */
export function dropReasons(
  plan: Pick<Plan, 'rulesDrop'>,
  verdicts: readonly Verdict[],
  candidate: Conversation,
): string[] {
  const faults = new Set(hardFaults(plan, candidate).map(({ kind }) => kind));
  if (candidate.turns.length === 0) faults.add('unreadable');
  const reasons = [...faults].map((kind) => `rules: ${kind}`);
  const finding = verdictOn(verdicts, faithfulness.id, candidate.id)?.finding;
  if (finding?.kind === 'faithfulness' && finding.decision === 'drop')
    reasons.push('faithfulness: contradicts a profile');
  // What could not be judged is never kept silently.
  if (finding?.kind === 'unreadable') reasons.push('faithfulness: the critic’s answer could not be read');
  return reasons;
}

function select(plan: Plan, state: PairState, passed: readonly Conversation[]): Step {
  const byId = new Map(passed.map((candidate) => [candidate.id, candidate]));
  const chain = tieBreakOrder(state, passed);
  const single = chain[0];
  if (passed.length === 1 && single !== undefined)
    return { kind: 'keep', ranking: [single], because: 'the only candidate that passed the filters' };
  if (!plan.critic) return { kind: 'keep', ranking: chain, because: becauseOfRules };

  const seed = derive(plan.seed, 'knock-out', state.round, state.pair);
  const result = knockOut(chain, seed, (first, second) => matchWinner(state.verdicts, chain, first, second));
  if (result.kind === 'decided')
    return { kind: 'keep', ranking: result.ranking, because: 'won the quality comparisons' };
  // The match is asked in both orders; the missing one is next.
  const order: readonly [string, string] = verdictOn(state.verdicts, quality.id, result.first, result.second)
    ? [result.second, result.first]
    : [result.first, result.second];
  const [first, second] = order.map((id) => byId.get(id));
  if (!first || !second) throw new Error('A knock-out met a candidate that is not in it.');
  return { kind: 'compare', first, second };
}

const becauseOfRules =
  'no critic: fewer soft faults, then less overlap with the profiles, then the earlier candidate';

function matchWinner(
  verdicts: readonly Verdict[],
  chain: readonly string[],
  first: string,
  second: string,
): string | null {
  const forward = verdictOn(verdicts, quality.id, first, second);
  const backward = verdictOn(verdicts, quality.id, second, first);
  if (!forward || !backward) return null;
  const choice = majority(joinOrders(forward, backward));
  if (choice === 'tie') return chain.indexOf(first) < chain.indexOf(second) ? first : second;
  return choice === 'first' ? first : second;
}

/** Fewer unsupported attributes → fewer soft faults → less overlap with the profiles → the earlier. */
function tieBreakOrder(state: PairState, passed: readonly Conversation[]): string[] {
  const ranked = passed.map((candidate, index) => {
    const finding = verdictOn(state.verdicts, faithfulness.id, candidate.id)?.finding;
    const marks = finding?.kind === 'faithfulness' ? finding.marks : [];
    const soft = candidate.faults.filter(
      ({ kind }) => faultClass[kind] === 'soft' || faultClass[kind] === 'suspect',
    );
    const keys = [
      marks.filter(({ mark }) => mark !== 'supported').length,
      soft.length,
      profileOverlap(candidate.turns, candidate.pair),
      index,
    ];
    return { id: candidate.id, keys };
  });
  return ranked.sort((a, b) => compareKeys(a.keys, b.keys)).map(({ id }) => id);
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [index, key] of a.entries()) {
    const difference = key - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
