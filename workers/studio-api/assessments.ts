// Owns what the page may ask about assessments: a critic asked in published forms about samples of sets.
import type { Assessment, AssessmentForm, AssessmentPlan } from '../../src/core/assess/assessment.ts';
import type { AssessedAnswer } from '../../src/core/assess/answers.ts';
import type { AnswerBehind } from '../../src/core/assess/behind-answer.ts';
import type { AssessmentFigures } from '../../src/core/assess/figures.ts';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';

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

export interface AnswerList {
  readonly assessment: Assessment;
  readonly answers: readonly AssessedAnswer[];
  /** How each conversation opens, by the row's id. */
  readonly openings: Readonly<Record<string, string>>;
}

export interface AnswerInFull {
  readonly verdict: Verdict;
  readonly behind: AnswerBehind;
  /** The copies that it is about, in the order in which they were shown. */
  readonly about: readonly {
    readonly conversation: Conversation;
    /** Whether what it is a copy of still stands in its set. */
    readonly isInSet: boolean;
  }[];
}

export interface AssessmentCalls {
  /** The latest first. */
  assessments(projectId: string): Promise<readonly AssessmentSummary[]>;
  assessment(projectId: string, assessmentId: string): Promise<AssessmentView>;
  /** Every answer so far, form by form. */
  assessedAnswers(projectId: string, assessmentId: string): Promise<AnswerList>;
  assessedAnswer(projectId: string, assessmentId: string, answerId: string): Promise<AnswerInFull>;
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
