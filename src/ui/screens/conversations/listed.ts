// Owns which rows of a set are listed and in which order. Pure, and quick enough for 20,000 rows on each key stroke.
import type { FaultKind } from '../../../core/conversation/fault.ts';
import type { ConversationRow, ConversationStatus } from '../../../../workers/studio-api/sets.ts';

export const sorts = ['plan', 'most-faults', 'longest', 'shortest'] as const;
export type Sort = (typeof sorts)[number];

export interface Choice {
  readonly search: string;
  readonly status: ConversationStatus | 'any';
  readonly fault: FaultKind | 'any' | 'none';
  readonly sort: Sort;
}

export const everything: Choice = { search: '', status: 'any', fault: 'any', sort: 'plan' };

export const isFiltered = ({ search, status, fault }: Choice): boolean =>
  search.trim() !== '' || status !== 'any' || fault !== 'any';

export function listedRows(
  rows: readonly ConversationRow[],
  { search, status, fault, sort }: Choice,
): readonly ConversationRow[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = rows.filter(
    (row) =>
      (status === 'any' || row.status === status) &&
      (fault === 'any' ||
        (fault === 'none' ? row.faultKinds.length === 0 : row.faultKinds.includes(fault))) &&
      (words.length === 0 || holdsAll(row.opening.toLowerCase(), words)),
  );
  const order = orders[sort];
  return order ? chosen.toSorted(order) : chosen;
}

const holdsAll = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word));

type Order = (a: ConversationRow, b: ConversationRow) => number;
/** Sorting is stable: equals stay in the order of the set. */
const orders: Readonly<Record<Sort, Order | null>> = {
  plan: null,
  'most-faults': (a, b) => b.faultKinds.length - a.faultKinds.length,
  longest: (a, b) => b.turnCount - a.turnCount,
  shortest: (a, b) => a.turnCount - b.turnCount,
};

/** The words of a select: only what occurs is offered. */
export function occurring(rows: readonly ConversationRow[]): {
  readonly statuses: readonly ConversationStatus[];
  readonly faults: readonly FaultKind[];
} {
  const statuses = new Set<ConversationStatus>();
  const faults = new Set<FaultKind>();
  for (const { status, faultKinds } of rows) {
    statuses.add(status);
    for (const kind of faultKinds) faults.add(kind);
  }
  return { statuses: [...statuses], faults: [...faults] };
}
