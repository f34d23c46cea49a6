// Owns the canonical form: the same record gives the same bytes on every machine. Keys in the order of their code units, no
// white space, clock values left out.
import type { ConversationRecord } from './record.ts';

export const canonicalJson = (value: unknown): string => JSON.stringify(ordered(value));

export const canonicalLine = (record: ConversationRecord): string => canonicalJson(record);

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  // Without a prototype, so that a key called "__proto__" is one like any other.
  const object = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (key !== 'measured') object[key] = ordered(inner);
  return object;
}
