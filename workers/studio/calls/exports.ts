// Owns the calls about files that leave.
import type { ExportWish } from '../../../src/core/formats/export-wish.ts';
import type { ExportCalls } from '../../studio-api/exports.ts';
import type { Desk } from '../desk.ts';
import type { ExportTask } from '../export-task.ts';
import { findSet } from '../find.ts';

export function exportCalls({ store, listings }: Desk): ExportCalls {
  const taskOf = async (setId: string, wish: ExportWish): Promise<ExportTask> => {
    const { name } = await findSet(store, setId);
    const exportable = await (await listings.of(setId)).exportable(wish.scope);
    return { store, setId, name, wish, exportable };
  };
  return {
    async exportPreview(setId, wish) {
      const { exportPreview } = await import('../exports.ts');
      return exportPreview(await taskOf(setId, wish));
    },

    async exportFile(setId, wish) {
      const { exportFile } = await import('../exports.ts');
      return exportFile(await taskOf(setId, wish));
    },
  };
}
