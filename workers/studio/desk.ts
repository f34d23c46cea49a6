// Owns what every call of the studio works with.
import type { Change, Store } from '../../src/core/ports.ts';
import type { StudioEvent } from '../studio-api.ts';
import type { Deed } from '../../src/core/items.ts';
import type { Journal } from './journal.ts';
import type { Listings } from './listing/listings.ts';
import type { Assessments } from './assessments.ts';
import type { Benches } from './benches.ts';
import type { Buildings } from './buildings.ts';
import type { Expansions } from './expansions.ts';
import type { Mirrors } from './mirrors.ts';
import type { Models } from './models/models.ts';
import type { Claims } from './writer/claims.ts';
import type { Tabs } from './writer/tabs.ts';
import type { Runs } from './runs.ts';

export interface Desk {
  readonly store: Store;
  readonly journal: Journal;
  readonly listings: Listings;
  readonly models: Models;
  readonly runs: Runs;
  readonly mirrors: Mirrors;
  readonly expansions: Expansions;
  readonly buildings: Buildings;
  readonly benches: Benches;
  readonly assessments: Assessments;
  readonly claims: Claims;
  readonly tabs: Tabs;
  tell(event: StudioEvent): void;
  /** Writes what a person did so that it can be taken back by the id that it gives. `projectId` is '' for the list of projects. */
  writeUndoably(projectId: string, deed: Deed, changes: readonly Change[]): Promise<string>;
  /** Lists that show this ask again. */
  changed(what: Extract<StudioEvent, { kind: 'changed' }>['what'], projectId?: string): void;
}
