// Owns the calls about benches.
import type { Change } from '../../../src/core/ports.ts';
import type { BenchCalls } from '../../studio-api/critics.ts';
import type { Desk } from '../desk.ts';
import { listOf } from '../pages.ts';

export function benchCalls({ store, benches, changed, writeUndoably }: Desk): BenchCalls {
  return {
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
    openHeldOut: (projectId, benchId, columnId) => benches.openHeldOut(projectId, benchId, columnId),
    benchView: async (projectId, benchId) => benches.view(await benches.read(projectId, benchId)),
    runBench: async (projectId, benchId) => benches.run(await benches.read(projectId, benchId)),
    pauseBench: async (projectId, benchId) => benches.pause(await benches.read(projectId, benchId)),
  };
}
