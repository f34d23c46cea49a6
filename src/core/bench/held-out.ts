// Owns which labels of a bench are locked away while a prompt is tuned, and the record of every look at them. What is locked away
// takes part in nothing that a person sees: no mark, no filter, no count, no threshold (method.md, section 6: honest tuning).
import type { Label } from '../review/label.ts';
import type { ModelChoice } from '../run/plan.ts';
import { splitLabels } from '../trust/label-split.ts';
import type { Bench, BenchColumn, BenchRow } from './bench.ts';

/** A person looked at the held-out labels of one version. It stays on the bench for good: what was seen can't be unseen. */
export interface HeldOutOpening {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly expert: string;
  readonly number: number;
  readonly hash: string;
  readonly model: ModelChoice;
  readonly graded: boolean;
}

export const openingOf = ({ version, model, graded }: BenchColumn, at: number): HeldOutOpening => ({
  ...{ at, expert: version.expert, number: version.number, hash: version.hash, model, graded },
});

/** What was said of each row, by the row's id. */
export type RowLabels = ReadonlyMap<string, readonly Label[]>;

export interface PartedLabels {
  readonly tuning: RowLabels;
  readonly heldOut: RowLabels;
  /** Both. */
  readonly all: RowLabels;
}

export const noLabels: PartedLabels = { tuning: new Map(), heldOut: new Map(), all: new Map() };

/** Half of the labels: enough to tell, and to tune by. */
const heldOutShare = 0.5;
/** One for all benches: another bench of the same conversations locks the same ones away. */
const seed = 1;

/** A conversation that any version on the bench was shown as an example is held out no more. `labels` are about rows. */
export function partedLabels({ rows, columns }: Bench, labels: readonly Label[]): PartedLabels {
  const shown = new Set(
    columns.flatMap(({ version }) => version.text.exemplars.flatMap(({ from }) => from ?? [])),
  );
  const conversations = rows.flatMap(({ from }) => from?.conversationId ?? []);
  const served = rows.flatMap(({ from }) => (from && shown.has(keyOf(from)) ? [from.conversationId] : []));
  const locked = new Set(splitLabels(conversations, new Set(served), heldOutShare, seed).heldOut);
  const isLocked = new Set(
    rows.flatMap(({ id, from }) => (from && locked.has(from.conversationId) ? [id] : [])),
  );
  return {
    tuning: labelsByRow(labels.filter(({ about }) => !isLocked.has(about))),
    heldOut: labelsByRow(labels.filter(({ about }) => isLocked.has(about))),
    all: labelsByRow(labels),
  };
}

const keyOf = ({ setId, conversationId }: NonNullable<BenchRow['from']>): string =>
  `${setId} ${conversationId}`;

export function labelsByRow(labels: readonly Label[]): RowLabels {
  const byRow = new Map<string, Label[]>();
  for (const label of labels) {
    const own = byRow.get(label.about);
    if (own) own.push(label);
    else byRow.set(label.about, [label]);
  }
  return byRow;
}
