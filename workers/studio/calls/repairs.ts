// Owns the calls about sending a conversation back for a rewrite.
import { Stopper } from '../../stopper.ts';
import type { RepairCalls, RepairStage } from '../../studio-api/repairs.ts';
import type { Desk } from '../desk.ts';
import type { Around, Repair } from '../repairs.ts';

export function repairCalls(desk: Desk): RepairCalls {
  const { tell, writeUndoably, changed } = desk;
  let mending: Stopper | null = null;

  const mend = async (work: (around: Around) => Promise<Repair>) => {
    mending?.pull();
    const stop = new Stopper();
    mending = stop;
    const watch = (stage: RepairStage, text: string) => tell({ kind: 'repair', stage, text });
    const { projectId, changes, reasons } = await work({ ...desk, stop, watch });
    const undoable = await writeUndoably(projectId, { kind: 'rewrite-conversation', count: 1 }, changes);
    changed('sets', projectId);
    return { undoable, reasons };
  };

  return {
    repairConversation: (setId, id, wish) =>
      mend(async (around) => (await import('../repairs.ts')).repair(around, { setId, id }, wish)),

    continueConversation: (setId, id, wish) =>
      mend(async (around) => (await import('../continuation.ts')).continuation(around, { setId, id }, wish)),

    async stopRepair() {
      mending?.pull();
    },
  };
}
