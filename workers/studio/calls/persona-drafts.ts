// Owns the calls about tables of personas and character cards.
import type { PersonaDraftCalls } from '../../studio-api/persona-drafts.ts';
import type { Desk } from '../desk.ts';

export function personaDraftCalls({ writeUndoably, changed }: Desk): PersonaDraftCalls {
  return {
    async personaDraft(file) {
      const { personaDraft } = await import('../persona-drafts.ts');
      return personaDraft(file);
    },

    async keepPersonas(projectId, kept) {
      const { personasKept } = await import('../persona-drafts.ts');
      const changes = personasKept(projectId, kept);
      const deed = { kind: 'put-attributes', name: kept.file, count: changes.length } as const;
      const id = await writeUndoably(projectId, deed, changes);
      changed('personas', projectId);
      return id;
    },
  };
}
