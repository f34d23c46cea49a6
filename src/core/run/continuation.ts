// Owns writing a conversation on from one of its turns: each turn anew, its speaker prompted with their own profile only, as when
// a conversation is written turn by turn. Who speaks when stays as it was.
import type { Conversation, Speaker } from '../conversation/conversation.ts';
import { continuationPrompt } from '../conversation/written-on.ts';
import { grammarOf, line } from '../critic/grammar.ts';
import type { Ask, Message } from '../ports.ts';
import { derive } from '../random.ts';
import { longestTurnCharacters, tokensPerTurn } from './generator-prompt.ts';
import { firstLine, turnMessages } from './turn-by-turn.ts';

/** What is asked for the turn after `texts`, which stand in the place of the conversation's own. `asking`: 0-based, after failures. */
export function turnAsk(
  { id, pair, turns, edits = [] }: Conversation,
  texts: readonly string[],
  decoding: Omit<Ask['decoding'], 'seed' | 'maxTokens'>,
  asking: number,
): Ask {
  const said = turns.slice(0, texts.length).map((turn, at) => ({ ...turn, text: texts[at] ?? turn.text }));
  const speaker: Speaker = turns[texts.length]?.speaker ?? 1;
  return {
    messages: alternating(turnMessages(pair, said, turns.length, speaker)),
    decoding: {
      ...decoding,
      maxTokens: tokensPerTurn,
      seed: derive(1, continuationPrompt.id, id, edits.length, texts.length, asking),
    },
    grammar: grammarOf({ root: line(longestTurnCharacters) }),
  };
}

/** What is said in an answer; '' where it is nothing. */
export const turnIn = (answer: string): string => firstLine(answer);

/** Many templates refuse two messages of one role in a row: a speaker who goes on has one longer turn there. */
function alternating(messages: readonly Message[]): readonly Message[] {
  const merged: Message[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    if (last?.role === message.role)
      merged[merged.length - 1] = { ...last, content: `${last.content}\n${message.content}` };
    else merged.push(message);
  }
  // Nobody answered: the same speaker goes on.
  if (merged.at(-1)?.role === 'assistant') merged.push({ role: 'user', content: 'Go on.' });
  return merged;
}
