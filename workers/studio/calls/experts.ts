// Owns the calls about experts and their versions.
import { Broken } from '../../../src/core/trouble.ts';
import type { ExpertCalls } from '../../studio-api/critics.ts';
import type { Desk } from '../desk.ts';

export function expertCalls(desk: Desk): ExpertCalls {
  const { store, changed, writeUndoably } = desk;
  // Experts bring templates along; the first screen has no use for them.
  const experts = () => import('../experts.ts');

  return {
    experts: async (projectId) => (await experts()).expertViews(store, projectId),

    async addExpert(projectId, name, text) {
      const changes = await (await experts()).addedExpert(store, projectId, name, text);
      await writeUndoably(projectId, { kind: 'add-expert', name, count: 1 }, changes);
      changed('experts', projectId);
    },

    async removeExpert(projectId, name) {
      const changes = await (await experts()).removedExpert(store, projectId, name);
      await writeUndoably(projectId, { kind: 'remove-expert', name, count: 1 }, changes);
      changed('experts', projectId);
    },

    async keepDraft(projectId, name, draft) {
      // The page that writes it shows it already.
      await store.write(await (await experts()).draftKept(store, projectId, name, draft));
    },

    async saveVersion(projectId, name, text) {
      const { version, changes, isNew } = await (await experts()).versionSaved(store, projectId, name, text);
      if (isNew)
        await writeUndoably(projectId, { kind: 'save-version', name, count: version.number }, changes);
      else await store.write(changes);
      changed('experts', projectId);
      return version;
    },

    async useVersion(projectId, name, number) {
      const changes = await (await experts()).versionUsed(store, projectId, name, number);
      await writeUndoably(projectId, { kind: 'use-version', name, count: 1 }, changes);
      changed('experts', projectId);
    },

    versionsInUse: async (projectId) => (await experts()).versionsInUse(store, projectId),

    async panelFile(projectId) {
      const [{ panelExperts }, { formatPanel }] = await Promise.all([
        experts(),
        import('../../../src/core/critic/panel-file.ts'),
      ]);
      const text = formatPanel(await panelExperts(store, projectId));
      return { name: 'panel.parley.json', file: new Blob([text], { type: 'application/json' }) };
    },

    async takeInPanel(projectId, file) {
      const [{ panelTakenIn }, { parsePanel }] = await Promise.all([
        experts(),
        import('../../../src/core/critic/panel-file.ts'),
      ]);
      const read = parsePanel(await file.text());
      if (!read.ok) throw new Broken({ kind: 'bad-panel-file', detail: read.problem });
      const { changes, versions } = await panelTakenIn(store, projectId, read.value);
      await writeUndoably(
        projectId,
        { kind: 'take-in-panel', name: file.name, count: read.value.length },
        changes,
      );
      changed('experts', projectId);
      return { experts: read.value.length, versions };
    },
  };
}
