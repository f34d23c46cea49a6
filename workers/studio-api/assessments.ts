// Owns what the page may ask about assessments: a critic asked in published forms about samples of sets.
import type { Assessment, AssessmentForm, AssessmentPlan } from '../../src/core/assess/assessment.ts';
import type { AssessmentFigures } from '../../src/core/assess/figures.ts';

/** What a person decides; the studio adds the names of the sets and the versions of experts in use. */
export interface AssessmentWish extends Omit<AssessmentPlan, 'sets' | 'versions'> {
  readonly setIds: readonly string[];
}

export interface AssessmentSummary {
  readonly assessment: Assessment;
  readonly done: number;
}

export interface AssessmentView {
  readonly assessment: Assessment;
  readonly done: number;
  readonly total: number;
  readonly figures: AssessmentFigures;
}

export interface AssessmentCalls {
  /** The latest first. */
  assessments(projectId: string): Promise<readonly AssessmentSummary[]>;
  assessment(projectId: string, assessmentId: string): Promise<AssessmentView>;
  /** Engine calls by form, as many as a start with this wish would make; known answers are not taken off. */
  assessmentCost(
    projectId: string,
    wish: AssessmentWish,
  ): Promise<Readonly<Partial<Record<AssessmentForm, number>>>>;
  /** Starts at once; everything after comes as `assessment` events. */
  startAssessment(projectId: string, wish: AssessmentWish): Promise<Assessment>;
  pauseAssessment(projectId: string, assessmentId: string): Promise<void>;
  resumeAssessment(projectId: string, assessmentId: string): Promise<void>;
  /** With its verdicts; gives the id by which it can be taken back. Pauses it first. */
  removeAssessment(projectId: string, assessmentId: string): Promise<string>;
}
