// Owns every question of an assessment, in the order in which they are put: form by form, so that what is asked first is whole
// first.
import type { Conversation } from '../conversation/conversation.ts';
import { comparisonQuestion } from '../critic/quality.ts';
import { dimensions } from '../critic/verdict.ts';
import type { Asking } from './asking.ts';
import type { Assessment, AssessmentForm } from './assessment.ts';
import { gEvalCriteriaFor, gEvalQuestion } from './forms/g-eval.ts';
import { gptScoreAspects, gptScoreQuestion } from './forms/gpt-score.ts';
import { llmEvalQuestion } from './forms/llm-eval.ts';
import { nextTurnExam, nextTurnQuestion, usesOf } from './forms/next-turn.ts';
import { probeAskings } from './forms/swapped-groups.ts';

/** `conversations`: the copies, in the order of the rows; one that is gone is not asked about. */
export function askingsOf(
  { plan, rows }: Pick<Assessment, 'plan' | 'rows'>,
  conversations: readonly Conversation[],
): readonly Asking[] {
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  const sets = plan.sets.map((_, set) =>
    rows.filter((row) => row.set === set).flatMap(({ id }) => byId.get(id) ?? []),
  );
  return plan.forms.flatMap((form) => askingsIn(form, sets, plan));
}

function askingsIn(
  form: AssessmentForm,
  sets: readonly (readonly Conversation[])[],
  { seed, versions }: Assessment['plan'],
): readonly Asking[] {
  const each = (askings: (conversation: Conversation, set: readonly Conversation[]) => readonly Asking[]) =>
    sets.flatMap((set) => set.flatMap((conversation) => askings(conversation, set)));
  switch (form) {
    case 'g-eval':
      return each((one) =>
        gEvalCriteriaFor(one).map((part) => ({
          ...{ form, part, rows: [one.id] },
          question: (weighs) => gEvalQuestion(part, one, weighs),
        })),
      );
    case 'llm-eval':
      return each((one) => [{ form, part: 'scores', rows: [one.id], question: () => llmEvalQuestion(one) }]);
    case 'gpt-score':
      return each((one) =>
        gptScoreAspects.map((part) => ({
          ...{ form, part, rows: [one.id] },
          question: (weighs) => gptScoreQuestion(part, one, weighs),
        })),
      );
    case 'next-turn':
      return each((one, set) => nextTurnAskings(one, set, seed));
    case 'swapped-groups':
      return each((one) => probeAskings(one, versions));
    case 'win-rate':
      return matches(sets).flatMap(([one, other]) => matchAskings(one, other, versions));
  }
}

function nextTurnAskings(one: Conversation, set: readonly Conversation[], seed: number): readonly Asking[] {
  const exam = nextTurnExam(
    one,
    set.filter(({ id }) => id !== one.id),
    seed,
  );
  if (!exam) return [];
  return usesOf(exam).map((part) => ({
    ...{ form: 'next-turn', part, rows: [one.id] },
    question: (weighs) => nextTurnQuestion(one.id, exam, part, weighs),
  }));
}

/** Each set against each other: the first drawn of one against the first drawn of the other, and so on. */
function matches(
  sets: readonly (readonly Conversation[])[],
): readonly (readonly [Conversation, Conversation])[] {
  return sets.flatMap((set, place) =>
    sets.slice(place + 1).flatMap((other) =>
      set.flatMap((conversation, row) => {
        const rival = other[row];
        return rival ? [[conversation, rival] as const] : [];
      }),
    ),
  );
}

/** In both orders: only a choice that survives the swap counts. */
function matchAskings(
  one: Conversation,
  other: Conversation,
  versions: Assessment['plan']['versions'],
): readonly Asking[] {
  const asked = dimensions.flatMap((dimension) => versions.find(({ expert }) => expert === dimension) ?? []);
  if (asked.length === 0) return [];
  const inOrder = (first: Conversation, second: Conversation): Asking => ({
    ...{ form: 'win-rate', part: 'comparison', rows: [first.id, second.id] },
    question: () => comparisonQuestion(asked, first, second, 'last'),
  });
  return [inOrder(one, other), inOrder(other, one)];
}
