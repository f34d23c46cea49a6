// Owns the studio behind its contract: the calls of each domain in a file of calls/, a line or two each, and the work in the
// files beside this one. What the first screen does not need is loaded when it is called.
import type { Store } from '../../src/core/ports.ts';
import type { StudioApi, StudioEvent } from '../studio-api.ts';
import { benchCalls } from './calls/benches.ts';
import { expertCalls } from './calls/experts.ts';
import { trialCalls } from './calls/trials.ts';
import { buildingCalls } from './calls/buildings.ts';
import { expansionCalls } from './calls/expansions.ts';
import { exportCalls } from './calls/exports.ts';
import { importCalls } from './calls/imports.ts';
import { modelCalls } from './calls/models.ts';
import { personaCalls } from './calls/personas.ts';
import { projectCalls } from './calls/projects.ts';
import { reviewCalls } from './calls/reviews.ts';
import { runCalls } from './calls/runs.ts';
import { setCalls } from './calls/sets.ts';
import { undoCalls } from './calls/undo.ts';
import type { Desk } from './desk.ts';
import { Journal } from './journal.ts';
import { Listings } from './listing/listings.ts';
import { watchedStore } from './listing/watched-store.ts';
import { Buildings } from './buildings.ts';
import { Expansions } from './expansions.ts';
import { Models } from './models/models.ts';
import { listOf } from './pages.ts';
import { purgeDeleted } from './projects.ts';
import { Runs } from './runs.ts';

/** The studio on a store in which everything has been put in order after the last time. */
export async function openStudio(store: Store): Promise<StudioApi> {
  const listeners: ((event: StudioEvent) => void)[] = [];
  const desk = newDesk(store, (event) => listeners.forEach((hear) => hear(event)));
  await tidy(desk);
  return {
    async listen(listener) {
      listeners.push(listener);
    },
    ...projectCalls(desk),
    ...personaCalls(desk),
    ...importCalls(desk),
    ...expansionCalls(desk),
    ...buildingCalls(desk),
    ...modelCalls(desk),
    ...runCalls(desk),
    ...setCalls(desk),
    ...exportCalls(desk),
    ...undoCalls(desk),
    ...expertCalls(desk),
    ...trialCalls(desk),
    ...benchCalls(desk),
    ...reviewCalls(desk),
  };
}

function newDesk(plainStore: Store, tell: Desk['tell']): Desk {
  const store = watchedStore(plainStore, (owner, changes) => listings.hear(owner, changes));
  const listings = new Listings(store);
  const journal = new Journal(store);
  const models = new Models(store, tell);
  const runs = new Runs({
    store,
    cast: (plan, stop) => models.cast(plan, stop),
    dropLost: (plan) => models.dropLost(plan),
    tell: (runId, event) => tell({ kind: 'run', runId, event }),
  });
  const changed: Desk['changed'] = (what, projectId) =>
    tell({ kind: 'changed', what, projectId: projectId ?? null });
  const writeUndoably: Desk['writeUndoably'] = async (projectId, deed, changes) => {
    const id = await journal.write(projectId, deed, changes);
    changed('undoables', projectId || undefined);
    return id;
  };
  let personasToldAt = 0;
  /** Lists of attributes and profiles are read anew when work stands still, and now and then while it goes on. */
  const personasGrow = (owner: string, stands: boolean): void => {
    if (!stands && Date.now() - personasToldAt < betweenLists) return;
    personasToldAt = Date.now();
    changed('personas', owner);
  };
  const buildings = new Buildings({
    store,
    models,
    tell: ({ owner, id }, event) => {
      tell({ kind: 'building', projectId: owner, buildingId: id, event });
      if (event.kind === 'profile' || event.kind === 'state') personasGrow(owner, event.kind === 'state');
    },
  });
  const expansions = new Expansions({
    store,
    models,
    tell: ({ owner, id }, event) => {
      tell({ kind: 'expansion', projectId: owner, expansionId: id, event });
      if (event.kind !== 'live') personasGrow(owner, event.kind !== 'step');
    },
  });
  return { store, journal, listings, models, runs, expansions, buildings, tell, writeUndoably, changed };
}

/** Milliseconds between two readings of all attributes while new ones come in. */
const betweenLists = 4000;

async function tidy({ store, runs, expansions, buildings }: Desk): Promise<void> {
  await purgeDeleted(store);
  for (const { id } of await listOf(store, 'project', '')) {
    await runs.pauseOrphans(await listOf(store, 'run', id));
    await expansions.pauseOrphans(await listOf(store, 'expansion', id));
    await buildings.pauseOrphans(await listOf(store, 'building', id));
  }
}
