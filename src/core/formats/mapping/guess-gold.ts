// Owns which column most likely holds a person's labels, and what its values mean.
import type { Gold } from './mapping.ts';
import { textOf } from './messages.ts';
import type { SourceRow } from './source-row.ts';

const accepting =
  /^(?:accept(?:ed)?|good|pass(?:ed)?|ok|okay|yes|y|true|1|keep|kept|positive|correct|valid|faithful|👍|up)$/i;
const rejecting =
  /^(?:reject(?:ed)?|bad|fail(?:ed)?|no|n|false|0|-1|drop(?:ped)?|negative|incorrect|wrong|invalid|unfaithful|👎|down)$/i;

/** The column's values, most frequent first; empty cells left out. */
export function valuesIn(
  rows: readonly SourceRow[],
  column: string,
): readonly { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { cells } of rows) {
    const value = textOf(cells.get(column)).trim();
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

export function goldGuess(
  rows: readonly SourceRow[],
  columns: readonly string[],
  except: string,
): Gold | null {
  for (const column of columns) {
    if (
      column === except ||
      !/label|gold|verdict|decision|judg|rating|score|quality|human|annot/i.test(column)
    )
      continue;
    const gold = goldFrom(
      column,
      valuesIn(rows, column).map(({ value }) => value),
    );
    if (gold) return gold;
  }
  return null;
}

/** What a column's values mean as labels; null where they say nothing that is known. */
export function goldFrom(column: string, values: readonly string[]): Gold | null {
  const isScore = (value: string) => /^[1-5]$/.test(value);
  if (values.length > 0 && values.every(isScore) && values.some((value) => value !== '1'))
    return { kind: 'score', column, annotator: column };
  const accepts = values.filter((value) => accepting.test(value));
  const rejects = values.filter((value) => rejecting.test(value));
  if (accepts.length + rejects.length === 0) return null;
  return { kind: 'decision', column, annotator: column, accepting: accepts, rejecting: rejects };
}
