// Owns the graded form (method.md, section 3) of an expert: its question as one, answered by the odds of the answers after one
// reading of the prompt, without a reason. Scores are what the odds lead one to expect (G-Eval, Liu et al. 2023).
import type { Conversation } from '../conversation/conversation.ts';
import { failure, success, type Result } from '../result.ts';
import { gradedFrames } from './expert-groups.ts';
import type { Question, ReadAnswer } from './expert.ts';
import { hashOf, type ExpertVersion } from './expert-version.ts';
import { limitOf, type FilterLimits } from './filter.ts';
import { choicesAtFirst, decisionAt, expectedScore, oneToFive, probabilityOfYes, yesOrNo } from './graded.ts';
import { gradedMessages } from './messages.ts';
import { keyOf } from './quality.ts';

/** Throws `Broken`: `bad-template`. */
export function gradedQuestion(
  version: ExpertVersion,
  conversation: Conversation,
  limits: FilterLimits,
): Question {
  const { expert, number, hash, text } = version;
  const frame = gradedFrames[text.kind === 'pointwise' ? 'pointwise' : 'filter'];
  return {
    // A number of its own, so that none stands for two wordings of one expert.
    expert: { id: expert, version: frame.version + number, hash: hashOf('graded', hash) },
    about: [conversation.id],
    prompt: {
      messages: gradedMessages(frame, version, conversation),
      maxTokens: 1,
      choices: choicesAtFirst(text.kind === 'pointwise' ? oneToFive : yesOrNo),
    },
    read: (_, choices = []): Result<ReadAnswer, string> => {
      if (text.kind === 'pointwise') {
        const score = expectedScore(choices);
        if (score === null) return unread('the scores');
        return success({ finding: { kind: 'scores', scores: { [keyOf(version)]: score } }, reason: '' });
      }
      const probability = probabilityOfYes(choices);
      if (probability === null) return unread('yes and no');
      const decision = decisionAt(probability, limitOf(expert, limits));
      return success({ finding: { kind: 'filter', decision, probability }, reason: '' });
    },
  };
}

const unread = (what: string) => failure(`the odds of ${what} were not given, or hardly any fell on them`);
