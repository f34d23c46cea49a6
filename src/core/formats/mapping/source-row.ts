// Owns what a row of a file is, before anyone has said what its cells mean.
import type { RowProblem } from '../problem.ts';

export interface SourceRow {
  /** 1-based among the records of the file. */
  readonly row: number;
  /** 1-based line on which it begins; 1 for all rows of a JSON document. */
  readonly line: number;
  /** Texts from CSV, any JSON otherwise; cells of objects inside of objects are named `outer.inner`. */
  readonly cells: ReadonlyMap<string, unknown>;
}

export type RowRead = SourceRow | RowProblem;
export const isProblem = (read: RowRead): read is RowProblem => 'reason' in read;

/** A speaker's name and a colon at the start of a line. */
export const lineWithName = /^\s*([^\s:][^:\n]{0,39}?)\s*[:：]\s*(.*)$/;

/** An object's keys, one level of objects inside of it taken apart; a list is one cell, as messages without a name are. */
export function cellsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (Array.isArray(value)) return new Map([[unnamedCell, value]]);
  if (typeof value !== 'object' || value === null) return null;
  const cells = new Map<string, unknown>();
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
      for (const [innerKey, cell] of Object.entries(inner)) cells.set(`${key}.${innerKey}`, cell);
    else cells.set(key, inner);
  }
  return cells;
}

export const unnamedCell = 'dialogue';
