// Owns what the page may ask about taking back what was done. `projectId` is '' for what was done to projects themselves.
import type { Deed, Undoable } from '../../src/core/items.ts';

export interface UndoCalls {
  /** The last fifty at most, oldest first. */
  undoables(projectId: string): Promise<readonly Undoable[]>;
  /** Takes back one deed, by default the newest that stands; null when there is none. */
  undo(projectId: string, undoableId?: string): Promise<Deed | null>;
  /** Does again what was taken back last; null when nothing was. */
  redo(projectId: string): Promise<Deed | null>;
  /** None of it can be taken back after this; deleted projects go for good and free their storage. */
  forgetUndoables(projectId: string): Promise<void>;
}
