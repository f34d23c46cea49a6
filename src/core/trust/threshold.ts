// Owns what a threshold makes of graded answers: every verdict anew, with no call, and the precision and recall of each choice
// against labels or the corruption set.

/** A graded expert's probability that something is wrong, 0 … 1, and whether it truly is. */
export interface GradedItem {
  readonly probability: number;
  readonly isWrong: boolean;
}

export interface ThresholdFigures {
  /** An item is objected to when its probability is at least this. */
  readonly threshold: number;
  readonly objected: number;
  readonly rightly: number;
  /** Of those objected to, the share that is wrong; null where none is objected to. */
  readonly precision: number | null;
  /** Of those that are wrong, the share objected to; null where none is wrong. */
  readonly recall: number | null;
  /** Harmonic mean of the two; null where either is. 0 where nothing was rightly objected to. */
  readonly f1: number | null;
}

/** At one threshold. */
export function figuresAt(items: readonly GradedItem[], threshold: number): ThresholdFigures {
  const objected = items.filter(({ probability }) => probability >= threshold);
  const rightly = objected.filter(({ isWrong }) => isWrong).length;
  return figuresOf(threshold, objected.length, rightly, items.filter(({ isWrong }) => isWrong).length);
}

/** At every threshold that makes a difference, the lowest first: one for each probability that occurs. */
export function thresholdCurve(items: readonly GradedItem[]): readonly ThresholdFigures[] {
  const sorted = [...items].sort((one, other) => other.probability - one.probability);
  const wrong = items.filter(({ isWrong }) => isWrong).length;
  const points: ThresholdFigures[] = [];
  let rightly = 0;
  for (const [index, { probability, isWrong }] of sorted.entries()) {
    if (isWrong) rightly += 1;
    if (sorted[index + 1]?.probability !== probability)
      points.push(figuresOf(probability, index + 1, rightly, wrong));
  }
  return points.reverse();
}

/** Where F1 is highest; of equals the highest threshold. null where nothing is wrong, and on no items. */
export function bestThreshold(items: readonly GradedItem[]): ThresholdFigures | null {
  let best: ThresholdFigures | null = null;
  for (const point of thresholdCurve(items))
    if (point.f1 !== null && (best === null || point.f1 >= (best.f1 ?? 0))) best = point;
  return best;
}

function figuresOf(threshold: number, objected: number, rightly: number, wrong: number): ThresholdFigures {
  const precision = objected === 0 ? null : rightly / objected;
  const recall = wrong === 0 ? null : rightly / wrong;
  const f1 = precision === null || recall === null ? null : (2 * rightly) / (objected + wrong);
  return { threshold, objected, rightly, precision, recall, f1 };
}
