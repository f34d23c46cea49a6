// Owns the choice among the candidates that passed (method.md, section 2.4): comparisons two by two, or scores, and where
// those tie a chain that always decides.
import type { Conversation } from '../conversation/conversation.ts';
import { faultClass } from '../conversation/fault.ts';
import { profileOverlap } from '../conversation/overlap.ts';
import { knockOut } from '../critic/knock-out.ts';
import { comparisonGroup, scoreGroup } from '../critic/expert-groups.ts';
import { choicesOf, groupedId, joinOrders, majority } from '../critic/quality.ts';
import { roundRobin } from '../critic/round-robin.ts';
import { filterFindings, type Choice, type Verdict } from '../critic/verdict.ts';
import { derive } from '../random.ts';
import { verdictOn, type PairState } from './pair-state.ts';
import { qualityGroups } from './panel.ts';
import type { Plan } from './plan.ts';
import type { Step } from './step.ts';

const because = {
  single: 'the only candidate that passed the filters',
  judged: 'passed the panel',
  rules: 'no critic: fewer soft faults, then less overlap with the profiles, then the earlier candidate',
  'knock-out': 'won the quality comparisons',
  'round-robin': 'won most quality comparisons',
  pointwise: 'had the highest quality scores',
} as const;

export function select(plan: Plan, state: PairState, passed: readonly Conversation[]): Step {
  const chain = tieBreakOrder(state, passed);
  if (passed.length === 1)
    return { kind: 'keep', ranking: chain, because: plan.generator ? because.single : because.judged };
  const groups = qualityGroups(plan.panel);
  if (!plan.critic || groups.length === 0) return { kind: 'keep', ranking: chain, because: because.rules };
  return plan.panel.selection === 'pointwise'
    ? byScores(plan, state, passed, chain)
    : byComparisons(plan, state, passed, chain);
}

function byComparisons(
  plan: Plan,
  state: PairState,
  passed: readonly Conversation[],
  chain: readonly string[],
): Step {
  const result = (first: string, second: string) => matchResult(plan, state.verdicts, first, second);
  const { selection } = plan.panel;
  const standing =
    selection === 'round-robin'
      ? roundRobin(chain, result)
      : knockOut(chain, derive(plan.seed, 'knock-out', state.round, state.pair), (first, second) => {
          const won = result(first, second);
          // A tied match goes down the chain.
          if (won !== 'tie') return won;
          return chain.indexOf(first) < chain.indexOf(second) ? first : second;
        });
  if (standing.kind === 'decided')
    return { kind: 'keep', ranking: standing.ranking, because: because[selection] };
  const open = openQuestion(plan, state.verdicts, standing.first, standing.second);
  const [first, second] = (open?.shown ?? []).map((id) => passed.find((candidate) => candidate.id === id));
  if (!open || !first || !second) throw new Error('A match was called for that has been played.');
  return { kind: 'compare', first, second, experts: open.experts };
}

/** Both orders of a match, or the one in which it is called. */
const ordersOf = ({ panel }: Plan, first: string, second: string): readonly (readonly [string, string])[] =>
  panel.orders === 'both'
    ? [
        [first, second],
        [second, first],
      ]
    : [[first, second]];

function openQuestion(plan: Plan, verdicts: readonly Verdict[], first: string, second: string) {
  for (const shown of ordersOf(plan, first, second))
    for (const experts of qualityGroups(plan.panel))
      if (!verdictOn(verdicts, groupedId(experts, comparisonGroup), ...shown)) return { shown, experts };
  return null;
}

/** The winner's id, 'tie', or null while a question of the match is open. */
function matchResult(plan: Plan, verdicts: readonly Verdict[], first: string, second: string): string | null {
  if (openQuestion(plan, verdicts, first, second)) return null;
  const said = ordersOf(plan, first, second).map((shown) =>
    qualityGroups(plan.panel).flatMap(
      (group) => verdictOn(verdicts, groupedId(group, comparisonGroup), ...shown) ?? [],
    ),
  );
  const [forward = [], backward] = said;
  const choice: Choice = majority(backward ? joinOrders(forward, backward) : choicesOf(forward));
  return choice === 'tie' ? 'tie' : choice === 'first' ? first : second;
}

function byScores(
  plan: Plan,
  state: PairState,
  passed: readonly Conversation[],
  chain: readonly string[],
): Step {
  for (const conversation of passed)
    for (const experts of qualityGroups(plan.panel))
      if (!verdictOn(state.verdicts, groupedId(experts, scoreGroup), conversation.id))
        return { kind: 'score', conversation, experts };
  const total = (id: string): number =>
    state.verdicts
      .filter(({ about }) => about.length === 1 && about[0] === id)
      .flatMap(({ finding }) => (finding.kind === 'scores' ? Object.values(finding.scores) : []))
      .reduce((sum, score) => sum + score, 0);
  const ranking = [...chain].sort((a, b) => total(b) - total(a));
  return { kind: 'keep', ranking, because: because.pointwise };
}

/** Fewer unsupported attributes → fewer soft faults → less overlap with the profiles → the earlier. */
function tieBreakOrder({ verdicts }: PairState, passed: readonly Conversation[]): string[] {
  const ranked = passed.map((candidate, index) => {
    const soft = candidate.faults.filter(
      ({ kind }) => faultClass[kind] === 'soft' || faultClass[kind] === 'suspect',
    );
    const keys = [
      unsupported(verdicts, candidate.id),
      soft.length,
      profileOverlap(candidate.turns, candidate.pair),
      index,
    ];
    return { id: candidate.id, keys };
  });
  return ranked.sort((a, b) => compareKeys(a.keys, b.keys)).map(({ id }) => id);
}

function unsupported(verdicts: readonly Verdict[], id: string): number {
  const marks = verdicts
    .filter(({ about }) => about.length === 1 && about[0] === id)
    .flatMap(filterFindings)
    .flatMap(({ finding }) => (finding.kind === 'faithfulness' ? finding.marks : []));
  return marks.filter(({ mark }) => mark !== 'supported').length;
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [index, key] of a.entries()) {
    const difference = key - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
