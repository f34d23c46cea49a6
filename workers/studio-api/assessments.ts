// Owns what the page may ask about assessments: a critic asked in published forms about samples of sets.
import type { Assessment, AssessmentForm, AssessmentPlan } from '../../src/core/assess/assessment.ts';
import type { AnswerFilter, AssessedAnswer, OfferedAnswers } from '../../src/core/assess/answers.ts';
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

export interface AnswerRow extends AssessedAnswer {
  /** The beginning of the first turn of the conversation that was shown first. */
  readonly opening: string;
}

export interface ListedAnswers {
  readonly assessment: Assessment;
  /** Of the assessment so far, whatever is looked through. */
  readonly all: number;
  readonly total: number;
  /** Of those listed. */
  readonly unreadable: number;
  readonly offered: OfferedAnswers;
  /** Of all that are listed, so that one that is far down has its place and its neighbours. */
  readonly ids: readonly string[];
  readonly rows: readonly AnswerRow[];
}

export interface AnswerInFull {
  readonly answer: AssessedAnswer;
  /** What it is held against, once that is answered too. */
  readonly counterpart: AssessedAnswer | null;
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
  /** Form by form; `rows` are so many from `start`. */
  assessedAnswers(
    projectId: string,
    assessmentId: string,
    filter: AnswerFilter,
    start: number,
    count: number,
  ): Promise<ListedAnswers>;
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
