// Owns one question of an assessment: about which rows, in which form, and under which id its verdict is kept.
import type { Question } from '../critic/expert.ts';
import type { AssessmentForm } from './assessment.ts';

export interface Asking {
  readonly form: AssessmentForm;
  /** What the form asks here: a criterion, a use of the profiles, an expert and a swap. */
  readonly part: string;
  /** `weighs`: whether the critic's engine gives probabilities. Throws `Broken`: `bad-template`. */
  readonly question: (weighs: boolean) => Question;
  /** Of the rows it is about; the conversation that is shown first comes first. */
  readonly rows: readonly [string] | readonly [string, string];
}

export const askedId = ({ form, part, rows }: Pick<Asking, 'form' | 'part' | 'rows'>): string =>
  [rows[0], form, part, ...rows.slice(1)].join('~');

/** How a form's prompt was put: by odds, or in writing, which is another number of the same form. */
export const formVersions = { weighed: 1, written: 2 } as const;
