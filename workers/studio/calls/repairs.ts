// Owns the calls about sending a conversation back for a rewrite.
import { Stopper } from '../../stopper.ts';
import type { RepairCalls } from '../../studio-api/repairs.ts';
import type { Desk } from '../desk.ts';

export function repairCalls(desk: Desk): RepairCalls {
  const { tell, writeUndoably, changed } = desk;
  let mending: Stopper | null = null;

  return {
    async repairConversation(setId, id, wish) {
      mending?.pull();
      const stop = new Stopper();
      mending = stop;
      const { repair } = await import('../repairs.ts');
      const around = {
        ...desk,
        stop,
        watch: (stage: 'loading' | 'writing' | 'judging', text: string) =>
          tell({ kind: 'repair', stage, text }),
      };
      const { projectId, changes, reasons } = await repair(around, { setId, id }, wish);
      const undoable = await writeUndoably(projectId, { kind: 'rewrite-conversation', count: 1 }, changes);
      changed('sets', projectId);
      return { undoable, reasons };
    },

    async stopRepair() {
      mending?.pull();
    },
  };
}
