// Owns how a generator is asked for a conversation (method.md, section 2): few-shot, the exemplars as earlier exchanges of
// the same chat, because small instruct models follow a form that they have seen far better than one that is described.
import { formatConversation } from '../conversation/format.ts';
import type { Conversation, PromptVersion, Turn } from '../conversation/conversation.ts';
import { grammarOf, literal, line } from '../critic/grammar.ts';
import type { Pair, Profile } from '../persona/profile.ts';
import type { Message } from '../ports.ts';
import type { Plan, PromptForm } from './plan.ts';

export interface GeneratorPrompt {
  readonly version: PromptVersion;
  readonly messages: readonly Message[];
  readonly maxTokens: number;
  readonly grammar?: string;
  /** Those that fitted the model's context, in the order shown. */
  readonly exemplarIds: readonly string[];
}

/** Room for one turn in the answer: about 25 words, its label and the line's end. */
export const tokensPerTurn = 40;

// Short on purpose: a processor reads some ten tokens a second, and every call reads this anew.
const system = `Write everyday talk between two people who are getting to know each other. Each speaks from their own profile only: it shows in what they say and ask, and no sentence of it is copied. People react, ask back, disagree, tell small stories, and part as friends. Write only lines that start with "User 1:" or "User 2:".`;

/** `turns` is what this candidate is asked for. */
export function generatorPrompt(
  plan: Plan,
  pair: Pair,
  turns: number,
  exemplars: readonly Conversation[],
): GeneratorPrompt {
  const shown = exemplars.slice(0, mostExemplars[plan.promptForm]);
  return {
    version: versionOf[plan.promptForm],
    messages: messagesOf(plan.promptForm, pair, turns, shown),
    maxTokens: turns * tokensPerTurn,
    ...(plan.dialogueGrammar ? { grammar: dialogueGrammar(plan.turnsAsked) } : {}),
    exemplarIds: shown.map(({ id }) => id),
  };
}

/**
 * The prompts to try, from all exemplars down to none: they come in order of preference, and the last is left out first. The
 * first whose prompt and answer fit the context is the one.
 */
export const promptsToTry = (
  plan: Plan,
  pair: Pair,
  turns: number,
  exemplars: readonly Conversation[],
): readonly GeneratorPrompt[] => {
  const most = Math.min(exemplars.length, mostExemplars[plan.promptForm]);
  return Array.from({ length: most + 1 }, (_, less) =>
    generatorPrompt(plan, pair, turns, exemplars.slice(0, most - less)),
  );
};

/** Parley-mini was shown one at most. */
const mostExemplars: Readonly<Record<PromptForm, number>> = { instruct: Infinity, mini: 1 };

const versionOf: Readonly<Record<PromptForm, PromptVersion>> = {
  instruct: { id: 'generator', version: 1 },
  mini: { id: 'generator-mini', version: 2 },
};

function messagesOf(
  form: PromptForm,
  pair: Pair,
  turns: number,
  exemplars: readonly Conversation[],
): readonly Message[] {
  if (form === 'mini') return [{ role: 'user', content: miniPrompt(pair, turns, exemplars[0]) }];
  return [
    { role: 'system', content: system },
    ...exemplars.flatMap((exemplar): Message[] => [
      { role: 'user', content: request(exemplar.pair, exemplar.turns.length) },
      { role: 'assistant', content: formatConversation(exemplar.turns satisfies readonly Turn[]) },
    ]),
    { role: 'user', content: request(pair, turns) },
  ];
}

const request = ({ profiles: [first, second] }: Pair, turns: number): string =>
  `Profile of User 1:\n${listed(first)}\n\nProfile of User 2:\n${listed(second)}\n\nWrite their conversation in ${turns} turns.`;

const listed = (profile: Profile): string => profile.attributes.map(({ text }) => `- ${text}`).join('\n');

/** The form that Parley-mini was trained on (its model card), with an exemplar or without: nothing here can be edited. */
function miniPrompt(pair: Pair, turns: number, exemplar?: Conversation): string {
  if (!exemplar) return miniRequest(pair, turns);
  const shown = miniRequest(exemplar.pair, exemplar.turns.length);
  return `Example:\n${shown}\n${formatConversation(exemplar.turns)}\n\n${miniRequest(pair, turns)}`;
}

const miniRequest = ({ profiles: [first, second] }: Pair, turns: number): string =>
  `User 1: ${sentences(first)}\nUser 2: ${sentences(second)}\nConversation (${turns} turns):`;

const sentences = (profile: Profile): string => profile.attributes.map(({ text }) => text).join(' ');

/** Alternating speakers, whole exchanges, no line longer than a long turn. Turns are counted in exchanges of two. */
export function dialogueGrammar({ min, max }: Plan['turnsAsked']): string {
  const [fewest, most] = [Math.ceil(min / 2), Math.max(Math.ceil(min / 2), Math.floor(max / 2))];
  return grammarOf({
    root: `exchange (${literal('\n')} exchange){${fewest - 1},${most - 1}}`,
    exchange: `${literal('User 1: ')} turn ${literal('\nUser 2: ')} turn`,
    turn: line(longestTurnCharacters),
  });
}

/** Turns of Synthetic-Persona-Chat have 9 to 11 words; a small model that is not cut short rambles. */
export const longestTurnCharacters = 140;
