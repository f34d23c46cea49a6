// Owns the wish to have a conversation written on from a turn: from which, and what comes of it.
import type { Conversation } from '../../../core/conversation/conversation.ts';
import { studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { continuation as words } from '../../words/en/continuation.ts';
import { Rewriting } from './rewriting.svelte.ts';

export class ContinueForm {
  readonly #projectId: string;
  readonly #conversation: Conversation;
  readonly rewriting = new Rewriting();
  /** 0-based. */
  from = $state(1);

  constructor(projectId: string, conversation: Conversation) {
    [this.#projectId, this.#conversation] = [projectId, conversation];
    this.from = Math.max(1, Math.floor(conversation.turns.length / 2));
    const { origin } = conversation;
    void this.rewriting.propose(origin.kind === 'generated' ? origin.generator : null, false);
  }

  /** Whether it came about. */
  async start(): Promise<boolean> {
    const { from, rewriting } = this;
    const { critic } = rewriting;
    const { owner, id, turns } = this.#conversation;
    const done = await rewriting.write((generator) =>
      studio.continueConversation(owner, id, { from, generator, critic }),
    );
    if (!done) return false;
    const text = words.done(turns.length - from, critic !== null, done.reasons);
    toastUndoable(rewriting.attempt, text, this.#projectId, done.undoable);
    return true;
  }
}
