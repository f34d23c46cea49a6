// Owns what the page may ask about labels and the order in which conversations come up for them.
import type { JudgementChange, Label } from '../../src/core/review/label.ts';
import type { FormerLabel, Review } from '../../src/core/review/review.ts';

export type ReviewChoice = Pick<Review, 'order' | 'seed' | 'blind' | 'goOn'>;

/** A set as one annotator goes through it. */
export interface ReviewQueue {
  readonly choice: ReviewChoice;
  readonly ids: readonly string[];
  /** Of this annotator. */
  readonly labels: readonly Label[];
  /** Everyone who labelled something in this set. */
  readonly annotators: readonly string[];
  /** Conversations on which others said something that the order can go by. */
  readonly grounds: number;
  readonly undoable: number;
}

export interface ReviewCalls {
  /** Who labelled last in this browser; null before anyone did. */
  annotator(): Promise<string | null>;
  setAnnotator(name: string): Promise<void>;
  reviewQueue(setId: string, annotator: string): Promise<ReviewQueue>;
  chooseReview(setId: string, annotator: string, choice: ReviewChoice): Promise<void>;
  /** The label after the change; null when nothing is left of it. `seconds`: in view since the last change. */
  putLabel(
    setId: string,
    annotator: string,
    about: string,
    change: JudgementChange,
    seconds: number,
  ): Promise<Label | null>;
  /** Puts back what this annotator's last change replaced, also after a reload; null when there is nothing to undo. */
  undoLabel(setId: string, annotator: string): Promise<FormerLabel | null>;
}
