// Owns the LLM-Eval form (Lin & Chen 2023, “LLM-Eval: Unified Multi-Dimensional Automatic Evaluation for Open-Domain
// Conversations with Large Language Models”): four scores from 0 to 100 in one answer, without reasons.
import type { Conversation } from '../../conversation/conversation.ts';
import { answerLines, type Question } from '../../critic/expert.ts';
import { hashOf } from '../../critic/expert-version.ts';
import { grammarOf, literal } from '../../critic/grammar.ts';
import { numberedTurns } from '../../critic/template-variables.ts';
import { failure, success } from '../../result.ts';
import { formVersions } from '../asking.ts';

export const llmEvalScores = ['content', 'grammar', 'relevance', 'appropriateness'] as const;

const system =
  'You rate a conversation between two people with four scores from 0 (worst) to 100 (best):\n' +
  'content: how much the turns say, and how interesting it is.\n' +
  'grammar: how well formed and fluent the turns are.\n' +
  'relevance: how well each turn fits what was said before it.\n' +
  'appropriateness: how well tone and wording fit a talk between two people.\n' +
  `Answer in exactly this form:\n${llmEvalScores.map((name) => `${name}: <0 to 100>`).join('\n')}`;

const grammar = grammarOf({
  root: llmEvalScores
    .map((name, place) => `${literal(`${place === 0 ? '' : '\n'}${name}: `)} score`)
    .join(' '),
  score: `(${literal('100')} | [1-9] [0-9] | [0-9])`,
});

export const llmEvalQuestion = (conversation: Conversation): Question => ({
  expert: { id: 'llm-eval', version: formVersions.written, hash: hashOf('llm-eval', system) },
  about: [conversation.id],
  prompt: {
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: `Conversation:\n${numberedTurns(conversation)}` },
    ],
    grammar,
    maxTokens: 12 * llmEvalScores.length,
  },
  read: (text) => {
    const answers = answerLines(text);
    const scores: Record<string, number> = {};
    for (const name of llmEvalScores) {
      const score = Number(/^(\d{1,3})\b/.exec(answers.get(name) ?? '')?.[1] ?? NaN);
      if (!(score <= 100)) return failure(`no score from 0 to 100 for ${name}`);
      scores[name] = score;
    }
    return success({ finding: { kind: 'scores', scores }, reason: '' });
  },
});
