// Owns what the page may ask about the measures of sets.
import type { Evaluation } from '../../src/core/evaluate/evaluate.ts';
import type { ToldFigures } from '../../src/core/report/told-figures.ts';

export interface EvaluationOrder {
  readonly setIds: readonly string[];
  /** Each round of a run as a set of its own. */
  readonly byRound: boolean;
  /** Next-utterance prediction and profile extraction. */
  readonly accuracy: boolean;
  /** The Vendi score, for which the sentence encoder is loaded. */
  readonly meaning: boolean;
}

/** What one column stands for. */
export interface EvaluatedSet {
  readonly setId: string;
  readonly name: string;
  /** 0-based; null: the whole set. */
  readonly round: number | null;
}

export interface EvaluatedSets extends Evaluation {
  /** In the order of `sets`. */
  readonly columns: readonly EvaluatedSet[];
}

export interface EvaluateCalls {
  /** One at a time: a second call stops the first. Progress comes as `evaluation` events. */
  evaluate(projectId: string, order: EvaluationOrder): Promise<EvaluatedSets>;
  /** Kept with each of the sets until something of it changes, for its report and its dataset card. A tab that only reads keeps none. */
  keepFigures(figures: ToldFigures): Promise<void>;
  /** The call rejects with `stopped`. */
  stopEvaluation(): Promise<void>;
}
