// Owns the G-Eval form (Liu et al. 2023, “G-Eval: NLG Evaluation using GPT-4 with Better Human Alignment”): one criterion with
// its evaluation steps, a score from 1 to 5, and as value what the odds of the five scores lead one to expect. Where the
// engine gives no odds, the score that is written.
import type { Conversation } from '../../conversation/conversation.ts';
import type { Question } from '../../critic/expert.ts';
import { hashOf } from '../../critic/expert-version.ts';
import { choicesAtFirst, expectedScore, oneToFive } from '../../critic/graded.ts';
import { grammarOf, oneOf } from '../../critic/grammar.ts';
import { numberedTurns, profilesOf } from '../../critic/template-variables.ts';
import { failure, success } from '../../result.ts';
import { formVersions } from '../asking.ts';

/** The four that the paper scores dialogue by (Topical-Chat); what the talk is grounded in is the profiles. */
export const gEvalCriteria = ['coherence', 'engagingness', 'naturalness', 'groundedness'] as const;
export type GEvalCriterion = (typeof gEvalCriteria)[number];

interface CriterionText {
  readonly meaning: string;
  readonly steps: readonly string[];
}

const texts: Readonly<Record<GEvalCriterion, CriterionText>> = {
  coherence: {
    meaning:
      'whether each turn follows from what was said before, and the conversation as a whole makes sense.',
    steps: [
      'Read the conversation and note what it is about.',
      'Look for turns that answer nothing, break off or forget what was said.',
      'Give 5 where every turn follows, 1 where the turns have nothing to do with each other.',
    ],
  },
  engagingness: {
    meaning:
      'whether the conversation is interesting: the speakers tell something, ask, and react to each other.',
    steps: [
      'Read the conversation as someone who overhears it.',
      'Note where it says something particular, and where it is empty talk.',
      'Give 5 where you want to hear more, 1 where it is dull throughout.',
    ],
  },
  naturalness: {
    meaning: 'whether two people could have talked like that: wording, length of turns, tone.',
    steps: [
      'Read the conversation aloud in your mind.',
      'Look for stiff wording, lists of facts, repeated phrases and turns that no one would say.',
      'Give 5 where it could be a record of real people, 1 where it clearly is not.',
    ],
  },
  groundedness: {
    meaning: 'whether what each speaker says of themselves agrees with their own profile and draws on it.',
    steps: [
      'Read both profiles.',
      'For each speaker, find the turns that speak of something in a profile, and whose profile it is.',
      'Give 5 where both draw on their own profiles and contradict nothing, 1 where they contradict or swap them.',
    ],
  },
};

/** Without a profile there is nothing for it to be grounded in. */
export const gEvalCriteriaFor = ({ pair }: Conversation): readonly GEvalCriterion[] =>
  pair.profiles.some(({ attributes }) => attributes.length > 0)
    ? gEvalCriteria
    : gEvalCriteria.filter((criterion) => criterion !== 'groundedness');

export function gEvalQuestion(
  criterion: GEvalCriterion,
  conversation: Conversation,
  weighs: boolean,
): Question {
  const { meaning, steps } = texts[criterion];
  const system =
    'You are given a conversation between two people. Rate it on one criterion. Follow the evaluation steps. ' +
    `Answer with the score alone.\n\nCriterion: ${criterion} (1 to 5): ${meaning}\n\nEvaluation steps:\n` +
    steps.map((step, place) => `${place + 1}. ${step}`).join('\n');
  const shown = criterion === 'groundedness' ? `${profilesOf(conversation.pair)}\n\n` : '';
  const user = `${shown}Conversation:\n${numberedTurns(conversation)}\n\nScore for ${criterion}, 1 to 5:`;
  return {
    expert: {
      id: `g-eval ${criterion}`,
      version: weighs ? formVersions.weighed : formVersions.written,
      hash: hashOf('g-eval', system),
    },
    about: [conversation.id],
    prompt: {
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      maxTokens: weighs ? 1 : 2,
      ...(weighs
        ? { choices: choicesAtFirst(oneToFive) }
        : { grammar: grammarOf({ root: oneOf(oneToFive) }) }),
    },
    read: (text, choices) => {
      const score = weighs
        ? expectedScore(choices ?? [])
        : Number(/^\s*([1-5])(?!\d)/.exec(text)?.[1] ?? NaN);
      if (score === null || Number.isNaN(score)) return failure('no score from 1 to 5');
      return success({ finding: { kind: 'scores', scores: { [criterion]: score } }, reason: '' });
    },
  };
}
