// Owns what a bench tells of how far a column can be trusted: right answers on the corruption set by kind, agreement with people
// on the tuning part of their labels and on the part that is locked away, traces of its own, and a test between two versions.
import { hygieneOf, type Hygiene } from '../critic/hygiene.ts';
import type { Label } from '../review/label.ts';
import { grouped, shareOf, type Estimate } from '../statistics/interval.ts';
import { agreementOf, type Agreement, type JudgedItem } from '../trust/agreement.ts';
import { splitLabels } from '../trust/label-split.ts';
import {
  labelsLacking,
  mcNemar,
  pairedCounts,
  type PairedCounts,
  type PairedTest,
} from '../trust/paired-test.ts';
import { bestThreshold, figuresAt, type GradedItem, type ThresholdFigures } from '../trust/threshold.ts';
import type { Bench, BenchColumn, BenchRow } from './bench.ts';
import { isRight, truthOf, type Answer, type Cell, type Cells } from './table.ts';

interface TrustGrounds {
  readonly bench: Bench;
  readonly cells: Cells;
  readonly labels: readonly Label[];
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

/** Half of the labels: enough to tell, and to tune by. */
const heldOutShare = 0.5;

export interface LabelAgreement {
  readonly tuning: Agreement<string> | Agreement<number>;
  readonly heldOut: Agreement<string> | Agreement<number>;
}

/** null where no row has a label that the column can be held to. */
export function agreementWithLabels(grounds: TrustGrounds, column: BenchColumn): LabelAgreement | null {
  const { bench } = grounds;
  const labelled = judgedBy(grounds, column).filter(
    ({ row, cell, truth }) => !row.spoilt && truth !== null && cell.state !== 'open' && cell.state !== 'none',
  );
  if (labelled.length === 0) return null;
  const shown = new Set(column.version.text.exemplars.flatMap(({ from }) => from ?? []));
  const idOf = ({ from }: BenchRow) => (from ? `${from.setId} ${from.conversationId}` : '');
  const { heldOut } = splitLabels(
    labelled.map(({ row }) => idOf(row)),
    shown,
    heldOutShare,
    bench.seed,
  );
  const locked = new Set(heldOut);
  const part = (isLocked: boolean) =>
    agreementOn(
      labelled.filter(({ row }) => locked.has(idOf(row)) === isLocked),
      column,
      bench.seed,
    );
  return { tuning: part(false), heldOut: part(true) };
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
  const others = ['unreadable', 'not applicable'].filter((state) =>
    items.some(({ verdict }) => verdict === state),
  );
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
