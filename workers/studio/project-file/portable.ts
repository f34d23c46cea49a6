// Owns what an item of a project is like where it leaves its studio: a file runs nothing, and takes back nothing.
import type { Assessment } from '../../../src/core/assess/assessment.ts';
import type { Bench } from '../../../src/core/bench/bench.ts';
import type { Items, Kind } from '../../../src/core/items.ts';
import type { Building } from '../../../src/core/persona/building/plan.ts';
import type { Expansion } from '../../../src/core/persona/expansion/plan.ts';
import { inState } from '../../../src/core/run/pause.ts';
import type { Run } from '../../../src/core/run/plan.ts';

const works: readonly Kind[] = ['run', 'expansion', 'building', 'assessment'];
type Work = Run | Expansion | Building | Assessment;

export function portable<K extends Kind>(kind: K, item: Items[K]): Items[K] {
  if (works.includes(kind)) return atRest(item as Work) as Items[K];
  if (kind === 'bench') return { ...item, state: 'idle' };
  if (kind === 'review') return { ...item, undo: [] };
  return item;
}

/** Why it paused stays behind: that is of this machine, its memory, its disk, the names of its servers. */
const atRest = (work: Work): Work => inState(work, work.state === 'running' ? 'paused' : work.state);

/** Rows say from which sets they come, and runs of which runs they are, by names that differ from studio to studio. */
export function withSetNames<Item>(kind: Kind, item: Item, nameOf: (setId: string) => string): Item {
  const from = <From extends { readonly setId: string }>(place: From): From => ({
    ...place,
    setId: nameOf(place.setId),
  });
  if (kind === 'bench') {
    const rows = (item as Item & Bench).rows.map((row) =>
      row.from ? { ...row, from: from(row.from) } : row,
    );
    return { ...item, rows };
  }
  if (kind === 'run') return withRunNames(item as Item & Run, nameOf);
  if (kind !== 'assessment') return item;
  const { plan, rows } = item as Item & Assessment;
  return {
    ...item,
    plan: { ...plan, sets: plan.sets.map(from) },
    rows: rows.map((row) => ({ ...row, from: from(row.from) })),
  };
}

function withRunNames<Item extends Run>(run: Item, nameOf: (setId: string) => string): Item {
  const { reproduces, goesOnFrom } = run;
  return {
    ...run,
    ...(reproduces === undefined ? {} : { reproduces: nameOf(reproduces) }),
    ...(goesOnFrom === undefined ? {} : { goesOnFrom: nameOf(goesOnFrom) }),
  };
}
