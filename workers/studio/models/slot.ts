// Owns what is known of one engine of this tab, from the moment at which it begins to load.
import type { ModelChoice } from '../../../src/core/run/plan.ts';
import type { EngineHost } from '../../engine/engine-host.ts';
import type { Stopper } from '../../stopper.ts';
import type { ModelState } from '../../studio-api/models.ts';

export interface Slot {
  readonly stopper: Stopper;
  readonly loading: Promise<EngineHost>;
  host: EngineHost | null;
  state: ModelState;
  /** When a screen was last told of its state, in milliseconds. */
  shownAt: number;
}

export const keyOf = ({ engine, model }: ModelChoice): string => `${engine}/${model}`;

export const newSlot = (stopper: Stopper, loading: Promise<EngineHost>): Slot => ({
  stopper,
  loading,
  host: null,
  state: { kind: 'loading', progress: { stage: 'fetching', bytes: 0, totalBytes: 0 }, bytesPerSecond: null },
  shownAt: 0,
});
