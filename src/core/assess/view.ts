// Owns what an assessment looks like from outside: small one-way events, and what of them is kept.
import type { KnownAnswer } from '../items.ts';
import type { Verdict } from '../critic/verdict.ts';
import type { Change } from '../ports.ts';
import type { Assessment } from './assessment.ts';

export type AssessmentEvent =
  | {
      readonly kind: 'answered';
      readonly verdict: Verdict;
      /** Those that were not known before. */
      readonly answers: readonly KnownAnswer[];
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'live'; readonly form: string; readonly row: string; readonly text: string }
  | { readonly kind: 'state'; readonly work: Assessment };

export function assessmentChanges(_: Assessment, event: AssessmentEvent): readonly Change[] {
  switch (event.kind) {
    case 'answered':
      return [
        { put: 'verdict', item: event.verdict },
        ...event.answers.map((item): Change => ({ put: 'answer', item })),
      ];
    case 'state':
      return [{ put: 'assessment', item: event.work }];
    case 'live':
      return [];
  }
}
