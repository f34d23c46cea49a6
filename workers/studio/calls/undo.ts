// Owns the calls about taking back what was done.
import type { Kind } from '../../../src/core/items.ts';
import type { UndoCalls } from '../../studio-api/undo.ts';
import type { Desk } from '../desk.ts';
import type { Turned } from '../journal.ts';
import { purgeDeleted } from '../projects.ts';

/** The lists that show a kind. */
const shownIn: Readonly<Partial<Record<Kind, Parameters<Desk['changed']>[0]>>> = {
  project: 'projects',
  attribute: 'personas',
  profile: 'personas',
  pair: 'personas',
  run: 'runs',
  expert: 'experts',
  version: 'experts',
  bench: 'benches',
  task: 'tasks',
  taskAnswer: 'tasks',
  assessment: 'assessments',
};

export function undoCalls({ store, journal, changed }: Desk): UndoCalls {
  const tell = (projectId: string, turned: Turned | null) => {
    if (turned === null) return null;
    const lists = new Set(turned.kinds.map((kind) => shownIn[kind] ?? 'sets'));
    for (const list of lists) changed(list, projectId || undefined);
    changed('undoables', projectId || undefined);
    return turned.deed;
  };
  return {
    undoables: (projectId) => journal.list(projectId),
    undo: async (projectId, id) => tell(projectId, await journal.undo(projectId, id)),
    async forgetUndoables(projectId) {
      await journal.forget(projectId);
      await purgeDeleted(store);
      changed('undoables', projectId || undefined);
    },
    redo: async (projectId) => tell(projectId, await journal.redo(projectId)),
  };
}
