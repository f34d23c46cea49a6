// Owns telling that a conversation was written on from one of its turns, see run/continuation.ts: what was said of it before that
// speaks of another text.
import type { Conversation, PromptVersion } from './conversation.ts';

export const continuationPrompt: PromptVersion = { id: 'turn-again', version: 1 };

/** How many edits there were when a model last wrote the conversation on. */
export const editsUntilWrittenOn = ({ edits = [] }: Pick<Conversation, 'edits'>): number =>
  edits.findLastIndex(({ by }) => by?.prompt.id === continuationPrompt.id) + 1;
