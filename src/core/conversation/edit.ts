// Owns what was changed of a conversation, by a person or by a model that was sent it back: its turns anew, each change kept with what stood there before. The raw text stays
// as it was read.
import type { ModelBuild } from '../ports.ts';
import type { Conversation, PromptVersion, Turn } from './conversation.ts';
import { faultsOf } from './faults-of.ts';

/** A turn as it was and as it is. */
export interface Edit {
  /** 0-based. */
  readonly turn: number;
  readonly before: string;
  readonly after: string;
  /** Absent where a person wrote it. */
  readonly by?: Rewriter;
}

/** A model that wrote turns anew, and what it was told of them. */
export interface Rewriter {
  readonly model: ModelBuild;
  readonly prompt: PromptVersion;
  readonly reasons: readonly string[];
}

/** The conversation as it was before any edit. */
export function beforeEdits(conversation: Conversation): Conversation {
  const { edits = [], turns } = conversation;
  if (edits.length === 0) return conversation;
  const texts = turns.map(({ text }) => text);
  for (const { turn, before } of edits.toReversed()) texts[turn] = before;
  return {
    ...conversation,
    turns: turns.map((turn, place) => ({ ...turn, text: texts[place] ?? turn.text })),
  };
}

/**
 * The conversation with other texts for its turns; the same where nothing differs. Faults that the parser saw in the raw text
 * stay, those of the turns are looked for anew. `allowed`: the number of turns that its plan takes.
 */
export function editedConversation(
  conversation: Conversation,
  texts: readonly string[],
  allowed: { readonly min: number; readonly max: number } | null,
  by?: Rewriter,
): Conversation {
  const edits = conversation.turns.flatMap(({ text }, turn): Edit[] => {
    const after = texts[turn]?.trim() ?? text;
    return after === '' || after === text ? [] : [{ turn, before: text, after, ...(by ? { by } : {}) }];
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
