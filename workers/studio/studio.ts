// Owns the studio behind its contract: the calls of each domain in a file of calls/, a line or two each, and the work in the
// files beside this one. What the first screen does not need is loaded when it is called.
import type { Store } from '../../src/core/ports.ts';
import { troubleOf } from '../../src/core/trouble.ts';
import type { StudioApi, StudioEvent } from '../studio-api.ts';
import type { UpgradeCalls } from '../studio-api/upgrade.ts';
import { benchCalls } from './calls/benches.ts';
import { expertCalls } from './calls/experts.ts';
import { trialCalls } from './calls/trials.ts';
import { assessmentCalls } from './calls/assessments.ts';
import { buildingCalls } from './calls/buildings.ts';
import { expansionCalls } from './calls/expansions.ts';
import { evaluateCalls } from './calls/evaluate.ts';
import { dialogueCalls } from './calls/dialogues.ts';
import { exportCalls } from './calls/exports.ts';
import { importCalls } from './calls/imports.ts';
import { mirrorCalls } from './calls/mirror.ts';
import { modelCalls } from './calls/models.ts';
import { ownModelCalls } from './calls/own-models.ts';
import { personaDraftCalls } from './calls/persona-drafts.ts';
import { personaCalls } from './calls/personas.ts';
import { projectCalls } from './calls/projects.ts';
import { repairCalls } from './calls/repairs.ts';
import { reviewCalls } from './calls/reviews.ts';
import { runCalls } from './calls/runs.ts';
import { setCalls } from './calls/sets.ts';
import { handOver, tabCalls } from './calls/tabs.ts';
import { taskCalls } from './calls/tasks.ts';
import { undoCalls } from './calls/undo.ts';
import type { Desk } from './desk.ts';
import { Journal } from './journal.ts';
import { Listings } from './listing/listings.ts';
import { watchedStore } from './listing/watched-store.ts';
import { Assessments } from './assessments.ts';
import { Benches } from './benches.ts';
import { Buildings } from './buildings.ts';
import { Expansions } from './expansions.ts';
import { Mirrors } from './mirrors.ts';
import { Models } from './models/models.ts';
import { listOf } from './pages.ts';
import { purgeDeleted } from './projects.ts';
import { Runs } from './runs.ts';
import { Claims } from './writer/claims.ts';
import { guardedStore } from './writer/guarded-store.ts';
import { Tabs } from './writer/tabs.ts';

/** The studio on a store in which everything has been put in order after the last time. */
export async function openStudio(store: Store): Promise<Omit<StudioApi, keyof UpgradeCalls>> {
  const listeners: ((event: StudioEvent) => void)[] = [];
  const desk = newDesk(store, (event) => listeners.forEach((hear) => hear(event)));
  await tidy(desk);
  return {
    async listen(listener) {
      listeners.push(listener);
    },
    ...projectCalls(desk),
    ...personaCalls(desk),
    ...personaDraftCalls(desk),
    ...importCalls(desk),
    ...expansionCalls(desk),
    ...buildingCalls(desk),
    ...modelCalls(desk),
    ...ownModelCalls(desk),
    ...mirrorCalls(desk),
    ...runCalls(desk),
    ...setCalls(desk),
    ...exportCalls(desk),
    ...undoCalls(desk),
    ...expertCalls(desk),
    ...trialCalls(desk),
    ...benchCalls(desk),
    ...reviewCalls(desk),
    ...repairCalls(desk),
    ...tabCalls(desk),
    ...evaluateCalls(desk),
    ...assessmentCalls(desk),
    ...dialogueCalls(desk),
    ...taskCalls(desk),
  };
}

function newDesk(plainStore: Store, tellPage: Desk['tell']): Desk {
  const tell: Desk['tell'] = (event) => {
    tellPage(event);
    tabs.tell(event);
  };
  const claims = new Claims({
    // Of this tab alone: how another one stands is its own affair.
    changed: (projectId) => tellPage({ kind: 'changed', what: 'standing', projectId }),
    inherited: (projectId) => void pauseOrphans(desk, projectId),
    lost: (projectId) => runs.abandon(projectId),
  });
  const tabs = new Tabs({
    heard: (event) => {
      listings.hearOther(event);
      tellPage(event);
    },
    asked: (projectId) => void handOver(desk, projectId),
  });
  // The guard may wait for a claim; a change is heard of only when it is written.
  const watched = watchedStore(plainStore, (owner, changes) => listings.hear(owner, changes));
  const store = guardedStore(watched, (projectId) => claims.claim(projectId));
  const listings = new Listings(watched, (projectId) => claims.claim(projectId));
  const journal = new Journal(store);
  const models = new Models(store, tell);
  const runs = new Runs({
    store,
    cast: (plan, stop) => models.cast(plan, stop),
    dropLost: (plan) => models.dropLost(plan),
    tell: (runId, event) => {
      tell({ kind: 'run', runId, event });
      mirrors.hear({ kind: 'run', runId, event });
    },
  });
  const mirrors = new Mirrors(store, (projectId) => changed('mirror', projectId));
  const changed: Desk['changed'] = (what, projectId) =>
    tell({ kind: 'changed', what, projectId: projectId ?? null });
  const writeUndoably: Desk['writeUndoably'] = async (projectId, deed, changes) => {
    const id = await journal.write(projectId, deed, changes);
    changed('undoables', projectId || undefined);
    return id;
  };
  const work = newWork({ store, models, tell, changed });
  const desk: Desk = {
    ...{ store, journal, listings, models, runs, mirrors, claims, tabs, ...work },
    ...{ tell, writeUndoably, changed },
  };
  return desk;
}

/** What goes on by itself, beside runs. */
function newWork({
  store,
  models,
  tell,
  changed,
}: Pick<Desk, 'store' | 'models' | 'tell' | 'changed'>): Pick<
  Desk,
  'expansions' | 'buildings' | 'benches' | 'assessments'
> {
  const personasGrow = growthTeller((owner) => changed('personas', owner));
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
  const benches = new Benches({
    store,
    models,
    tell: (benchId, event) => tell({ kind: 'bench', benchId, event }),
  });
  const assessments = new Assessments({
    store,
    models,
    tell: ({ owner, id }, event) => tell({ kind: 'assessment', projectId: owner, assessmentId: id, event }),
  });
  return { expansions, buildings, benches, assessments };
}

/** Lists of attributes and profiles are read anew when work stands still, and now and then while it goes on. */
function growthTeller(tell: (owner: string) => void): (owner: string, stands: boolean) => void {
  let toldAt = 0;
  return (owner, stands) => {
    if (!stands && Date.now() - toldAt < betweenLists) return;
    toldAt = Date.now();
    tell(owner);
  };
}

/** Milliseconds between two readings of all attributes while new ones come in. */
const betweenLists = 4000;

async function tidy(desk: Desk): Promise<void> {
  await unlessElsewhere(() => purgeDeleted(desk.store));
  for (const { id } of await listOf(desk.store, 'project', '')) await pauseOrphans(desk, id);
}

/** Work that says that it goes on, though nobody is at it. */
const pauseOrphans = (
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
async function unlessElsewhere(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    if (troubleOf(thrown).kind !== 'open-elsewhere') throw thrown;
  }
}
