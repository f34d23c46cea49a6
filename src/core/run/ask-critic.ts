// Owns which question a step of a run puts to the critic, in the versions and the form that its plan names.
import type { Question, RuleAnswer } from '../critic/expert.ts';
import { asksCritic, filterQuestion } from '../critic/filters.ts';
import { gradedQuestion } from '../critic/graded-questions.ts';
import { miniAttributionQuestion, miniComparisonQuestion } from '../critic/mini/question.ts';
import { faithfulnessByWords } from '../critic/mini/faithfulness-by-words.ts';
import { isDecidedByRule } from '../critic/mini/panel.ts';
import { comparisonQuestion, scoresQuestion } from '../critic/quality.ts';
import { askQuestion, notApplicable, verdictByRule, type Judged } from './ask-question.ts';
import { isGraded, scoresAreGraded, versionIn } from './panel.ts';
import { verdictId } from './places.ts';
import type { Panel, Run } from './plan.ts';
import type { JudgingStep } from './step.ts';
import type { Surroundings } from './surroundings.ts';

/** `weighs`: whether the critic's engine gives probabilities. */
export function questionOf(panel: Panel, step: JudgingStep, weighs: boolean): Question {
  if (panel.form === 'mini') return miniQuestionOf(step);
  const versions = (experts: readonly string[]) => experts.map((expert) => versionIn(panel, expert, weighs));
  switch (step.kind) {
    case 'filter': {
      const { conversation, filters } = step;
      const [single] = versions(filters);
      if (single && weighs && isGraded(panel, single.expert))
        return gradedQuestion(single, conversation, panel);
      // A group stays a group where only one of its filters has something to ask.
      const together = filters.length > 1;
      const asking = { limits: panel, reason: panel.reason, together, weighs };
      return filterQuestion(versions(filters), conversation, asking);
    }
    case 'compare':
      return comparisonQuestion(versions(step.experts), step.first, step.second, panel.reason);
    case 'score': {
      const [single] = versions(step.experts);
      if (single && weighs && scoresAreGraded(panel)) return gradedQuestion(single, step.conversation, panel);
      return scoresQuestion(versions(step.experts), step.conversation, panel.reason);
    }
  }
}

/** What its panel leaves out is never asked, nor what a rule decides. */
function miniQuestionOf(step: JudgingStep): Question {
  if (step.kind === 'compare') return miniComparisonQuestion(step.experts, step.first, step.second);
  if (step.kind === 'filter' && step.filters[0] === 'attribution')
    return miniAttributionQuestion(step.conversation);
  throw new Error('Parley-mini was asked what it has no form for.');
}

/** null when it was stopped. */
export async function askCritic(the: Run, step: JudgingStep, around: Surroundings): Promise<Judged | null> {
  const placeOf = ({ expert, about }: Pick<Question, 'expert' | 'about'>) => ({
    ...{ owner: the.id, id: verdictId(expert.id, about) },
  });
  const { panel } = the.plan;
  const byRule = answerByRule(panel, step);
  if (!asksAnything(panel, step)) {
    const asked = byRule ?? questionOf(panel, step, false);
    return { verdict: notApplicable(asked, placeOf(asked)), answers: [] };
  }
  if (byRule) return { verdict: verdictByRule(byRule, placeOf(byRule)), answers: [] };
  const critic = await around.cast.critic();
  const question = questionOf(panel, step, critic.givesProbabilities);
  const { expert, about } = question;
  const watch = (text: string) =>
    around.watch({ kind: 'judging', conversationIds: about, expert: expert.id, text });
  return askQuestion(question, placeOf(question), critic, watch, around);
}

const answerByRule = (panel: Panel, step: JudgingStep): RuleAnswer | null =>
  step.kind === 'filter' && isDecidedByRule(panel, step.filters)
    ? faithfulnessByWords(step.conversation)
    : null;

const asksAnything = (panel: Panel, step: JudgingStep): boolean =>
  step.kind !== 'filter' ||
  step.filters.some((expert) => asksCritic(versionIn(panel, expert), step.conversation));
