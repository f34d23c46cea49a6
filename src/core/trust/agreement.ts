// Owns how far an expert agrees with people, as one answer: every figure with its interval, resampled by conversation, the
// table behind them, and the items on which they differ (method.md, section 6).
import { bootstrapIntervals, grouped, shareOf, type Estimate } from '../statistics/interval.ts';
import { ac1OfTable, alphaOfTable, type Level } from './several-raters.ts';
import {
  bySquare,
  confusionMatrix,
  differing,
  kappaOf,
  type ConfusionMatrix,
  type Value,
  type ValuePair,
} from './two-raters.ts';

/** One thing that both have judged: a conversation, or one attribute of it. */
export interface JudgedItem<Given extends Value> {
  readonly conversationId: string;
  /** Tells items of one conversation apart; '' where the conversation is the item. */
  readonly part: string;
  readonly label: Given;
  readonly verdict: Given;
}

export interface Agreement<Given extends Value> {
  /** Rows are labels, columns verdicts. */
  readonly confusion: ConfusionMatrix<Given>;
  /** Share with the same value; Wilson's interval, which takes items for independent. */
  readonly accuracy: Estimate;
  readonly kappa: Estimate;
  /** For scales only. */
  readonly quadraticKappa: Estimate | null;
  readonly alpha: Estimate;
  readonly ac1: Estimate;
  readonly disagreements: readonly JudgedItem<Given>[];
}

/** `scale`: all values in their order. With `nominal` they have none, and there is no quadratic κ. */
export function agreementOf<Given extends Value>(
  items: readonly JudgedItem<Given>[],
  scale: readonly Given[],
  level: Level,
  seed: number,
): Agreement<Given> {
  const known = new Set(scale);
  const judged = items.filter(({ label, verdict }) => known.has(label) && known.has(verdict));
  const confusion = confusionMatrix(judged.map(pairOf), scale);
  const figures = estimatesOf(judged, confusion, level, seed);
  const [kappa, quadratic, alpha, ac1] = figures;
  const same = judged.filter(({ label, verdict }) => label === verdict).length;
  return {
    ...{ confusion, accuracy: shareOf(same, judged.length), kappa, alpha, ac1 },
    quadraticKappa: level === 'nominal' ? null : quadratic,
    disagreements: judged.filter(({ label, verdict }) => label !== verdict),
  };
}

/** All figures follow from the table, so that of each draw the table alone is made: lists of pairs would take half a second. */
const figuresOf = <Given extends Value>(table: ConfusionMatrix<Given>, level: Level) =>
  [
    kappaOf(table, differing),
    level === 'nominal' ? null : kappaOf(table, bySquare),
    alphaOfTable(table, level),
    ac1OfTable(table),
  ] as const;

type Four<Figure> = readonly [kappa: Figure, quadratic: Figure, alpha: Figure, ac1: Figure];

function estimatesOf<Given extends Value>(
  judged: readonly JudgedItem<Given>[],
  confusion: ConfusionMatrix<Given>,
  level: Level,
  seed: number,
): Four<Estimate> {
  const { values } = confusion;
  const places = new Map(values.map((value, place) => [value, place]));
  const groups = grouped(judged, ({ conversationId }) => conversationId).map((group) =>
    group.map(({ label, verdict }) => [places.get(label) ?? 0, places.get(verdict) ?? 0] as const),
  );
  const ofDrawn = (drawn: readonly number[]) => {
    const counts = values.map(() => values.map(() => 0));
    let n = 0;
    for (const place of drawn)
      for (const [row, column] of groups[place] ?? []) {
        const own = counts[row];
        if (own) own[column] = (own[column] ?? 0) + 1;
        n += 1;
      }
    return figuresOf({ values, counts, n }, level);
  };
  const intervals = bootstrapIntervals(groups.length, ofDrawn, seed);
  const [kappa, quadratic, alpha, ac1] = figuresOf(confusion, level);
  const estimate = (value: number | null, place: number): Estimate => ({
    ...{ value, n: judged.length, interval: value === null ? null : (intervals[place] ?? null) },
  });
  return [estimate(kappa, 0), estimate(quadratic, 1), estimate(alpha, 2), estimate(ac1, 3)];
}

const pairOf = <Given extends Value>({ label, verdict }: JudgedItem<Given>): ValuePair<Given> => [
  label,
  verdict,
];
