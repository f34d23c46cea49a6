// Owns how many calls a plan makes before anything is known of its outcome: when nothing is dropped. Attribution is asked
// only where a rule finds a suspect, so alone it counts as no call; nor does what a rule decides.
import { isDecidedByRule } from '../critic/mini/panel.ts';
import type { Panel, Plan } from './plan.ts';
import { filterGroups, qualityGroups } from './panel.ts';

export interface Calls {
  /** Conversations that come of them. */
  readonly candidates: number;
  /** Of the generator: one for each candidate, or one for each of its turns. */
  readonly writing: number;
  readonly filters: number;
  /** Comparisons in each order asked, or scores. */
  readonly selection: number;
  readonly total: number;
  /** More calls, when every candidate of every pair is dropped each time. */
  readonly rewritesAtMost: number;
  /** How often a model is loaded: once each, or in turn where they are not held at once. */
  readonly modelLoads: number;
  /** Further loads, when in every round the critic drops every candidate of some pair each time. */
  readonly reloadsAtMost: number;
}

export function callsOf(plan: Plan, pairCount: number): Calls {
  const places = pairCount * plan.rounds;
  const candidates = places * plan.candidates;
  const writing = candidates * callsToWrite(plan);
  const filters = plan.critic ? candidates * filtersAlwaysAsked(plan.panel).length : 0;
  const selection = plan.critic ? places * selectionCalls(plan) : 0;
  return {
    candidates,
    writing,
    filters,
    selection,
    total: writing + filters + selection,
    rewritesAtMost: (writing + filters) * plan.rewrites,
    modelLoads: loadsInTurn(plan) ? 2 * plan.rounds : modelsOf(plan),
    reloadsAtMost: loadsInTurn(plan) ? 2 * plan.rounds * plan.rewrites : 0,
  };
}

/** Whole numbers of exchanges are drawn from what is asked for; on average the middle. */
const callsToWrite = ({ generator, writing, turnsAsked: { min, max } }: Plan): number =>
  generator === null
    ? 0
    : writing === 'whole'
      ? 1
      : (2 * (Math.ceil(min / 2) + Math.max(Math.ceil(min / 2), Math.floor(max / 2)))) / 2;

/** The filters that the critic is asked about every candidate, group by group. */
export const filtersAlwaysAsked = (panel: Panel): readonly (readonly string[])[] =>
  filterGroups(panel).filter(
    (names) => names.some((name) => name !== 'attribution') && !isDecidedByRule(panel, names),
  );

/** A knock-out of n has n − 1 matches, a round-robin n (n − 1) / 2; a lone candidate is kept unasked. */
function selectionCalls({ candidates: n, panel }: Plan): number {
  if (n < 2) return 0;
  const asked = qualityGroups(panel).length;
  if (panel.selection === 'pointwise') return n * asked;
  const matches = panel.selection === 'knock-out' ? n - 1 : (n * (n - 1)) / 2;
  return matches * asked * (panel.orders === 'both' ? 2 : 1);
}

const modelsOf = ({ generator, critic }: Plan): number =>
  new Set([generator, critic].flatMap((choice) => (choice ? [`${choice.engine}/${choice.model}`] : []))).size;

/** A round is written by one and judged by the other; what is written again takes both once more. */
const loadsInTurn = (plan: Plan): boolean => plan.order === 'in phases' && modelsOf(plan) === 2;

/** A conversation with its pair, its raw text and the index of lists; a verdict with the answer that it was read from. Rounded up. */
const bytesOfConversation = 6000;
const bytesOfVerdict = 2000;

/** About what a run takes in the store when nothing is dropped. A conversation written turn by turn is kept as one. */
export const keptBytes = ({ candidates, filters, selection }: Calls): number =>
  candidates * bytesOfConversation + (filters + selection) * bytesOfVerdict;
