// Owns what a bench is: a frozen set of conversations as rows, versions of experts as columns, and which of its cells are still
// without a verdict. Experts are asked apart here, so that a change of one leaves the verdicts of all others as they are.
import type { Conversation } from '../conversation/conversation.ts';
import type { Question } from '../critic/expert.ts';
import type { ExpertVersion } from '../critic/expert-version.ts';
import { asksCritic, filterQuestion } from '../critic/filters.ts';
import { gradedQuestion } from '../critic/graded-questions.ts';
import { comparisonQuestion, scoresQuestion } from '../critic/quality.ts';
import type { Subject } from '../critic/template-variables.ts';
import type { Corruption } from '../trust/corruption.ts';
import type { ModelChoice } from '../run/plan.ts';
import type { HeldOutOpening } from './held-out.ts';

export interface BenchRow {
  /** Of the copy of the conversation that the bench keeps; sorts in the order of the rows. */
  readonly id: string;
  /** What it is a copy of, and whose labels count; null for what was made for the bench. */
  readonly from: { readonly setId: string; readonly conversationId: string } | null;
  /** Of the corruption set: what was done to it, null for a clean twin, and which twins belong together. */
  readonly spoilt?: { readonly corruption: Corruption | null; readonly sourceId: string };
  /** The row that comparisons hold it against; null where there is none. */
  readonly rival: string | null;
}

export interface BenchColumn {
  readonly id: string;
  readonly version: ExpertVersion;
  readonly model: ModelChoice;
  /** By the odds of the answers after one reading of the prompt. */
  readonly graded: boolean;
}

export const benchStates = ['idle', 'running', 'paused'] as const;

/** `owner` is the project's id. The conversations of its rows and its verdicts are kept under its own id. */
export interface Bench {
  readonly owner: string;
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly seed: number;
  readonly rows: readonly BenchRow[];
  readonly columns: readonly BenchColumn[];
  readonly state: (typeof benchStates)[number];
  /** Every look at the held-out labels, oldest first; absent for none. */
  readonly openings?: readonly HeldOutOpening[];
}

/** The same version, model and form are the same column, wherever they stand. */
export const columnId = ({ version, model, graded }: Omit<BenchColumn, 'id'>): string =>
  [
    version.expert,
    version.number,
    version.hash,
    model.engine,
    model.model,
    graded ? 'graded' : 'written',
  ].join(' ');

/** A comparison is asked in both orders; everything else once. */
export const orders = ['forward', 'backward'] as const;
export type Order = (typeof orders)[number];

export interface OpenCell {
  readonly column: BenchColumn;
  readonly row: BenchRow;
  readonly order: Order;
}

export const cellVerdictId = (row: string, column: string, order: Order): string =>
  `${row}~${column}${order === 'backward' ? '~backward' : ''}`;

/** Every cell without a verdict: model by model, so that each is loaded once, and row by row, so that versions can be compared early. */
export function openCells({ columns, rows }: Bench, isKnown: (verdictId: string) => boolean): OpenCell[] {
  const models = [...new Set(columns.map(({ model }) => `${model.engine}/${model.model}`))];
  return models.flatMap((name) => {
    const own = columns.filter(({ model }) => `${model.engine}/${model.model}` === name);
    return rows.flatMap((row) =>
      own.flatMap((column) =>
        ordersOf(column, row)
          .filter((order) => !isKnown(cellVerdictId(row.id, column.id, order)))
          .map((order) => ({ column, row, order })),
      ),
    );
  });
}

/** None where a comparison has nothing to hold the conversation against. */
export function ordersOf({ version }: BenchColumn, { rival }: BenchRow): readonly Order[] {
  if (version.text.kind !== 'pairwise') return ['forward'];
  return rival === null ? [] : orders;
}

/** Benches compare versions, not limits: a degree or a probability above the half drops. */
const limits = { toxicityAtMost: 0.5 };

/** Throws `Broken`: `bad-template`. */
export function questionOn(
  version: ExpertVersion,
  subject: Subject,
  graded: boolean,
  weighs: boolean,
): Question {
  const [first, second] = subject;
  if (second) return comparisonQuestion([version], first, second, 'first');
  if (graded) return gradedQuestion(version, first, limits);
  if (version.text.kind === 'pointwise') return scoresQuestion([version], first, 'first');
  return filterQuestion([version], first, { limits, reason: 'first', together: false, weighs });
}

/** Whether there is anything to ask about it; only filters may have nothing. */
export const hasQuestion = (version: ExpertVersion, conversation: Conversation): boolean =>
  version.text.kind !== 'filter' || asksCritic(version, conversation);
