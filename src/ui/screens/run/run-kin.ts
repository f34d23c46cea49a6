// Owns which runs belong together because one goes on from another.
import type { Run } from '../../../core/run/plan.ts';

export interface RunKin {
  /** The one that was stopped, if this one took what was left. */
  readonly before: Run | undefined;
  readonly after: Run | undefined;
}

export const kinOf = (run: Run, all: readonly Run[]): RunKin => ({
  before: all.find(({ id }) => id === run.goesOnFrom && id !== run.id),
  after: all.find(({ id, goesOnFrom }) => goesOnFrom === run.id && id !== run.id),
});
