// Owns the calls about a person's own dialogues.
import type { DialogueCalls } from '../../studio-api/dialogues.ts';
import type { Desk } from '../desk.ts';
import { createProject, projectOf, removeForGood } from '../projects.ts';

export function dialogueCalls({ store, listings, tell, changed }: Desk): DialogueCalls {
  const dialogues = () => import('../dialogues.ts');
  return {
    ownFormat: async (file) => (await dialogues()).ownFormat(file),
    previewDialogues: async (file, mapping) => (await dialogues()).previewDialogues(file, mapping),

    async importDialogues(into, file, mapping) {
      const { importDialogues } = await dialogues();
      const name = file.name.replace(/\.\w+$/, '') || file.name;
      const project = into === null ? await createProject(store, name, 'own') : await projectOf(store, into);
      const projectId = project.id;
      const told = (done: number, total: number) => tell({ kind: 'import', projectId, done, total });
      try {
        return await importDialogues({ store, listings, told }, projectId, file, mapping);
      } catch (thrown) {
        // Nobody asked for a project without the dialogues.
        if (into === null) await removeForGood(store, projectId);
        throw thrown;
      } finally {
        changed('projects');
        changed('personas', projectId);
        changed('sets', projectId);
      }
    },
  };
}
