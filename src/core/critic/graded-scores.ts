// Owns the graded form of a quality expert: one dimension scored 1–5 by what the odds of the five scores lead one to expect
// (the form of G-Eval, Liu et al. 2023), after one reading of the prompt and without a reason.
import type { Conversation } from '../conversation/conversation.ts';
import { formatConversation } from '../conversation/format.ts';
import { failure, success } from '../result.ts';
import type { Question } from './expert.ts';
import { choicesAtFirst, expectedScore, oneToFive } from './graded.ts';
import { scale, scoresId } from './quality.ts';
import type { Dimension } from './verdict.ts';

const version = 101;

export function gradedScoreQuestion(dimension: Dimension, conversation: Conversation): Question {
  const system = `You score a conversation from 1 (poor) to 5 (excellent). Answer with one number.`;
  const asked = `Question: ${scale[dimension]} Longer is not better. Answer with a number from 1 to 5.`;
  return {
    expert: { id: scoresId([dimension]), version },
    about: [conversation.id],
    prompt: {
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: `Conversation:\n${formatConversation(conversation.turns)}\n\n${asked}` },
      ],
      maxTokens: 1,
      choices: choicesAtFirst(oneToFive),
    },
    read: (_, choices = []) => {
      const score = expectedScore(choices);
      if (score === null) return failure('the odds of the scores were not given, or hardly any fell on them');
      return success({ finding: { kind: 'scores', scores: { [dimension]: score } }, reason: '' });
    },
  };
}
