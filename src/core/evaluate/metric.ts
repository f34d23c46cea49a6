// Owns the list of what can be measured of a set of conversations (method.md, section 5). The id of a figure is what the words
// of how it is computed stand under.
import type { Estimate } from '../statistics/interval.ts';

const accuracyIds = [
  'next-none',
  'next-self',
  'next-their',
  'next-both',
  'next-self-gain',
  'next-their-gain',
  'extraction-1',
  'extraction-2',
] as const;
/** Next-utterance prediction and profile extraction. */
export type AccuracyId = (typeof accuracyIds)[number];

export const metricIds = [
  'conversations',
  'turns-per-conversation',
  'words-per-turn',
  'words',
  'attributes',
  'attributes-per-profile',
  'turns-with-question',
  'turns-with-exclamation',
  'distinct-1',
  'distinct-2',
  'distinct-3',
  'self-bleu-4',
  'mtld',
  'compression-ratio',
  'vendi',
  'distinct-openings',
  'category-coverage',
  'near-duplicates',
  'copied-from-exemplars',
  ...accuracyIds,
] as const;
export type MetricId = (typeof metricIds)[number];

/** One figure of one set. `value` null: not defined on this set, or too little of it. */
export interface Metric extends Estimate {
  readonly id: MetricId;
  /** How many the value was taken from, in what the metric counts: conversations, turns, words … */
  readonly n: number;
}

export const metric = (id: MetricId, { value, n, interval }: Estimate): Metric => ({
  id,
  value,
  n,
  interval,
});

/** A figure that is counted and not estimated. */
export const counted = (id: MetricId, value: number | null, n: number): Metric => ({
  id,
  value,
  n,
  interval: null,
});
