// Owns what every call of the studio works with.
import type { Store } from '../../src/core/ports.ts';
import type { StudioEvent } from '../studio-api.ts';
import type { Models } from './models/models.ts';
import type { Runs } from './runs.ts';

export interface Desk {
  readonly store: Store;
  readonly models: Models;
  readonly runs: Runs;
  tell(event: StudioEvent): void;
  /** Lists that show this ask again. */
  changed(what: Extract<StudioEvent, { kind: 'changed' }>['what'], projectId?: string): void;
}
