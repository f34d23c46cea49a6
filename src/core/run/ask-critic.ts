// Owns one question to the critic: asked, read, and when it can't be read asked again with a fresh seed, a bounded number
// of times. What stays unreadable is a finding of its own, never a pass. A call whose answer is known is not made again.
import type { Question, ReadAnswer } from '../critic/expert.ts';
import { asksCritic, filterQuestion } from '../critic/filters.ts';
import { comparisonQuestion, scoresQuestion } from '../critic/quality.ts';
import type { Verdict } from '../critic/verdict.ts';
import type { KnownAnswer } from '../items.ts';
import type { Answer, Ask, Decoding, Engine } from '../ports.ts';
import { derive } from '../random.ts';
import { completeOrOverflow } from './complete.ts';
import { measuredOf } from './measured.ts';
import { verdictId } from './places.ts';
import type { Panel, Run } from './plan.ts';
import type { Asking } from './step.ts';
import type { Surroundings } from './surroundings.ts';

/** Askings in all before an answer is given up as unreadable. */
const mostAskings = 3;

export function questionOf(panel: Panel, step: Asking): Question {
  switch (step.kind) {
    case 'filter': {
      // A group stays a group where only one of its filters has something to ask.
      const together = panel.filtersAsked === 'together' && panel.filters.length > 1;
      return filterQuestion(step.filters, step.conversation, panel, panel.reason, together);
    }
    case 'compare':
      return comparisonQuestion(step.dimensions, step.first, step.second, panel.reason);
    case 'score':
      return scoresQuestion(step.dimensions, step.conversation, panel.reason);
  }
}

export interface Judged {
  readonly verdict: Verdict;
  /** Answers that were not known before. */
  readonly answers: readonly KnownAnswer[];
}

/** null when it was stopped. */
export async function askCritic(the: Run, step: Asking, around: Surroundings): Promise<Judged | null> {
  const { expert, about, prompt, read } = questionOf(the.plan.panel, step);
  const id = verdictId(expert.id, about);
  const verdictWith = (given: Omit<Verdict, 'owner' | 'id' | 'expert' | 'version' | 'about'>): Verdict => ({
    ...{ owner: the.id, id, expert: expert.id, version: expert.version, about },
    ...given,
  });
  if (!asksAnything(step)) {
    const reason = 'There is no profile to look at.';
    return { verdict: verdictWith({ finding: { kind: 'not applicable' }, reason }), answers: [] };
  }
  const critic = await around.cast.critic();
  const answers: KnownAnswer[] = [];
  for (let asking = 0; ; asking += 1) {
    const begun = around.clock();
    const ask: Ask = {
      messages: prompt.messages,
      decoding: criticDecoding(prompt.messages, asking, prompt.maxTokens),
      grammar: prompt.grammar,
    };
    const watch = (text: string) =>
      around.watch({ kind: 'judging', conversationIds: about, expert: expert.id, text });
    const { answer, fresh, known } = await answerTo(critic, ask, watch, around);
    if (answer.ended === 'stopped') return null;
    if (fresh) answers.push(fresh);
    const result = read(answer.text);
    if (!result.ok && asking + 1 < mostAskings) continue;
    const given: ReadAnswer = result.ok
      ? result.value
      : {
          finding: { kind: 'unreadable', answer: answer.text },
          reason: `The answer could not be read: ${result.problem}.`,
        };
    const verdict = verdictWith({
      ...given,
      model: critic.build,
      ...(asking > 0 ? { unreadableBefore: asking } : {}),
      measured: { ...measuredOf(answer, begun, around.clock()), ...(known ? { known } : {}) },
    });
    return { verdict, answers };
  }
}

const asksAnything = (step: Asking): boolean =>
  step.kind !== 'filter' || step.filters.some((name) => asksCritic(name, step.conversation));

interface Answered {
  readonly answer: Answer;
  /** To be kept with the verdict. */
  readonly fresh?: KnownAnswer;
  readonly known?: true;
}

async function answerTo(
  critic: Engine,
  ask: Ask,
  watch: (text: string) => void,
  { store, sha256, stop }: Surroundings,
): Promise<Answered> {
  const id = await sha256(JSON.stringify([ask.messages, critic.build, ask.decoding, ask.grammar]));
  const known = await store.read('answer', '', id);
  if (known) {
    watch(known.text);
    return { answer: { ...known, ignored: [] }, known: true };
  }
  let text = '';
  watch(text);
  const answer = await completeOrOverflow(
    critic,
    ask,
    (piece) => {
      text += piece;
      watch(text);
    },
    stop,
  );
  const { ended, promptTokens, answerTokens } = answer;
  if (ended === 'stopped') return { answer };
  return { answer, fresh: { owner: '', id, text: answer.text, ended, promptTokens, answerTokens } };
}

/**
 * Greedy at first; a second asking would only repeat itself, so it samples with a fresh seed. The seed is the hash of the
 * call: the same call is the same in every run.
 */
const criticDecoding = (messages: Ask['messages'], asking: number, maxTokens: number): Decoding => ({
  temperature: asking === 0 ? 0 : 0.7,
  topP: 1,
  topK: 0,
  repetitionPenalty: 1,
  maxTokens,
  seed: derive(asking + 1, 'judge', ...messages.map(({ content }) => content)),
});
