// Owns the GPT-Score form as method.md, section 5, has it (after Fu et al. 2023, “GPTScore: Evaluate as You Desire”, whose
// questions about dialogue are answered by yes or no): the share of yes, or where the engine gives odds P(yes).
import type { Conversation } from '../../conversation/conversation.ts';
import type { Question } from '../../critic/expert.ts';
import { hashOf } from '../../critic/expert-version.ts';
import { choicesAtFirst, probabilityOfYes, yesOrNo } from '../../critic/graded.ts';
import { grammarOf, oneOf } from '../../critic/grammar.ts';
import { numberedTurns } from '../../critic/template-variables.ts';
import { failure, success } from '../../result.ts';
import { formVersions } from '../asking.ts';

export const gptScoreAspects = ['coherent', 'interesting', 'specific', 'fluent', 'consistent'] as const;
export type GptScoreAspect = (typeof gptScoreAspects)[number];

const questions: Readonly<Record<GptScoreAspect, string>> = {
  coherent: 'Does the conversation keep a good flow, each turn following from the last?',
  interesting: 'Are the turns of both speakers interesting?',
  specific: 'Are the turns specific to this conversation, and not ones that fit any?',
  fluent: 'Are all turns fluently written?',
  consistent: 'Do both speakers stay consistent with what they said before?',
};

const system = 'Answer the question about the conversation with yes or no.';

export function gptScoreQuestion(
  aspect: GptScoreAspect,
  conversation: Conversation,
  weighs: boolean,
): Question {
  const asked = questions[aspect];
  return {
    expert: {
      id: `gpt-score ${aspect}`,
      version: weighs ? formVersions.weighed : formVersions.written,
      hash: hashOf('gpt-score', system, asked),
    },
    about: [conversation.id],
    prompt: {
      messages: [
        { role: 'system', content: system },
        {
          role: 'user',
          content: `Conversation:\n${numberedTurns(conversation)}\n\nQuestion: ${asked}\nAnswer, yes or no:`,
        },
      ],
      maxTokens: weighs ? 1 : 4,
      ...(weighs ? { choices: choicesAtFirst(yesOrNo) } : { grammar: grammarOf({ root: oneOf(yesOrNo) }) }),
    },
    read: (text, choices) => {
      const said = /^\s*(yes|no)\b/i.exec(text)?.[1]?.toLowerCase();
      const score = weighs
        ? probabilityOfYes(choices ?? [])
        : said === undefined
          ? null
          : Number(said === 'yes');
      if (score === null) return failure('neither yes nor no');
      return success({ finding: { kind: 'scores', scores: { [aspect]: score } }, reason: '' });
    },
  };
}
