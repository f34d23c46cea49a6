// Owns what a bench tells of how far a column can be trusted: right answers on the corruption set by kind, agreement with people
// as a whole and attribute by attribute, traces of its own, and a test between two versions. Which labels it is held to is said by
// whoever asks: the tuning part, or the part that is locked away.
import { hygieneOf, type Hygiene } from '../critic/hygiene.ts';
import { marks, type AttributeMark } from '../critic/verdict.ts';
import type { Label } from '../review/label.ts';
import { grouped, shareOf, type Estimate } from '../statistics/interval.ts';
import { agreementOf, type Agreement, type JudgedItem } from '../trust/agreement.ts';
import {
  labelsLacking,
  mcNemar,
  pairedCounts,
  type PairedCounts,
  type PairedTest,
} from '../trust/paired-test.ts';
import { bestThreshold, figuresAt, type GradedItem, type ThresholdFigures } from '../trust/threshold.ts';
import type { Bench, BenchColumn, BenchRow } from './bench.ts';
import type { RowLabels } from './held-out.ts';
import { isRight, majority, spoke, truthOf, type Answer, type Cell, type Cells } from './table.ts';

interface TrustGrounds {
  readonly bench: Bench;
  readonly cells: Cells;
  readonly labels: RowLabels;
}

/** A column's cells, each with its row and what is right for it. */
interface Judged {
  readonly row: BenchRow;
  readonly cell: Cell;
  readonly truth: Answer | null;
}

const judgedBy = ({ bench, cells, labels }: TrustGrounds, column: BenchColumn): readonly Judged[] =>
  bench.rows.flatMap((row) => {
    const cell = cells.get(column.id)?.get(row.id);
    return cell ? [{ row, cell, truth: truthOf(column, row, labels) }] : [];
  });

export interface KindAccuracy {
  /** A kind of corruption, or 'clean'. */
  readonly kind: string;
  readonly accuracy: Estimate;
}

/** Only the kinds that concern the expert; empty on a bench without spoilt conversations. */
export function accuracyByKind(grounds: TrustGrounds, column: BenchColumn): readonly KindAccuracy[] {
  const known = judgedBy(grounds, column).flatMap(({ row, cell, truth }) => {
    const right = row.spoilt ? isRight(cell, truth) : null;
    return right === null ? [] : [{ kind: row.spoilt?.corruption?.kind ?? 'clean', right }];
  });
  return grouped(known, ({ kind }) => kind).map((group) => ({
    kind: group[0]?.kind ?? '',
    accuracy: shareOf(group.filter(({ right }) => right).length, group.length),
  }));
}

/** null where no row has a label that the column can be held to. */
export function agreementWithLabels(
  grounds: TrustGrounds,
  column: BenchColumn,
): Agreement<string> | Agreement<number> | null {
  const labelled = judgedBy(grounds, column).filter(
    ({ row, cell, truth }) => !row.spoilt && truth !== null && spoke(cell),
  );
  return labelled.length === 0 ? null : agreementOn(labelled, column, grounds.bench.seed);
}

/**
 * Of an expert that marks each attribute with the marks that people gave, attribute by attribute; drawn again by conversation. An
 * answer that could not be read differs at each. null where nobody marked one, and for other experts.
 */
export function agreementOnMarks(grounds: TrustGrounds, column: BenchColumn): Agreement<string> | null {
  if (column.version.text.answer !== 'marks') return null;
  const items = judgedBy(grounds, column).flatMap(({ row, cell }): JudgedItem<string>[] => {
    const [finding] = cell.verdicts.map((verdict) => verdict.finding);
    if (finding?.kind !== 'faithfulness' && finding?.kind !== 'unreadable') return [];
    const given = new Map(
      (finding.kind === 'faithfulness' ? finding.marks : []).map((one) => [attributeOf(one), one.mark]),
    );
    return [...marksOfPeople(grounds.labels.get(row.id) ?? [])].map(([part, label]) => ({
      ...{ conversationId: row.id, part, label, verdict: given.get(part) ?? 'unreadable' },
    }));
  });
  const others = items.some(({ verdict }) => verdict === 'unreadable') ? ['unreadable'] : [];
  return items.length === 0 ? null : agreementOf(items, [...marks, ...others], 'nominal', grounds.bench.seed);
}

const attributeOf = ({ speaker, attribute }: AttributeMark): string => `${speaker} ${attribute}`;

/** By attribute; where two marks have equally many annotators, none. */
function marksOfPeople(labels: readonly Pick<Label, 'marks'>[]): ReadonlyMap<string, string> {
  const all = labels.flatMap((label) => label.marks ?? []);
  return new Map(
    grouped(all, attributeOf).flatMap((group) => {
      const mark = majority(group.map((one) => one.mark));
      const [one] = group;
      return one && mark !== null ? [[attributeOf(one), mark] as const] : [];
    }),
  );
}

function agreementOn(
  judged: readonly Judged[],
  { version }: BenchColumn,
  seed: number,
): Agreement<string> | Agreement<number> {
  if (version.text.kind === 'pointwise') {
    const items = judged.flatMap(({ row, cell, truth }): JudgedItem<number>[] =>
      typeof truth === 'number' && typeof cell.answer === 'number'
        ? [{ conversationId: row.id, part: '', label: Math.round(truth), verdict: Math.round(cell.answer) }]
        : [],
    );
    return agreementOf(items, [1, 2, 3, 4, 5], 'ordinal', seed);
  }
  const items = judged.map(({ row, cell, truth }): JudgedItem<string> => ({
    ...{ conversationId: row.id, part: '', label: String(truth) },
    verdict: cell.answer === null ? cell.state : String(cell.answer),
  }));
  const scale = version.text.kind === 'filter' ? ['pass', 'drop'] : ['preferred', 'other', 'tie'];
  // Values that nobody gave would still count as possible, and shift what is agreement by chance.
  const others = items.some(({ verdict }) => verdict === 'unreadable') ? ['unreadable'] : [];
  return agreementOf(items, [...scale, ...others], 'nominal', seed);
}

/** Position, length and what could not be read, over the verdicts of one column. */
export const hygieneIn = (
  grounds: TrustGrounds,
  column: BenchColumn,
  wordsOf: (rowId: string) => number,
): Hygiene =>
  hygieneOf(
    judgedBy(grounds, column).flatMap(({ cell }) => cell.verdicts),
    wordsOf,
  );

export interface VersionTest extends PairedTest {
  readonly counts: PairedCounts;
  /** How many more labels would show this difference; null where none is seen. */
  readonly lacking: number | null;
}

/** Two columns on the rows whose truth is known and that both have answered. */
export function versionTest(grounds: TrustGrounds, first: BenchColumn, second: BenchColumn): VersionTest {
  const others = new Map(judgedBy(grounds, second).map((judged) => [judged.row.id, judged]));
  const counts = pairedCounts(
    judgedBy(grounds, first).flatMap(({ row, cell, truth }) => {
      const other = others.get(row.id);
      const [firstIsRight, secondIsRight] = [isRight(cell, truth), other ? isRight(other.cell, truth) : null];
      return firstIsRight === null || secondIsRight === null ? [] : [{ firstIsRight, secondIsRight }];
    }),
  );
  return { ...mcNemar(counts), counts, lacking: labelsLacking(counts) };
}

/** Cells with a probability whose truth is known; what a threshold is set by. */
export const gradedItems = (grounds: TrustGrounds, column: BenchColumn): readonly GradedItem[] =>
  judgedBy(grounds, column).flatMap(({ cell, truth }) =>
    cell.probability === null || truth === null
      ? []
      : [{ probability: cell.probability, isWrong: truth === 'drop' }],
  );

/** Above the limit drops, whereas figures object from their threshold on. */
const justAbove = 1e-9;

export const figuresAbove = (items: readonly GradedItem[], atMost: number): ThresholdFigures =>
  figuresAt(items, atMost + justAbove);

/** The limit at which F1 is highest; null where nothing is wrong. */
export function bestLimit(items: readonly GradedItem[]): number | null {
  const best = bestThreshold(items);
  return best === null ? null : Math.max(0, best.threshold - 2 * justAbove);
}
