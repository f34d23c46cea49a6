// Owns how far an expert agrees with people, as one answer: every figure with its interval, resampled by conversation, the
// table behind them, and the items on which they differ (method.md, section 6).
import { bootstrapInterval, grouped, shareOf, type Estimate } from '../statistics/interval.ts';
import { gwetAc1, krippendorffAlpha, type Level } from './several-raters.ts';
import {
  cohenKappa,
  confusionMatrix,
  quadraticKappa,
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
  const groups = grouped(judged, ({ conversationId }) => conversationId).map((group) => group.map(pairOf));
  const estimate = (statistic: (pairs: readonly ValuePair<Given>[]) => number | null): Estimate => {
    const value = statistic(groups.flat());
    const interval = value === null ? null : bootstrapInterval(groups, statistic, seed);
    return { value, n: judged.length, interval };
  };
  const same = judged.filter(({ label, verdict }) => label === verdict).length;
  return {
    confusion: confusionMatrix(judged.map(pairOf), scale),
    accuracy: shareOf(same, judged.length),
    kappa: estimate((pairs) => cohenKappa(pairs, scale)),
    quadraticKappa: level === 'nominal' ? null : estimate((pairs) => quadraticKappa(pairs, scale)),
    alpha: estimate((pairs) => krippendorffAlpha(pairs, scale, level)),
    ac1: estimate((pairs) => gwetAc1(pairs, scale)),
    disagreements: judged.filter(({ label, verdict }) => label !== verdict),
  };
}

const pairOf = <Given extends Value>({ label, verdict }: JudgedItem<Given>): ValuePair<Given> => [
  label,
  verdict,
];
