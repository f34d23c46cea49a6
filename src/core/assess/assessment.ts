// Owns what an assessment is: a critic asked in published forms about a seeded sample of sets, side by side (method.md,
// section 5). The conversations are copies, so that what was assessed stands as it was.
import type { ExpertVersion } from '../critic/expert-version.ts';
import type { ModelChoice, RunState } from '../run/plan.ts';
import type { Trouble } from '../trouble.ts';

/**
 * g-eval: 1–5 a criterion, by steps · llm-eval: 0–100, four at once · gpt-score: yes or no a question · next-turn: which of 20
 * turns follows · swapped-groups: whether verdicts flip when one group's words stand for another's · win-rate: the quality
 * experts compare the sets' conversations.
 */
export const assessmentForms = [
  'g-eval',
  'llm-eval',
  'gpt-score',
  'next-turn',
  'swapped-groups',
  'win-rate',
] as const;
export type AssessmentForm = (typeof assessmentForms)[number];

export interface AssessmentPlan {
  readonly critic: ModelChoice;
  readonly forms: readonly AssessmentForm[];
  /** The sets side by side, by the names that they had. */
  readonly sets: readonly { readonly setId: string; readonly name: string }[];
  /** Conversations of each set. */
  readonly sample: number;
  /** Any whole number from 1 to 2³¹−2. */
  readonly seed: number;
  /** Of the experts that swapped groups and win rates ask, in the versions in use when it began. */
  readonly versions: readonly ExpertVersion[];
}

export const assessmentRanges = {
  sample: { min: 1, max: 500 },
  seed: { min: 1, max: 2 ** 31 - 2 },
} as const;

/** One conversation that is asked about; `id` is that of its copy. */
export interface AssessedRow {
  readonly id: string;
  /** 0-based, in `plan.sets`. */
  readonly set: number;
  readonly from: { readonly setId: string; readonly conversationId: string };
}

/** `owner` is the project's id. The copies and the verdicts are kept under its own id. */
export interface Assessment {
  readonly owner: string;
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly plan: AssessmentPlan;
  readonly rows: readonly AssessedRow[];
  readonly state: RunState;
  /** Why it paused, where that was nobody's wish. */
  readonly pausedBy?: Trouble;
}

/** Sorts set by set, and in the order in which they were drawn. */
export const assessedRowId = (set: number, place: number): string =>
  `s${String(set + 1).padStart(2, '0')}-${String(place + 1).padStart(4, '0')}`;
