// Owns where an annotator stands in labelling a set: the order of the queue, what is shown, and what can be undone.
import type { Label } from './label.ts';
import type { QueueOrder } from './queue.ts';

/** A label as it was before a change; null where there was none. */
export interface FormerLabel {
  readonly about: string;
  readonly label: Label | null;
}

/** `owner` is the set's id, `id` the annotator's name. */
export interface Review {
  readonly owner: string;
  readonly id: string;
  readonly order: QueueOrder;
  readonly seed: number;
  /** Verdicts, faults and others' labels stay hidden until this annotator has decided. */
  readonly blind: boolean;
  /** A decision leads to the next conversation at once. */
  readonly goOn: boolean;
  /** Oldest first. */
  readonly undo: readonly FormerLabel[];
}

export const newReview = (owner: string, annotator: string): Review => ({
  owner,
  id: annotator,
  order: 'set',
  seed: 1,
  blind: true,
  goOn: false,
  undo: [],
});

/** It is written with each label, so it stays small. */
const mostUndone = 100;

export const remembering = (review: Review, former: FormerLabel): Review => ({
  ...review,
  undo: [...review.undo, former].slice(-mostUndone),
});
