// Owns finding what a call names by its id alone: ids of runs and sets are unique, their projects are found here.
import type { Run } from '../../src/core/run/plan.ts';
import type { Store } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import { listOf } from './pages.ts';

export async function findRun(store: Store, runId: string): Promise<Run> {
  const run = await inSomeProject(store, 'run', runId);
  if (!run) throw new Broken({ kind: 'gone', what: 'run' });
  return run;
}

/** Of the run that it goes on from, where it goes on from one that is here. */
export async function formerName(store: Store, { owner, goesOnFrom }: Run): Promise<string | undefined> {
  return goesOnFrom === undefined ? undefined : (await store.read('run', owner, goesOnFrom))?.name;
}

export interface FoundSet {
  readonly name: string;
  readonly projectId: string;
  /** The run behind it, if it is one, and else the file. */
  readonly run: Run | null;
  readonly file: string | null;
}

export async function findSet(store: Store, setId: string): Promise<FoundSet> {
  const run = await inSomeProject(store, 'run', setId);
  if (run) return { name: run.name, projectId: run.owner, run, file: null };
  const set = await inSomeProject(store, 'set', setId);
  if (!set) throw new Broken({ kind: 'gone', what: 'set' });
  return { name: set.name, projectId: set.owner, run: null, file: set.file };
}

async function inSomeProject<K extends 'run' | 'set'>(store: Store, kind: K, id: string) {
  for (const project of await listOf(store, 'project', '')) {
    const found = await store.read(kind, project.id, id);
    if (found) return found;
  }
  return undefined;
}
