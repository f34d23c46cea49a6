// Owns which rows of a set are listed and in which order. Pure, and quick enough for 20,000 rows at each key stroke.
import { faultKinds, type FaultKind } from '../conversation/fault.ts';
import { faultBit, labelPlace, planeOf, verdictBit, type Columns } from './columns.ts';
import {
  conversationStatuses,
  labelWords,
  searchable,
  type ConversationStatus,
  type LabelWord,
} from './row.ts';

export const sorts = ['plan', 'most-faults', 'longest', 'shortest'] as const;
export type Sort = (typeof sorts)[number];

export interface ListQuery {
  /** Words that must all occur in what was said. */
  readonly search: string;
  readonly status: ConversationStatus | 'any';
  readonly fault: FaultKind | 'any' | 'none';
  /** A verdict word, as offered. */
  readonly verdict: string;
  readonly label: LabelWord | 'any' | 'none';
  /** 0-based. */
  readonly round: number | 'any';
  readonly model: string;
  readonly source: string;
  readonly sort: Sort;
}

/** '' stands for any verdict, model or source. */
export const everything: ListQuery = {
  search: '',
  status: 'any',
  fault: 'any',
  verdict: '',
  label: 'any',
  round: 'any',
  model: '',
  source: '',
  sort: 'plan',
};

export const isFiltered = (query: ListQuery): boolean =>
  query.search.trim() !== '' ||
  (Object.keys(everything) as (keyof ListQuery)[]).some(
    (name) => name !== 'search' && name !== 'sort' && query[name] !== everything[name],
  );

/** Places of the chosen rows, in order. `texts`: what was said in each row; asked for only by a search. */
export function listedPlaces(columns: Columns, query: ListQuery, texts: readonly string[]): Uint32Array {
  const tests = [...testsOf(columns, query), ...searchTest(query.search, texts)];
  const places = new Uint32Array(columns.ids.length);
  let count = 0;
  for (let at = 0; at < columns.ids.length; at += 1)
    if (tests.every((test) => test(at))) places[count++] = at;
  return sorted(columns, places.subarray(0, count), query.sort);
}

type Test = (at: number) => boolean;

function testsOf(columns: Columns, query: ListQuery): Test[] {
  const is =
    (column: ArrayLike<number>, value: number): Test =>
    (at) =>
      column[at] === value;
  const { status, fault, label, round, model, source } = query;
  return [
    ...(status === 'any' ? [] : [is(columns.status, conversationStatuses.indexOf(status))]),
    ...(fault === 'any' ? [] : [faultTest(columns, fault)]),
    ...(query.verdict === '' ? [] : [verdictTest(columns, query.verdict)]),
    ...(label === 'any' ? [] : [is(columns.label, label === 'none' ? -1 : labelPlace(label))]),
    ...(round === 'any' ? [] : [is(columns.round, round)]),
    ...(model === '' ? [] : [is(columns.model, placeOrNowhere(columns.models, model))]),
    ...(source === '' ? [] : [is(columns.source, placeOrNowhere(columns.sources, source))]),
  ];
}

/** A word that no row has fits none; −1 would fit the rows without any. */
const placeOrNowhere = (words: readonly string[], word: string): number => {
  const place = words.indexOf(word);
  return place === -1 ? Number.NaN : place;
};

function faultTest({ faults }: Columns, fault: FaultKind | 'none'): Test {
  if (fault === 'none') return (at) => faults[at] === 0;
  const bit = faultBit(fault);
  return (at) => ((faults[at] ?? 0) & bit) !== 0;
}

function verdictTest(columns: Columns, word: string): Test {
  const place = columns.verdictWords.indexOf(word);
  const plane = planeOf(columns, place);
  if (place === -1 || !plane) return () => false;
  const bit = verdictBit(place);
  return (at) => ((plane[at] ?? 0) & bit) !== 0;
}

function searchTest(search: string, texts: readonly string[]): Test[] {
  const words = searchable(search).trim().split(/\s+/).filter(Boolean);
  return words.map((word) => (at) => texts[at]?.includes(word) ?? false);
}

/** Equals stay in the order of the set. */
function sorted(columns: Columns, places: Uint32Array, sort: Sort): Uint32Array {
  const { turnCount, faults } = columns;
  const inOrder = (a: number, b: number) => a - b;
  switch (sort) {
    case 'plan':
      return places;
    case 'most-faults':
      return places.sort((a, b) => bitCount(faults[b] ?? 0) - bitCount(faults[a] ?? 0) || inOrder(a, b));
    case 'longest':
      return places.sort((a, b) => (turnCount[b] ?? 0) - (turnCount[a] ?? 0) || inOrder(a, b));
    case 'shortest':
      return places.sort((a, b) => (turnCount[a] ?? 0) - (turnCount[b] ?? 0) || inOrder(a, b));
  }
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** What filters can be set to: only what occurs. */
export interface Offered {
  readonly statuses: readonly ConversationStatus[];
  readonly faults: readonly FaultKind[];
  readonly verdicts: readonly string[];
  readonly labels: readonly LabelWord[];
  /** 0-based. */
  readonly rounds: readonly number[];
  readonly models: readonly string[];
  readonly sources: readonly string[];
}

export function offeredBy(columns: Columns): Offered {
  const [statuses, rounds, labels] = [new Set<number>(), new Set<number>(), new Set<number>()];
  let faults = 0;
  for (let at = 0; at < columns.ids.length; at += 1) {
    statuses.add(columns.status[at] ?? -1);
    rounds.add(columns.round[at] ?? -1);
    labels.add(columns.label[at] ?? -1);
    faults |= columns.faults[at] ?? 0;
  }
  return {
    statuses: conversationStatuses.filter((_, place) => statuses.has(place)),
    faults: faultKinds.filter((kind) => (faults & faultBit(kind)) !== 0),
    verdicts: [...columns.verdictWords].sort(),
    labels: labelWords.filter((label) => labels.has(labelPlace(label))),
    rounds: [...rounds].filter((round) => round >= 0).sort((a, b) => a - b),
    models: columns.models,
    sources: columns.sources,
  };
}
