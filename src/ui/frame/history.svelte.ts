// Owns taking back and doing again what a person did: by its keys on every screen, and by the list of it.
// What counts is the open project's; on the Projects screen it is what was done to projects.
import { toast } from 'svelte-sonner';
import type { Deed, Undoable } from '../../core/items.ts';
import type { Trouble } from '../../core/trouble.ts';
import { Attempt } from '../attempt.svelte.ts';
import { Loaded } from '../loaded.svelte.ts';
import { address } from '../route.svelte.ts';
import { studio, troubleFrom } from '../studio.ts';
import { undoWords as words } from '../words/en/undo.ts';

/** '' on screens that are no project's. */
export const undoScope = (): string => ('projectId' in address.route ? (address.route.projectId ?? '') : '');

class HistoryDialog {
  open = $state(false);
  /** What came of the keys, where that was no undoing. */
  trouble: Trouble | null = $state.raw(null);

  show(trouble: Trouble | null = null): void {
    this.trouble = trouble;
    this.open = true;
  }
}
export const historyDialog = new HistoryDialog();

export const undoLast = (): Promise<void> =>
  byKey(() => studio.undo(undoScope()), words.tookBack, words.nothingToUndo);

export const redoLast = (): Promise<void> =>
  byKey(() => studio.redo(undoScope()), words.didAgain, words.nothingToRedo);

async function byKey(
  turn: () => Promise<Deed | null>,
  done: (deed: Deed) => string,
  nothing: string,
): Promise<void> {
  try {
    const deed = await turn();
    toast(deed ? done(deed) : nothing);
  } catch (thrown) {
    historyDialog.show(troubleFrom(thrown));
  }
}

/** The list while it is open. */
export class History {
  readonly attempt = new Attempt();
  readonly #scope = undoScope();
  readonly #list = new Loaded<readonly Undoable[]>(
    () => studio.undoables(this.#scope),
    (event) => event.kind === 'changed' && event.what === 'undoables',
  );

  readonly isOfProject = this.#scope !== '';
  /** Newest first. */
  readonly list: readonly Undoable[] = $derived([...(this.#list.value ?? [])].reverse());
  readonly newest = $derived(this.list.find(({ undone }) => !undone));
  readonly redoable = $derived(this.list.findLast(({ undone }) => undone));

  get state() {
    return this.#list.state;
  }

  /** It and all that was done after it, newest first. */
  undoBackTo({ id }: Undoable): Promise<unknown> {
    return this.attempt.at('undo', async () => {
      for (const entry of this.list.filter((known) => !known.undone && known.id >= id))
        await studio.undo(this.#scope, entry.id);
    });
  }

  redo(): Promise<unknown> {
    return this.attempt.at('redo', () => studio.redo(this.#scope));
  }

  forget(): Promise<unknown> {
    return this.attempt.at('forget', () => studio.forgetUndoables(this.#scope));
  }

  end(): void {
    this.#list.end();
  }
}
