// Owns what can be said of an export from the index alone, before anything is read: which records, how many rows, whose terms,
// which faults, and what its splits are cut by.
import { faultKinds } from '../conversation/fault.ts';
import type { ExportScope } from '../formats/export-wish.ts';
import { pairPrefix, placeOf } from '../run/places.ts';
import { faultBit, type Columns } from './columns.ts';
import { conversationStatuses, termsIn } from './row.ts';

export interface Exportable {
  /** In the order of the set. */
  readonly ids: readonly string[];
  /** A number for each profile of each record, for cutting. */
  readonly profiles: readonly [Uint32Array, Uint32Array];
  /** Records that have turns. */
  readonly withTurns: number;
  /** Candidates with turns that lost to one of these records. */
  readonly losers: number;
  readonly turns: number;
  readonly terms: readonly (readonly [name: string, licence: string])[];
  readonly models: readonly string[];
  /** Records that show a kind of fault. */
  readonly faults: readonly (readonly [kind: string, records: number])[];
}

export function exportableOf(columns: Columns, scope: ExportScope, listed: Uint32Array | null): Exportable {
  const places = placesOf(columns, scope, listed);
  const pick = (column: Uint32Array) => Uint32Array.from(places, (at) => column[at] ?? 0);
  const turnCounts = Array.from(places, (at) => columns.turnCount[at] ?? 0);
  return {
    ids: Array.from(places, (at) => columns.ids[at] ?? ''),
    profiles: [pick(columns.profiles[0]), pick(columns.profiles[1])],
    withTurns: turnCounts.filter((count) => count > 0).length,
    losers: losersOf(columns, places),
    turns: turnCounts.reduce((sum, count) => sum + count, 0),
    terms: termsOf(columns, places),
    models: wordsOf(columns.model, columns.models, places),
    faults: faultKinds
      .map(
        (kind) =>
          [kind, places.filter((at) => ((columns.faults[at] ?? 0) & faultBit(kind)) !== 0).length] as const,
      )
      .filter(([, count]) => count > 0),
  };
}

const kept = conversationStatuses.indexOf('kept');

/** Of a run its records are what was kept; of a filter or a selection everything that it names. */
function placesOf(columns: Columns, scope: ExportScope, listed: Uint32Array | null): Uint32Array {
  if (scope.kind === 'filter' && listed) return listed.toSorted();
  const ids = new Set(scope.kind === 'selection' ? scope.ids : []);
  const isIn =
    scope.kind === 'selection'
      ? (at: number) => ids.has(columns.ids[at] ?? '')
      : (at: number) => columns.status[at] === kept || placeOf(columns.ids[at] ?? '') === null;
  return Uint32Array.from([...columns.ids.keys()].filter(isIn));
}

function losersOf(columns: Columns, places: Uint32Array): number {
  const winners = new Set<string>();
  for (const at of places)
    if (columns.status[at] === kept && (columns.turnCount[at] ?? 0) > 0)
      winners.add(pairPrefix(columns.ids[at] ?? ''));
  if (winners.size === 0) return 0;
  let losers = 0;
  for (const [at, id] of columns.ids.entries())
    if (columns.status[at] !== kept && (columns.turnCount[at] ?? 0) > 0 && winners.has(pairPrefix(id)))
      losers += 1;
  return losers;
}

const wordsOf = (column: Int16Array, words: readonly string[], places: Uint32Array): string[] =>
  [...new Set(places.map((at) => column[at] ?? 0))].flatMap((place) => words[place] ?? []).sort();

function termsOf(columns: Columns, places: Uint32Array): Exportable['terms'] {
  const pairs = wordsOf(columns.terms, columns.termSets, places).flatMap((word) => [...termsIn(word)]);
  const distinct = new Map(pairs.map((pair) => [JSON.stringify(pair), pair]));
  return [...distinct.keys()].sort().flatMap((key) => {
    const pair = distinct.get(key);
    return pair ? [pair] : [];
  });
}
