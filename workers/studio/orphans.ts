// Owns work that says it goes on though nobody is at it, since the tab that was is gone: it is found paused.
import { troubleOf } from '../../src/core/trouble.ts';
import type { Desk } from './desk.ts';
import { listOf } from './pages.ts';

/** Work that says that it goes on, though nobody is at it. */
export const pauseOrphans = (
  { store, runs, expansions, buildings, assessments }: Desk,
  projectId: string,
): Promise<void> =>
  unlessElsewhere(async () => {
    await runs.pauseOrphans(await listOf(store, 'run', projectId));
    await expansions.pauseOrphans(await listOf(store, 'expansion', projectId));
    await buildings.pauseOrphans(await listOf(store, 'building', projectId));
    await assessments.pauseOrphans(await listOf(store, 'assessment', projectId));
  });

/** What another tab holds is that tab's to tidy. */
export async function unlessElsewhere(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    if (troubleOf(thrown).kind !== 'open-elsewhere') throw thrown;
  }
}
