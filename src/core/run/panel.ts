// Owns which questions the panel puts, and which of them are still open.
import type { Conversation } from '../conversation/conversation.ts';
import { asksCritic, filterGroup, isApplicable } from '../critic/filters.ts';
import type { Dimension, FilterName, Verdict } from '../critic/verdict.ts';
import { verdictOn } from './pair-state.ts';
import type { Panel, WayToAsk } from './plan.ts';

/** One question for all, or one for each. A group of one is no group. */
const grouped = <Name>(names: readonly Name[], asked: WayToAsk): readonly (readonly Name[])[] =>
  names.length === 0 ? [] : asked === 'together' ? [names] : names.map((name) => [name]);

/** Of one filter its name, of several the group's id. */
export const filterId = (names: readonly FilterName[]): string =>
  names.length === 1 && names[0] ? names[0] : filterGroup.id;

/** A graded filter is always asked by itself. */
export const filterGroups = ({
  filters,
  filtersAsked,
  graded = [],
}: Panel): readonly (readonly FilterName[])[] => [
  ...grouped(
    filters.filter((name) => !graded.includes(name)),
    filtersAsked,
  ),
  ...filters.filter((name) => graded.includes(name)).map((name) => [name]),
];

/** The filters to ask about a candidate next; null when all have been asked that have something to ask or to say. */
export function nextFilter(
  panel: Panel,
  verdicts: readonly Verdict[],
  conversation: Conversation,
): readonly FilterName[] | null {
  const open = filterGroups(panel).find(
    (names) =>
      names.some((name) => asksCritic(name, conversation) || !isApplicable(name, conversation)) &&
      !verdictOn(verdicts, filterId(names), conversation.id),
  );
  return open ?? null;
}

export const dimensionGroups = (panel: Panel): readonly (readonly Dimension[])[] =>
  grouped(panel.dimensions, scoresAreGraded(panel) ? 'apart' : panel.dimensionsAsked);

export const scoresAreGraded = ({ selection, graded = [] }: Panel): boolean =>
  selection === 'pointwise' && graded.includes('scores');
