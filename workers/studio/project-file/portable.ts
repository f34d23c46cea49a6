// Owns what an item of a project is like where it leaves its studio: a file runs nothing, and takes back nothing.
import type { Items, Kind } from '../../../src/core/items.ts';
import type { Expansion } from '../../../src/core/persona/expansion/plan.ts';
import type { Run } from '../../../src/core/run/plan.ts';

export function portable<K extends Kind>(kind: K, item: Items[K]): Items[K] {
  const runs = kind === 'run' || kind === 'expansion';
  if (runs && (item as Run | Expansion).state === 'running') return { ...item, state: 'paused' };
  if (kind === 'review') return { ...item, undo: [] };
  return item;
}
