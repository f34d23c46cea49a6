// Owns the studio behind its contract: the calls of each domain in a file of calls/, a line or two each, and the work in the
// files beside this one. What the first screen does not need is loaded when it is called.
import type { Store } from '../../src/core/ports.ts';
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
import { tabCalls } from './calls/tabs.ts';
import { taskCalls } from './calls/tasks.ts';
import { undoCalls } from './calls/undo.ts';
import type { Desk } from './desk.ts';
import { newDesk } from './new-desk.ts';
import { pauseOrphans, unlessElsewhere } from './orphans.ts';
import { listOf } from './pages.ts';
import { purgeDeleted } from './projects.ts';

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

async function tidy(desk: Desk): Promise<void> {
  await unlessElsewhere(() => purgeDeleted(desk.store));
  for (const { id } of await listOf(desk.store, 'project', '')) await pauseOrphans(desk, id);
}
