// Owns what a person changed of a conversation: its turns anew, each change kept with what stood there before. The raw text stays
// as it was read.
import type { Conversation, Turn } from './conversation.ts';
import { faultsOf } from './faults-of.ts';

/** A turn as it was and as it is. */
export interface Edit {
  /** 0-based. */
  readonly turn: number;
  readonly before: string;
  readonly after: string;
}

/**
 * The conversation with other texts for its turns; the same where nothing differs. Faults that the parser saw in the raw text
 * stay, those of the turns are looked for anew. `allowed`: the number of turns that its plan takes.
 */
export function editedConversation(
  conversation: Conversation,
  texts: readonly string[],
  allowed: { readonly min: number; readonly max: number } | null,
): Conversation {
  const edits = conversation.turns.flatMap(({ text }, turn): Edit[] => {
    const after = texts[turn]?.trim() ?? text;
    return after === '' || after === text ? [] : [{ turn, before: text, after }];
  });
  if (edits.length === 0) return conversation;
  const changed = new Map(edits.map(({ turn, after }) => [turn, after]));
  const turns = conversation.turns.map((known, turn): Turn => ({
    ...known,
    text: changed.get(turn) ?? known.text,
  }));
  const ofReading = conversation.faults.filter(
    (fault) => fault.line !== undefined || fault.kind === 'token-limit',
  );
  return {
    ...conversation,
    turns,
    faults: faultsOf({ turns, faults: ofReading }, conversation.pair, allowed),
    edits: [...(conversation.edits ?? []), ...edits],
  };
}
