// Owns what an item of a project is like where it leaves its studio: a file runs nothing, and takes back nothing.
import type { Bench } from '../../../src/core/bench/bench.ts';
import type { Items, Kind } from '../../../src/core/items.ts';
import type { Building } from '../../../src/core/persona/building/plan.ts';
import type { Expansion } from '../../../src/core/persona/expansion/plan.ts';
import type { Run } from '../../../src/core/run/plan.ts';

export function portable<K extends Kind>(kind: K, item: Items[K]): Items[K] {
  const runs = kind === 'run' || kind === 'expansion' || kind === 'building';
  if (runs && (item as Run | Expansion | Building).state === 'running') return { ...item, state: 'paused' };
  if (kind === 'bench') return { ...item, state: 'idle' };
  if (kind === 'review') return { ...item, undo: [] };
  return item;
}

/** A bench says from which sets its rows come, by names that differ from studio to studio. */
export function withSetNames<Item>(kind: Kind, item: Item, nameOf: (setId: string) => string): Item {
  if (kind !== 'bench') return item;
  const rows = (item as Item & Bench).rows.map((row) =>
    row.from ? { ...row, from: { ...row.from, setId: nameOf(row.from.setId) } } : row,
  );
  return { ...item, rows };
}
