// Owns why work stands still that goes on by itself: kept beside its state, so that it is told after a reload and in other tabs, and
// gone once the work goes on. A pause that a person asked for has no reason. What is read back may be damaged: it is checked first.
import { parseTrouble } from '../trouble-shape.ts';
import type { Trouble } from '../trouble.ts';
import type { RunState } from './plan.ts';

interface Standing {
  readonly state: RunState;
  readonly pausedBy?: Trouble;
}

/** The work as it stands now; whatever reason it had before is gone. */
export function inState<Work extends Standing>(work: Work, state: RunState): Work {
  const { pausedBy: _, ...rest } = work;
  return { ...rest, state } as unknown as Work;
}

export function pausedBy<Work extends Standing>(work: Work, trouble: Trouble): Work {
  const told = parseTrouble(trouble) ?? { kind: 'unexpected', detail: '' };
  return { ...inState(work, 'paused'), pausedBy: told };
}

/**
 * Where the pause could not be written for `late`; null where another tab has the work now and says how it stands. Work that was
 * found interrupted while the storage is full will not go on for want of room, so that is told.
 */
export function pausedUnwritten<Work extends Standing>(
  work: Work,
  trouble: Trouble,
  late: Trouble,
): Work | null {
  if (late.kind === 'open-elsewhere') return null;
  return pausedBy(work, trouble.kind === 'interrupted' ? late : trouble);
}

/** As it was kept, with a reason that can be told or with none. */
export function withSoundReason<Work extends Standing>(work: Work): Work {
  if (work.pausedBy === undefined) return work;
  const told = work.state === 'paused' ? parseTrouble(work.pausedBy) : null;
  return told ? pausedBy(work, told) : inState(work, work.state);
}
