// Owns the calls about experts, their versions and benches.
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import type { Change } from '../../../src/core/ports.ts';
import { Broken } from '../../../src/core/trouble.ts';
import { Stopper } from '../../stopper.ts';
import type { CriticCalls } from '../../studio-api/critics.ts';
import { Benches } from '../benches.ts';
import type { Desk } from '../desk.ts';
import { allOf, listOf } from '../pages.ts';

export function criticCalls(desk: Desk): CriticCalls {
  const { store, models, tell, changed, writeUndoably } = desk;
  // Experts bring templates along; the first screen has no use for them.
  const experts = () => import('../experts.ts');
  const benches = new Benches({
    store,
    models,
    tell: (benchId, event) => tell({ kind: 'bench', benchId, event }),
  });
  let trying: Stopper | null = null;

  const write = async (projectId: string, changes: readonly Change[]) => {
    await store.write(changes);
    changed('experts', projectId);
  };

  return {
    experts: async (projectId) => (await experts()).expertViews(store, projectId),

    async addExpert(projectId, name, text) {
      await write(projectId, await (await experts()).addedExpert(store, projectId, name, text));
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
      const { version, changes } = await (await experts()).versionSaved(store, projectId, name, text);
      await write(projectId, changes);
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

    async firstConversations(setId, count) {
      const found: Conversation[] = [];
      for await (const conversation of allOf(store, 'conversation', setId)) {
        if (conversation.turns.length > 0) found.push(conversation);
        if (found.length === count) break;
      }
      return found;
    },

    countTokens: (model, messages) => models.countTokens(model, messages),

    async tryExpert(trialId, trial) {
      trying?.pull();
      const stopper = new Stopper();
      trying = stopper;
      const { tried } = await import('../trials.ts');
      return tried(desk, trial, stopper, (text) => tell({ kind: 'trial', trialId, text }));
    },

    async stopTrial() {
      trying?.pull();
    },

    async benches(projectId) {
      const list = await listOf(store, 'bench', projectId);
      return list.sort((a, b) => b.createdAt - a.createdAt);
    },

    async addBench(projectId, name, rows) {
      const bench = await benches.add(projectId, name, rows);
      changed('benches', projectId);
      return bench;
    },

    async removeBench(projectId, benchId) {
      const bench = await benches.read(projectId, benchId);
      await benches.pause(bench);
      const conversations = await listOf(store, 'conversation', benchId);
      const verdicts = await listOf(store, 'verdict', benchId);
      const changes: Change[] = [
        { remove: 'bench', owner: projectId, id: benchId },
        ...conversations.map(({ id }): Change => ({ remove: 'conversation', owner: benchId, id })),
        ...verdicts.map(({ id }): Change => ({ remove: 'verdict', owner: benchId, id })),
      ];
      await writeUndoably(projectId, { kind: 'remove-bench', name: bench.name, count: 1 }, changes);
      changed('benches', projectId);
    },

    putColumns: async (projectId, benchId, columns) =>
      benches.putColumns(await benches.read(projectId, benchId), columns),
    benchView: async (projectId, benchId) => benches.view(await benches.read(projectId, benchId)),
    runBench: async (projectId, benchId) => benches.run(await benches.read(projectId, benchId)),
    pauseBench: async (projectId, benchId) => benches.pause(await benches.read(projectId, benchId)),
  };
}
