// Owns the estimate of a prompt's tokens, for an engine that cannot count them.
import type { Message } from './ports.ts';

/** English through byte-pair encodings takes about 4 characters a token; 3 leaves room for names and small vocabularies. */
const charactersPerToken = 3;

export const estimateOf = (messages: readonly Message[]): number =>
  messages.reduce((sum, { content }) => sum + Math.ceil(content.length / charactersPerToken), 0);
