// Owns setting up what goes on by itself, and what the page hears of it.
import { Assessments } from './assessments.ts';
import { Benches } from './benches.ts';
import { Buildings } from './buildings.ts';
import type { Desk } from './desk.ts';
import { Expansions } from './expansions.ts';
import { Mirrors } from './mirrors.ts';
import { Runs } from './runs.ts';

type Around = Pick<Desk, 'store' | 'models' | 'tell' | 'changed'>;

export function newWork(
  around: Around,
): Pick<Desk, 'runs' | 'mirrors' | 'expansions' | 'buildings' | 'benches' | 'assessments'> {
  const { store, models, tell } = around;
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
  return { ...newRuns(around), ...newGrowth(around), benches, assessments };
}

/** A project's mirror is written when a round of a run is over. */
function newRuns({ store, models, tell, changed }: Around): Pick<Desk, 'runs' | 'mirrors'> {
  const mirrors = new Mirrors(store, (projectId) => changed('mirror', projectId));
  const runs = new Runs({
    store,
    cast: (plan, stop) => models.cast(plan, stop),
    dropLost: (plan) => models.dropLost(plan),
    tell: (runId, event) => {
      tell({ kind: 'run', runId, event });
      mirrors.hear({ kind: 'run', runId, event });
    },
  });
  return { runs, mirrors };
}

/** What adds to the personas of a project. */
function newGrowth({ store, models, tell, changed }: Around): Pick<Desk, 'expansions' | 'buildings'> {
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
  return { expansions, buildings };
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
