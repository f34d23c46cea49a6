// Owns writing a conversation turn by turn (method.md, section 2.2): each speaker is prompted with its own profile only, so
// that it cannot leak the other's. Slower: every turn reads the conversation anew.
import type { Measured, Speaker, Turn } from '../conversation/conversation.ts';
import { formatConversation } from '../conversation/format.ts';
import { grammarOf, line } from '../critic/grammar.ts';
import type { Pair } from '../persona/profile.ts';
import type { Answer, Ask, Message } from '../ports.ts';
import { derive } from '../random.ts';
import { completeOrOverflow } from './complete.ts';
import { longestTurnCharacters, tokensPerTurn } from './generator-prompt.ts';
import { measuredOf } from './measured.ts';
import type { Draft, TurnAnswer } from './draft.ts';
import type { Surroundings } from './surroundings.ts';
import { chanceAt, type WriteRequest, type Written } from './written.ts';

const version = { id: 'generator-turn', version: 1 } as const;

export async function writeTurnByTurn(request: WriteRequest, around: Surroundings): Promise<Written | null> {
  let draft = await draftOf(request, around);
  while (!isWhole(draft, request.turns)) {
    const next = await withNextTurn(draft, request, around);
    if (next === null) return null;
    draft = next;
    await around.keepDraft(draft);
  }
  const { turns, answers } = draft;
  return {
    raw: formatConversation(turns),
    cut: answers.at(-1)?.ended === 'length',
    prompt: version,
    decoding: {
      // The seeds of the turns derive from the place and the turn; this is the last one's.
      asked: decodingFor(request, Math.max(0, answers.length - 1)),
      ignored: [...new Set(answers.flatMap(({ ignored }) => ignored))],
    },
    exemplarIds: [],
    measured: totalOf(draft),
  };
}

/** What was kept of it before a pause or a kill; else nothing yet. */
async function draftOf({ the, id }: WriteRequest, { store, clock }: Surroundings): Promise<Draft> {
  const kept = await store.read('draft', the.id, id);
  return kept ?? { owner: the.id, id, turns: [], answers: [], begun: clock(), seconds: 0 };
}

/** A model that has nothing more to say, or no more room, ends the conversation; the rules judge its length. */
const isWhole = ({ turns, answers }: Draft, length: number): boolean =>
  turns.length >= length || answers.length > turns.length || answers.at(-1)?.ended === 'length';

/** null when it was stopped. */
async function withNextTurn(
  draft: Draft,
  request: WriteRequest,
  around: Surroundings,
): Promise<Draft | null> {
  const { turns } = draft;
  const begun = around.clock();
  const answer = await askForTurn(request, turns, decodingFor(request, turns.length), around);
  if (answer.ended === 'stopped') return null;
  const { text: said, choices: _, ...rest } = answer;
  const text = firstLine(said);
  return {
    ...draft,
    turns: text === '' ? turns : [...turns, { speaker: speakerOf(turns.length), text }],
    answers: [...draft.answers, rest],
    seconds: draft.seconds + (around.clock() - begun) / 1000,
  };
}

const speakerOf = (turn: number): Speaker => (turn % 2 === 0 ? 1 : 2);

const decodingFor = ({ the: { plan }, place }: WriteRequest, turn: number): Ask['decoding'] => ({
  ...plan.decoding,
  maxTokens: tokensPerTurn,
  seed: derive(plan.seed, 'write turn', ...chanceAt(place), turn),
});

async function askForTurn(
  request: WriteRequest,
  turns: readonly Turn[],
  decoding: Ask['decoding'],
  { watch, stop }: Surroundings,
): Promise<Answer> {
  const speaker = speakerOf(turns.length);
  const messages = turnMessages(request.of, turns, request.turns);
  const grammar = request.the.plan.dialogueGrammar
    ? { grammar: grammarOf({ root: line(longestTurnCharacters) }) }
    : {};
  let text = '';
  const show = (piece: string) => {
    text += piece;
    const shown = formatConversation([...turns, { speaker, text: firstLine(text) }]);
    watch({ kind: 'writing', conversationIds: [request.id], text: shown });
  };
  show('');
  return completeOrOverflow(request.generator, { messages, decoding, ...grammar }, show, stop);
}

/** The speaker's own turns stand as the assistant's, the other's as the user's. Nothing of the other's profile is said. */
export function turnMessages(
  of: Pair,
  turns: readonly Turn[],
  length: number,
  speaker: Speaker = speakerOf(turns.length),
): readonly Message[] {
  const { attributes } = of.profiles[(speaker - 1) as 0 | 1];
  const left = length - turns.length;
  const ending = left <= 2 ? ' It is time to say goodbye.' : '';
  return [
    {
      role: 'system',
      content: `You are getting to know someone in everyday talk. This is who you are:
${attributes.map(({ text }) => `- ${text}`).join('\n')}
Let it show in what you say and ask, without copying a sentence of it. Answer with your next turn only: one or two short sentences in one line.${ending}`,
    },
    ...(speaker === 1 ? [{ role: 'user', content: 'Begin the talk.' } as const] : []),
    ...turns.map((turn): Message => ({
      role: turn.speaker === speaker ? 'assistant' : 'user',
      content: turn.text,
    })),
  ];
}

/** Models like to go on for the other speaker, or to name themselves. */
export const firstLine = (text: string): string =>
  (text.trim().split('\n', 1)[0] ?? '').replace(/^\W*user [12]\W*:\W*/i, '').trim();

function totalOf({ answers, begun, seconds }: Draft): Measured {
  const sum = (of: (answer: TurnAnswer) => number) =>
    answers.reduce((total, answer) => total + of(answer), 0);
  const last = answers.at(-1);
  const whole: Answer = {
    text: '',
    ended: 'stop',
    ignored: [],
    promptTokens: sum(({ promptTokens }) => promptTokens),
    answerTokens: sum(({ answerTokens }) => answerTokens),
    ...(last?.prefillTokensPerSecond === undefined
      ? {}
      : { prefillTokensPerSecond: last.prefillTokensPerSecond }),
    ...(last?.decodeTokensPerSecond === undefined
      ? {}
      : { decodeTokensPerSecond: last.decodeTokensPerSecond }),
  };
  return measuredOf(whole, begun, begun + seconds * 1000);
}
