// Owns what a person does to the chosen conversations of a set, each with a way back.
import type { LabelDecision } from '../../../core/review/label.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { bulk as words } from '../../words/en/bulk.ts';
import { looking } from './looking.svelte.ts';
import type { OneSet } from './one-set.svelte.ts';

export class Bulk {
  readonly attempt = new Attempt();
  readonly #projectId: string;
  readonly #set: OneSet;
  readonly count = $derived.by(() => looking.chosenOf(this.#set.id).size);

  constructor(projectId: string, set: OneSet) {
    this.#projectId = projectId;
    this.#set = set;
  }

  get #ids(): string[] {
    return [...looking.chosenOf(this.#set.id)];
  }

  async chooseAll(): Promise<void> {
    const { id, query } = this.#set;
    const ids = await this.attempt.at('choose', () => studio.conversationIds(id, query));
    if (ids) looking.choose(id, ids);
  }

  clear(): void {
    looking.choose(this.#set.id, []);
  }

  /** null takes this person's decision back. */
  async label(decision: LabelDecision | null): Promise<void> {
    const ids = this.#ids;
    await this.#withUndo('label', words.labelled(ids.length, decision), () =>
      studio.labelConversations(this.#set.id, ids, decision),
    );
  }

  async remove(): Promise<void> {
    const ids = this.#ids;
    const done = await this.#withUndo('remove', words.removed(ids.length), () =>
      studio.removeConversations(this.#set.id, ids),
    );
    if (done) this.clear();
  }

  async #withUndo(what: string, said: string, act: () => Promise<string>): Promise<boolean> {
    const id = await this.attempt.at(what, act);
    if (id === undefined) return false;
    toastUndoable(this.attempt, said, this.#projectId, id);
    return true;
  }
}
