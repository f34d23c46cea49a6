// Owns what stands in the cells of a bench: the answer of each, decided anew at any threshold without a call, whether it changed
// from one version to the next, and whether it is right by a label or by what was done to the conversation.
import { decisionAt } from '../critic/graded.ts';
import { builtIn } from '../critic/built-in-experts.ts';
import { choicesOf, swapped } from '../critic/quality.ts';
import type { Choice, Verdict } from '../critic/verdict.ts';
import type { Label } from '../review/label.ts';
import { objectorsTo } from '../trust/corruption.ts';
import { cellVerdictId, ordersOf, type Bench, type BenchColumn, type BenchRow } from './bench.ts';
import type { RowLabels } from './held-out.ts';

/** pass, drop: of filters · 1 … 5 · preferred: this conversation, other: its rival, tie: of comparisons. */
export type Answer = 'pass' | 'drop' | 'preferred' | 'other' | 'tie' | number;

export interface Cell {
  /** none: nothing to ask · open: not asked yet, or of a comparison one order only. */
  readonly state: 'none' | 'open' | 'answered' | 'not applicable' | 'unreadable';
  /** Where it is answered. */
  readonly answer: Answer | null;
  /** Of what drops, or a degree, 0 … 1; where a threshold decides. */
  readonly probability: number | null;
  /** Of a comparison: both orders say the same. */
  readonly survivesSwap: boolean | null;
  readonly verdicts: readonly Verdict[];
}

/** By column, then by row. */
export type Cells = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

/** The highest probability that passes, by column. */
export type Thresholds = Readonly<Record<string, number>>;
export const usualThreshold = 0.5;

/** None without a bench. */
export function cellsOf(
  bench: Bench | null,
  verdicts: ReadonlyMap<string, Verdict>,
  thresholds: Thresholds,
): Cells {
  if (!bench) return new Map();
  return new Map(
    bench.columns.map((column) => {
      const atMost = thresholds[column.id] ?? usualThreshold;
      const cells = bench.rows.map((row) => [row.id, cellOf(column, row, verdicts, atMost)] as const);
      return [column.id, new Map(cells)];
    }),
  );
}

const empty = { answer: null, probability: null, survivesSwap: null } as const;

function cellOf(
  column: BenchColumn,
  row: BenchRow,
  known: ReadonlyMap<string, Verdict>,
  atMost: number,
): Cell {
  const orders = ordersOf(column, row);
  const verdicts = orders.flatMap((order) => known.get(cellVerdictId(row.id, column.id, order)) ?? []);
  if (orders.length === 0) return { ...empty, state: 'none', verdicts };
  if (verdicts.length < orders.length) return { ...empty, state: 'open', verdicts };
  if (verdicts.some(({ finding }) => finding.kind === 'unreadable'))
    return { ...empty, state: 'unreadable', verdicts };
  if (orders.length === 2) return comparedCell(verdicts);
  return { ...oneCell(verdicts[0], atMost), verdicts };
}

function oneCell(verdict: Verdict | undefined, atMost: number): Omit<Cell, 'verdicts'> {
  const finding = verdict?.finding;
  switch (finding?.kind) {
    case 'filter': {
      const probability = finding.probability ?? finding.degree ?? null;
      const answer = probability === null ? finding.decision : decisionAt(probability, atMost);
      return { ...empty, state: 'answered', answer, probability };
    }
    case 'faithfulness':
      return { ...empty, state: 'answered', answer: finding.decision };
    case 'scores':
      return { ...empty, state: 'answered', answer: Object.values(finding.scores)[0] ?? null };
    default:
      return { ...empty, state: 'not applicable' };
  }
}

const seen: Readonly<Record<Choice, Answer>> = { first: 'preferred', second: 'other', tie: 'tie' };

/** Only a choice that survives the swap counts. */
function comparedCell(verdicts: readonly Verdict[]): Cell {
  const [forward, backward] = verdicts.map((verdict) => choicesOf([verdict]));
  const there = Object.values(forward ?? {})[0] ?? 'tie';
  const back = Object.values(swapped(backward ?? {}))[0] ?? 'tie';
  const survivesSwap = there === back;
  return { ...empty, state: 'answered', answer: survivesSwap ? seen[there] : 'tie', survivesSwap, verdicts };
}

/** Scores that round to the same are the same. */
export const sameAnswer = (one: Cell, other: Cell): boolean =>
  one.state === other.state && plain(one.answer) === plain(other.answer);

const plain = (answer: Answer | null): Answer | null =>
  typeof answer === 'number' ? Math.round(answer) : answer;

/** The column before it that asks the same expert of the same model in the same form. */
export const columnBefore = ({ columns }: Bench, column: BenchColumn): BenchColumn | undefined =>
  columns
    .slice(
      0,
      columns.findIndex(({ id }) => id === column.id),
    )
    .findLast(
      ({ version, model, graded }) =>
        graded === column.graded &&
        version.expert === column.version.expert &&
        model.engine === column.model.engine &&
        model.model === column.model.model,
    );

/** What is right for a row, by what was done to it or by what people said; null where nobody knows. */
export function truthOf(column: BenchColumn, row: BenchRow, labels: RowLabels): Answer | null {
  return row.spoilt ? truthOfSpoilt(column, row.spoilt) : truthOfLabels(column, row, labels);
}

function truthOfSpoilt(
  { version }: BenchColumn,
  { corruption }: NonNullable<BenchRow['spoilt']>,
): Answer | null {
  const { kind, line } = version.text;
  // An expert of a person's own is held to nothing but the clean twins: nobody said what it looks for.
  const name = builtIn(version.expert) ? (kind === 'filter' ? version.expert : line) : '';
  if (!corruption) return kind === 'filter' ? 'pass' : null;
  const { filters, dimensions } = objectorsTo[corruption.kind];
  if (kind === 'filter') return filters.some((filter) => filter === name) ? 'drop' : null;
  return kind === 'pairwise' && dimensions.some((dimension) => dimension === name) ? 'other' : null;
}

function truthOfLabels({ version }: BenchColumn, { id, rival }: BenchRow, labels: RowLabels): Answer | null {
  const of = (row: string) => labels.get(row) ?? [];
  if (version.text.kind === 'filter') {
    const decision = majority(of(id).flatMap((label) => label.decision ?? []));
    return decision === null ? null : decision === 'accept' ? 'pass' : 'drop';
  }
  const [own, others] = [meanScore(of(id)), rival === null ? null : meanScore(of(rival))];
  if (own === null) return null;
  if (version.text.kind === 'pointwise') return own;
  return others === null ? null : own > others ? 'preferred' : own < others ? 'other' : 'tie';
}

/** null on none, and where two sides are equal. */
export function majority<Value>(values: readonly Value[]): Value | null {
  const counts = [...new Set(values)].map((value) => ({
    value,
    count: values.filter((other) => other === value).length,
  }));
  const [most, next] = counts.sort((a, b) => b.count - a.count);
  return !most || most.count === next?.count ? null : most.value;
}

function meanScore(labels: readonly Label[]): number | null {
  const scores = labels.flatMap(({ score }) => score ?? []);
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** null where the truth is not known, nothing was answered or nothing applies. What could not be read is never right. */
export function isRight(cell: Cell, truth: Answer | null): boolean | null {
  if (truth === null || !spoke(cell)) return null;
  return cell.state === 'answered' && plain(cell.answer) === plain(truth);
}

/** An expert to which nothing applies has said nothing that could be held against it. */
export const spoke = ({ state }: Cell): boolean => state === 'answered' || state === 'unreadable';

export const rowFilters = ['all', 'disagree', 'changed', 'invalid', 'wrong'] as const;
export type RowFilter = (typeof rowFilters)[number];

/** The rows that a filter lets through. disagree: columns of one kind answer differently. `labelsFor`: those that may be seen. */
export function rowsThrough(
  bench: Bench,
  cells: Cells,
  labelsFor: (column: BenchColumn) => RowLabels,
  filter: RowFilter,
): readonly BenchRow[] {
  const cell = (column: BenchColumn, row: BenchRow) => cells.get(column.id)?.get(row.id);
  const holds = (column: BenchColumn, row: BenchRow): boolean => {
    const own = cell(column, row);
    if (!own) return false;
    if (filter === 'invalid') return own.state === 'unreadable';
    if (filter === 'wrong') return isRight(own, truthOf(column, row, labelsFor(column))) === false;
    const others =
      filter === 'changed'
        ? [columnBefore(bench, column)]
        : bench.columns.filter(({ version }) => version.text.kind === column.version.text.kind);
    return others.some((other) => {
      const that = other && cell(other, row);
      return that !== undefined && own.state !== 'open' && that.state !== 'open' && !sameAnswer(own, that);
    });
  };
  if (filter === 'all') return bench.rows;
  return bench.rows.filter((row) => bench.columns.some((column) => holds(column, row)));
}
