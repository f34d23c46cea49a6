// Owns one question to a critic: asked, read, and when it can't be read asked again with a fresh seed, a bounded number of
// times. What stays unreadable is a finding of its own, never a pass. A call whose answer is known is not made again.
import type { ExpertPrompt, Question, ReadAnswer, RuleAnswer } from '../critic/expert.ts';
import type { Verdict } from '../critic/verdict.ts';
import type { KnownAnswer } from '../items.ts';
import type { Answer, Ask, Decoding, Engine, ModelBuild } from '../ports.ts';
import { derive } from '../random.ts';
import { completeOrOverflow } from './complete.ts';
import { measuredOf } from './measured.ts';
import type { Surroundings } from './surroundings.ts';

/** Askings in all before an answer is given up as unreadable. */
export const mostAskings = 3;

export interface Judged {
  readonly verdict: Verdict;
  /** Answers that were not known before. */
  readonly answers: readonly KnownAnswer[];
}

export type AskingSurroundings = Pick<Surroundings, 'store' | 'clock' | 'sha256' | 'stop'>;

/** Where the verdict is kept. */
export type VerdictPlace = Pick<Verdict, 'owner' | 'id'>;

/** null when it was stopped. `watch` hears the answer so far. */
export async function askQuestion(
  question: Question,
  place: VerdictPlace,
  critic: Engine,
  watch: (text: string) => void,
  around: AskingSurroundings,
): Promise<Judged | null> {
  const { prompt, read } = question;
  // The odds of one token are the same however often they are asked for.
  const most = prompt.grammar === undefined ? 1 : mostAskings;
  const answers: KnownAnswer[] = [];
  for (let asking = 0; ; asking += 1) {
    const begun = around.clock();
    const { answer, fresh, known } = await answerTo(critic, askOf(prompt, asking), watch, around);
    if (answer.ended === 'stopped') return null;
    if (fresh) answers.push(fresh);
    const result = read(answer.text, answer.choices);
    if (!result.ok && asking + 1 < most) continue;
    const given: ReadAnswer = result.ok
      ? result.value
      : {
          finding: { kind: 'unreadable', answer: answer.text },
          reason: `The answer could not be read: ${result.problem}.`,
        };
    const verdict: Verdict = {
      ...verdictHead(question, place),
      ...given,
      model: critic.build,
      ...(asking > 0 ? { unreadableBefore: asking } : {}),
      measured: { ...measuredOf(answer, begun, around.clock()), ...(known ? { known } : {}) },
    };
    return { verdict, answers };
  }
}

/** A filter that has nothing to look at says so, without a call. */
export const notApplicable = (asked: AskedAbout, place: VerdictPlace): Verdict => ({
  ...verdictHead(asked, place),
  finding: { kind: 'not applicable' },
  reason: 'There is no profile to look at.',
});

/** What a rule decides costs no call, and names no model. */
export const verdictByRule = ({ finding, reason, ...asked }: RuleAnswer, place: VerdictPlace): Verdict => ({
  ...verdictHead(asked, place),
  ...{ finding, reason },
});

type AskedAbout = Pick<Question, 'expert' | 'about'>;

const verdictHead = ({ expert, about }: AskedAbout, { owner, id }: VerdictPlace) => ({
  ...{ owner, id, expert: expert.id, about },
  ...{ version: expert.version, hash: expert.hash },
});

interface Answered {
  readonly answer: Answer;
  /** To be kept with the verdict. */
  readonly fresh?: KnownAnswer;
  readonly known?: true;
}

/** Under which id an answer is known: a hash of all that decides it. */
export function knownAnswerId(
  { messages, decoding, grammar, choices }: Ask,
  build: ModelBuild,
  sha256: AskingSurroundings['sha256'],
): Promise<string> {
  const weighed = choices ? [choices] : [];
  return sha256(JSON.stringify([messages, build, decoding, grammar, ...weighed]));
}

/** Known, or asked for now. */
export async function answerTo(
  critic: Engine,
  ask: Ask,
  watch: (text: string) => void,
  { store, sha256, stop }: Omit<AskingSurroundings, 'clock'>,
): Promise<Answered> {
  const id = await knownAnswerId(ask, critic.build, sha256);
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
  const { ended, promptTokens, answerTokens, choices } = answer;
  if (ended === 'stopped') return { answer };
  const odds = choices ? { choices } : {};
  return { answer, fresh: { owner: '', id, text: answer.text, ended, promptTokens, answerTokens, ...odds } };
}

/** An asking of the same prompt; 0-based. */
export const askOf = ({ messages, grammar, choices, maxTokens }: ExpertPrompt, asking: number): Ask => ({
  messages,
  decoding: criticDecoding(messages, asking, maxTokens, choices !== undefined),
  ...(grammar === undefined ? {} : { grammar }),
  ...(choices ? { choices } : {}),
});

/**
 * Greedy at first; a second asking would only repeat itself, so it samples with a fresh seed. The seed is the hash of the
 * call: the same call is the same in every run. Odds are weighed at temperature 1, where a narrow nucleus is as good as greed.
 */
const criticDecoding = (
  messages: Ask['messages'],
  asking: number,
  maxTokens: number,
  weighed: boolean,
): Decoding => ({
  temperature: weighed ? 1 : asking === 0 ? 0 : 0.7,
  topP: weighed ? (asking === 0 ? 0.01 : 0.9) : 1,
  topK: 0,
  repetitionPenalty: 1,
  maxTokens,
  seed: derive(asking + 1, 'judge', ...messages.map(({ content }) => content)),
});
