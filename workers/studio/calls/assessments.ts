// Owns the calls about assessments.
import type { AssessmentCalls } from '../../studio-api/assessments.ts';
import { answerInFull, AnswerLists } from '../assessed-answers.ts';
import type { Desk } from '../desk.ts';

export function assessmentCalls({ store, assessments, writeUndoably, changed }: Desk): AssessmentCalls {
  const answers = new AnswerLists(store);
  return {
    assessments: (projectId) => assessments.list(projectId),
    assessment: (projectId, id) => assessments.view(projectId, id),
    assessedAnswers: async (projectId, id, filter, start, count) =>
      answers.rows(await assessments.find(projectId, id), filter, start, count),
    assessedAnswer: async (projectId, id, answerId) =>
      answerInFull(store, await assessments.find(projectId, id), answerId),
    assessmentCost: (projectId, wish) => assessments.cost(projectId, wish),

    async startAssessment(projectId, wish) {
      const assessment = await assessments.start(projectId, wish);
      changed('assessments', projectId);
      return assessment;
    },

    pauseAssessment: (projectId, id) => assessments.halt(projectId, id, 'paused'),
    resumeAssessment: (projectId, id) => assessments.resume(projectId, id),

    async removeAssessment(projectId, id) {
      const { name, changes } = await assessments.removalOf(projectId, id);
      const undoable = await writeUndoably(projectId, { kind: 'remove-assessment', name, count: 1 }, changes);
      changed('assessments', projectId);
      return undoable;
    },
  };
}
