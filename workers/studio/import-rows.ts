// Owns taking in a table of dialogues, however long: a batch is read with all rules while the one before it is being written.
import type { FaultKind } from '../../src/core/conversation/fault.ts';
import type { DialogueFile, DialogueRow } from '../../src/core/formats/dialogue-row.ts';
import { rowId, rowImporter, type ImportedRow, type ImportFormat } from '../../src/core/formats/import.ts';
import { everything } from '../../src/core/listing/query.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import type { KnownRowsWay } from '../studio-api/imports.ts';
import type { ImportReport } from '../studio-api/personas.ts';
import { addFaults, putSet, type ImportDesk, type Place } from './import-desk.ts';
import { personaChanges } from './persona-changes.ts';

/** Rows in one transaction; after each the worker hears what else it is asked. */
const rowsAtOnce = 100;

interface Task extends Place {
  readonly format: ImportFormat;
  readonly known: KnownRowsWay;
}

export async function importRows(
  { store, listings, told }: ImportDesk,
  task: Task,
  { rows, problems }: DialogueFile,
): Promise<ImportReport> {
  const { projectId, owner, known } = task;
  const listing = await listings.ofImport(owner);
  const before = new Set(await listing.ids(everything));
  const copy = known === 'keep both' ? await freeCopy(store, task, rows) : 1;
  const isWanted = ({ conversation }: ImportedRow) => known !== 'skip' || !before.has(conversation.id);
  const take = rowImporter({ ...task, copy });
  const faults: Partial<Record<FaultKind, number>> = {};
  let [attributes, wanted, added] = [0, 0, 0];
  let written = Promise.resolve();
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    // Skipped rows are read all the same: attributes are called after the row where they stood first.
    const batch = rows
      .slice(start, start + rowsAtOnce)
      .map(take)
      .filter(isWanted);
    for (const { conversation } of batch) {
      addFaults(faults, conversation);
      wanted += 1;
      if (!before.has(conversation.id)) added += 1;
    }
    attributes += batch.reduce((sum, row) => sum + row.attributes.length, 0);
    await written;
    written = store.write(changesOf(projectId, batch), { durability: 'relaxed' });
    told(Math.min(start + rowsAtOnce, rows.length), rows.length);
  }
  await written;
  // Last, so that a set is listed only when all of it is there; and strict, which holds for what was written before it too.
  if (wanted > 0) await store.write([putSet(task, before.size + added)]);
  await listing.settle();
  return {
    file: task.file,
    format: task.format,
    attributes,
    profiles: 2 * wanted,
    pairs: wanted,
    conversations: wanted,
    skipped: rows.length - wanted,
    setId: rows.length > 0 ? owner : null,
    problems,
    faults,
  };
}

/** The first copy of which no row is here. */
async function freeCopy(
  store: Store,
  { owner, fileHash }: Place,
  rows: readonly DialogueRow[],
): Promise<number> {
  const first = rows[0]?.row ?? 1;
  let copy = 1;
  while (await store.read('conversation', owner, rowId(fileHash, first, copy))) copy += 1;
  return copy;
}

const changesOf = (projectId: string, batch: readonly ImportedRow[]): Change[] => [
  ...personaChanges(projectId, {
    attributes: batch.flatMap(({ attributes }) => attributes),
    profiles: batch.flatMap(({ pair }) => pair.profiles),
    pairs: batch.map(({ pair }) => pair),
  }),
  ...batch.map(({ conversation }): Change => ({ put: 'conversation', item: conversation })),
];
