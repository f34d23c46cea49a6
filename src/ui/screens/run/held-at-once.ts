// Owns whether generator and critic can be held in memory at once, as far as the person has said how much there is. Pure.
import type { Machine, ModelRow } from '../../../../workers/studio-api/models.ts';
import type { WorkOrder } from '../../../core/run/plan.ts';

export interface HeldAtOnce {
  readonly megabytes: number;
  /** null where nobody has said. */
  readonly gigabytes: number | null;
  readonly fits: boolean;
}

/** null where there is one model, or one is not known. */
export function heldAtOnce(
  generator: ModelRow | undefined,
  critic: ModelRow | undefined,
  gigabytes: Machine['memoryGigabytes'],
): HeldAtOnce | null {
  if (!generator || !critic || generator === critic) return null;
  const megabytes = generator.memoryMegabytes + critic.memoryMegabytes;
  return { megabytes, gigabytes, fits: gigabytes === null || megabytes <= gigabytes * 1024 };
}

/** What does not fit at once is loaded in turn. */
export const orderFor = (held: HeldAtOnce | null): WorkOrder =>
  held && !held.fits ? 'in phases' : 'pair by pair';
