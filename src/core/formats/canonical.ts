// Owns the order of keys: the same record gives the same bytes on every machine. The canonical form leaves clock values out.
import type { ConversationRecord } from './record.ts';

/** Keys in the order of their code units, no white space. */
export const orderedJson = (value: unknown): string => JSON.stringify(ordered(value, false));

/** The same without clock values. */
export const canonicalJson = (value: unknown): string => JSON.stringify(ordered(value, true));

export const canonicalLine = (record: ConversationRecord): string => canonicalJson(record);

function ordered(value: unknown, isCanonical: boolean): unknown {
  if (Array.isArray(value)) return value.map((inner) => ordered(inner, isCanonical));
  if (typeof value !== 'object' || value === null) return value;
  // Without a prototype, so that a key called "__proto__" is one like any other.
  const object = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (!isCanonical || key !== 'measured') object[key] = ordered(inner, isCanonical);
  return object;
}
