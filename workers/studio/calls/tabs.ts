// Owns the calls about other tabs, and handing a project from one to another.
import type { TabCalls } from '../../studio-api/tabs.ts';
import type { Desk } from '../desk.ts';
import { listOf } from '../pages.ts';

/** The other tab lets go of the answer being written first; one that does not answer is not waited for. */
const patienceMilliseconds = 5000;

export function tabCalls({ store, claims, tabs, runs }: Desk): TabCalls {
  const standing = (projectId: string) => (claims.holds(projectId) ? 'writing' : 'reading');
  return {
    async openProject(projectId) {
      await claims.open(projectId);
      return standing(projectId);
    },

    standing: (projectId) => Promise.resolve(standing(projectId)),

    async takeOver(projectId) {
      if (claims.holds(projectId)) return;
      const underWay = (await listOf(store, 'run', projectId)).filter(({ state }) => state === 'running');
      tabs.askFor(projectId);
      const wasStolen = await claims.take(projectId, patienceMilliseconds);
      for (const { id } of underWay) {
        const run = await store.read('run', projectId, id);
        if (run && run.state !== 'finished' && run.state !== 'stopped')
          await runs.resume(run, { takeLock: wasStolen });
      }
    },
  };
}

/** What a tab does when another asks for a project: whatever is under way is paused, then it is let go. */
export async function handOver(
  { store, claims, runs, expansions, buildings, benches, assessments }: Desk,
  projectId: string,
): Promise<void> {
  if (!claims.holds(projectId)) return;
  try {
    for (const run of await listOf(store, 'run', projectId))
      if (runs.isActive(run.id)) await runs.halt(run, 'paused');
    for (const { id, state } of await listOf(store, 'expansion', projectId))
      if (state === 'running') await expansions.halt(projectId, id, 'paused');
    for (const { id, state } of await listOf(store, 'building', projectId))
      if (state === 'running') await buildings.halt(projectId, id, 'paused');
    for (const { id, state } of await listOf(store, 'assessment', projectId))
      if (state === 'running') await assessments.halt(projectId, id, 'paused');
    for (const bench of await listOf(store, 'bench', projectId)) await benches.pause(bench);
  } finally {
    claims.release(projectId);
  }
}
