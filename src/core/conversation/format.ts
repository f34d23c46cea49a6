// Owns the plain form of a conversation: one `User N: text` line a turn, as prompts, exports and raw texts have it.
import type { Turn } from './conversation.ts';

const lineBreak = /\s*[\r\n]+\s*/g;

/** A line break inside a turn becomes a space: in this form a line is a turn. */
export const formatConversation = (turns: readonly Turn[]): string =>
  turns.map(({ speaker, text }) => `User ${speaker}: ${text.replace(lineBreak, ' ')}`).join('\n');
