// Owns the calls about files that leave.
import type { ExportCalls } from '../../studio-api/exports.ts';
import type { Desk } from '../desk.ts';
import { findSet } from '../find.ts';

export function exportCalls({ store }: Desk): ExportCalls {
  return {
    async exportPreview(setId, format) {
      const { exportPreview } = await import('../exports.ts');
      return exportPreview(store, setId, format);
    },

    async exportFile(setId, format) {
      const [{ exportFile }, { name }] = await Promise.all([import('../exports.ts'), findSet(store, setId)]);
      return exportFile(store, setId, name, format);
    },
  };
}
