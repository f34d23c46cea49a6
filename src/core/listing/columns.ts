// Owns the columnar index of a set: each property of its rows in a typed array of its own, so that filtering and sorting
// 20,000 of them reads a few hundred kilobytes in a row. It is plain data and can be kept as it is.
import { faultKinds, type FaultKind } from '../conversation/fault.ts';
import { conversationStatuses, labelWords, type ConversationRow, type VerdictWord } from './row.ts';

/** The words that a column holds by their place. */
type Words = readonly string[];

/** One entry a row in every column, in the order of their ids; −1 stands for null. */
export interface Columns {
  readonly ids: string[];
  readonly openings: string[];
  readonly status: Int8Array;
  readonly turnCount: Uint16Array;
  /** Bit n is set where the row has fault kind n. */
  readonly faults: Uint32Array;
  readonly round: Int16Array;
  readonly pairNumber: Uint32Array;
  readonly candidate: Int16Array;
  readonly model: Int16Array;
  readonly source: Int16Array;
  readonly label: Int8Array;
  /** Bit n % 32 of plane ⌊n / 32⌋ is set where verdict word n was said. */
  readonly verdicts: readonly Uint32Array[];
  /** A number for all that each profile says: the same texts, the same number. */
  readonly profiles: readonly [Uint32Array, Uint32Array];
  /** Place of the row's terms in `termSets`. */
  readonly terms: Int16Array;
  readonly models: Words;
  readonly sources: Words;
  readonly verdictWords: Words;
  readonly termSets: Words;
}

const wordsPerPlane = 32;

/** A row with the verdicts that it can be filtered by. */
export interface IndexedRow {
  readonly row: ConversationRow;
  /** Each once, sorted. */
  readonly verdicts: readonly VerdictWord[];
  readonly profiles: readonly [number, number];
  /** Sources with their licences, see `termsWord`. */
  readonly terms: string;
}

/** Of rows in the order of their ids. */
export function columnsOf(rows: readonly IndexedRow[]): Columns {
  const words = {
    ...{ models: new Dictionary(), sources: new Dictionary() },
    ...{ verdicts: new Dictionary(), terms: new Dictionary() },
  };
  for (const word of new Set(rows.flatMap(({ verdicts }) => verdicts).sort())) words.verdicts.placeOf(word);
  const columns = emptyColumns(rows, words);
  for (const [at, row] of rows.entries()) setRow(columns, at, row, words);
  return columns;
}

type Dictionaries = Readonly<Record<'models' | 'sources' | 'verdicts' | 'terms', Dictionary>>;

/** As long as they will be. What the dictionaries learn later stands in them too. */
function emptyColumns(rows: readonly IndexedRow[], words: Dictionaries): Columns {
  const column = <Kind>(Kind: new (length: number) => Kind): Kind => new Kind(rows.length);
  const planes = Math.ceil(words.verdicts.words.length / wordsPerPlane);
  return {
    ids: rows.map(({ row }) => row.id),
    openings: rows.map(({ row }) => row.opening),
    status: column(Int8Array),
    turnCount: column(Uint16Array),
    faults: column(Uint32Array),
    round: column(Int16Array),
    pairNumber: column(Uint32Array),
    candidate: column(Int16Array),
    model: column(Int16Array),
    source: column(Int16Array),
    label: column(Int8Array),
    verdicts: Array.from({ length: planes }, () => column(Uint32Array)),
    profiles: [column(Uint32Array), column(Uint32Array)],
    terms: column(Int16Array),
    models: words.models.words,
    sources: words.sources.words,
    verdictWords: words.verdicts.words,
    termSets: words.terms.words,
  };
}

function setRow(
  columns: Columns,
  at: number,
  { row, verdicts, profiles, terms }: IndexedRow,
  words: Dictionaries,
): void {
  columns.status[at] = conversationStatuses.indexOf(row.status);
  columns.turnCount[at] = row.turnCount;
  columns.faults[at] = row.faultKinds.reduce((bits, kind) => bits | faultBit(kind), 0);
  columns.round[at] = row.round ?? -1;
  columns.pairNumber[at] = row.pairNumber;
  columns.candidate[at] = row.candidate ?? -1;
  columns.model[at] = words.models.placeOf(row.model);
  columns.source[at] = words.sources.placeOf(row.source);
  columns.label[at] = labelPlace(row.label);
  columns.profiles[0][at] = profiles[0];
  columns.profiles[1][at] = profiles[1];
  columns.terms[at] = words.terms.placeOf(terms);
  for (const word of verdicts) {
    const place = words.verdicts.placeOf(word);
    const plane = columns.verdicts[Math.floor(place / wordsPerPlane)];
    if (plane) plane[at] = (plane[at] ?? 0) | verdictBit(place);
  }
}

class Dictionary {
  readonly words: string[] = [];
  readonly #places = new Map<string, number>();
  placeOf(word: string | null): number {
    if (word === null) return -1;
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    this.#places.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}

export const faultBit = (kind: FaultKind): number => 1 << faultKinds.indexOf(kind);
export const verdictBit = (place: number): number => 1 << (place % wordsPerPlane);
export const planeOf = (columns: Columns, place: number): Uint32Array | undefined =>
  columns.verdicts[Math.floor(place / wordsPerPlane)];
export const labelPlace = (label: ConversationRow['label']): number =>
  label === null ? -1 : labelWords.indexOf(label);

const faultsIn = (bits: number): FaultKind[] => faultKinds.filter((kind) => (bits & faultBit(kind)) !== 0);

export function rowAt(columns: Columns, at: number): ConversationRow {
  const orNull = (value: number | undefined) => (value === undefined || value < 0 ? null : value);
  return {
    id: columns.ids[at] ?? '',
    status: conversationStatuses[columns.status[at] ?? 0] ?? 'imported',
    opening: columns.openings[at] ?? '',
    turnCount: columns.turnCount[at] ?? 0,
    faultKinds: faultsIn(columns.faults[at] ?? 0),
    round: orNull(columns.round[at]),
    pairNumber: columns.pairNumber[at] ?? 0,
    candidate: orNull(columns.candidate[at]),
    model: columns.models[columns.model[at] ?? -1] ?? null,
    source: columns.sources[columns.source[at] ?? -1] ?? null,
    label: labelWords[columns.label[at] ?? -1] ?? null,
  };
}

/** The verdict words of a row. */
const verdictsAt = (columns: Columns, at: number): VerdictWord[] =>
  columns.verdictWords.flatMap((word, place) =>
    ((planeOf(columns, place)?.[at] ?? 0) & verdictBit(place)) !== 0 ? [word as VerdictWord] : [],
  );

/** A row with its verdict words. */
export const indexedAt = (columns: Columns, at: number): IndexedRow => ({
  row: rowAt(columns, at),
  verdicts: verdictsAt(columns, at),
  profiles: [columns.profiles[0][at] ?? 0, columns.profiles[1][at] ?? 0],
  terms: columns.termSets[columns.terms[at] ?? -1] ?? '[]',
});

/** The same with some rows made anew, added, or (null) taken out. */
export function withChanges(columns: Columns, changed: ReadonlyMap<string, IndexedRow | null>): Columns {
  const kept = columns.ids.flatMap((id, at) => (changed.has(id) ? [] : [indexedAt(columns, at)]));
  const fresh = [...changed.values()].filter((row) => row !== null);
  const byId = (a: IndexedRow, b: IndexedRow) => (a.row.id < b.row.id ? -1 : 1);
  return columnsOf([...kept, ...fresh].sort(byId));
}
