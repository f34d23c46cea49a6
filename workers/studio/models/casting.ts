// Owns which models play in a piece of work, and whether they are held at once.
import type { ModelChoice, Plan } from '../../../src/core/run/plan.ts';

export type Casting = Pick<Plan, 'generator' | 'critic' | 'order'>;

/** One model for everything. */
export const casting = (model: ModelChoice): Casting => ({
  generator: model,
  critic: model,
  order: 'pair by pair',
});
