// Owns reading a table by a mapping, row by row: dialogues, and what could not be read with its line and the reason.
import type { RowProblem } from '../problem.ts';
import { mappedDialogue, type MappedDialogue } from './dialogue.ts';
import type { Mapping } from './mapping.ts';
import { textOf, type RowGroup } from './messages.ts';
import { isProblem, type RowRead } from './source-row.ts';

export type DialogueRead =
  | { readonly kind: 'dialogue'; readonly dialogue: MappedDialogue }
  | { readonly kind: 'problem'; readonly problem: RowProblem };

export function* readDialogues(rows: Iterable<RowRead>, mapping: Mapping): Generator<DialogueRead> {
  for (const group of groupsOf(rows, mapping)) {
    if ('reason' in group) {
      yield { kind: 'problem', problem: group };
      continue;
    }
    const read = mappedDialogue(group, mapping);
    const [{ row, line }] = group;
    const told = (reason: string): DialogueRead => ({
      kind: 'problem',
      problem: { line, reason: line === 1 && row > 1 ? `Record ${row}: ${reason}` : reason },
    });
    if (!read.ok) {
      yield told(read.problem);
      continue;
    }
    yield { kind: 'dialogue', dialogue: read.value };
    if (read.value.goldProblem !== null) yield told(read.value.goldProblem);
  }
}

/** Where a turn is a row, neighbours with the same value are one dialogue. */
function* groupsOf(rows: Iterable<RowRead>, { conversation }: Mapping): Generator<RowGroup | RowProblem> {
  let group: RowGroup | null = null;
  const nameOf = ([{ cells }]: RowGroup): string => textOf(cells.get(conversation.column));
  for (const row of rows) {
    if (isProblem(row)) yield row;
    else if (conversation.kind !== 'rows') yield [row];
    else if (group && nameOf(group) === nameOf([row])) group = [...group, row];
    else {
      if (group) yield group;
      group = [row];
    }
  }
  if (group) yield group;
}
