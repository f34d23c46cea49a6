// Owns the calls about files that come in.
import type { ImportCalls } from '../../studio-api/imports.ts';
import type { Desk } from '../desk.ts';

export function importCalls({ store, listings, tell, changed }: Desk): ImportCalls {
  return {
    async knownConversations(projectId, file) {
      const { knownConversations } = await import('../imports.ts');
      return knownConversations(store, projectId, file);
    },

    async importFile(projectId, file, known = 'replace') {
      const { importFile } = await import('../imports.ts');
      const told = (done: number, total: number) => tell({ kind: 'import', projectId, done, total });
      const report = await importFile({ store, listings, told }, projectId, file, known);
      changed('personas', projectId);
      changed('sets', projectId);
      return report;
    },
  };
}
