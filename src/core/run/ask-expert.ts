// Owns one question to the critic: asked, read, and when it can't be read asked again with a fresh seed, a bounded number
// of times. What stays unreadable is a finding of its own, never a pass.
import type { ExpertPrompt } from '../critic/expert.ts';
import {
  faithfulness,
  faithfulnessPrompt,
  readFaithfulness,
  type ReadAnswer,
} from '../critic/faithfulness.ts';
import { quality, qualityPrompt, readQuality } from '../critic/quality.ts';
import type { Verdict } from '../critic/verdict.ts';
import type { Decoding } from '../ports.ts';
import { derive } from '../random.ts';
import type { Result } from '../result.ts';
import { completeOrOverflow } from './complete.ts';
import { measuredOf } from './measured.ts';
import type { Step } from './next-step.ts';
import { verdictId } from './places.ts';
import type { Run } from './plan.ts';
import type { Surroundings } from './run.ts';

/** Askings in all before an answer is given up as unreadable. */
const mostAskings = 3;

interface Question {
  readonly expert: { readonly id: string; readonly version: number };
  readonly about: Verdict['about'];
  readonly prompt: ExpertPrompt;
  readonly read: (text: string) => Result<ReadAnswer, string>;
}

function questionOf(step: Step & { kind: 'filter' | 'compare' }): Question {
  if (step.kind === 'filter') {
    const { conversation } = step;
    return {
      expert: faithfulness,
      about: [conversation.id],
      prompt: faithfulnessPrompt(conversation),
      read: (text) => readFaithfulness(text, conversation),
    };
  }
  const { first, second } = step;
  return {
    expert: quality,
    about: [first.id, second.id],
    prompt: qualityPrompt(first, second),
    read: readQuality,
  };
}

/** null when it was stopped. */
export async function askExpert(
  the: Run,
  step: Step & { kind: 'filter' | 'compare' },
  { cast, clock, stop, watch }: Surroundings,
): Promise<Verdict | null> {
  const { critic } = cast;
  if (!critic) throw new Error('An expert was asked in a run without a critic.');
  const { expert, about, prompt, read } = questionOf(step);
  const shared = {
    owner: the.id,
    id: verdictId(expert.id, about),
    expert: expert.id,
    version: expert.version,
  };
  for (let asking = 0; ; asking += 1) {
    let text = '';
    const begun = clock();
    const judging = () => watch({ kind: 'judging', conversationIds: about, expert: expert.id, text });
    judging();
    const decoding = criticDecoding(the, shared.id, asking, prompt.maxTokens);
    const answer = await completeOrOverflow(
      critic,
      { messages: prompt.messages, decoding, grammar: prompt.grammar },
      (piece) => {
        text += piece;
        judging();
      },
      stop,
    );
    if (answer.ended === 'stopped') return null;
    const result = read(answer.text);
    if (!result.ok && asking + 1 < mostAskings) continue;
    const given: ReadAnswer = result.ok
      ? result.value
      : {
          finding: { kind: 'unreadable', answer: answer.text },
          reason: `The answer could not be read: ${result.problem}.`,
        };
    return {
      ...shared,
      about,
      ...given,
      model: critic.build,
      ...(asking > 0 ? { unreadableBefore: asking } : {}),
      measured: measuredOf(answer, begun, clock()),
    };
  }
}

/** Greedy at first; a second asking would only repeat itself, so it samples with a fresh seed. */
const criticDecoding = (the: Run, id: string, asking: number, maxTokens: number): Decoding => ({
  temperature: asking === 0 ? 0 : 0.7,
  topP: 1,
  topK: 0,
  repetitionPenalty: 1,
  maxTokens,
  seed: derive(the.plan.seed, 'judge', id, asking),
});
