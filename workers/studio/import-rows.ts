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
  const { owner, known } = task;
  const listing = await listings.ofImport(owner);
  const before = new Set(await listing.ids(everything));
  const copy = known === 'keep both' ? await freeCopy(store, task, rows) : 1;
  const take = rowImporter({ ...task, copy });
  const tally: Tally = { attributes: 0, wanted: 0, added: 0, faults: {} };
  let written = Promise.resolve();
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    // Skipped rows are read all the same: attributes are called after the row where they stood first.
    const batch = rows
      .slice(start, start + rowsAtOnce)
      .map(take)
      .filter(({ conversation }) => known !== 'skip' || !before.has(conversation.id));
    tallyUp(tally, batch, before);
    await written;
    written = store.write(changesOf(task.projectId, batch), { durability: 'relaxed' });
    told(Math.min(start + rowsAtOnce, rows.length), rows.length);
  }
  await written;
  // Last, so that a set is listed only when all of it is there; and strict, which holds for what was written before it too.
  if (tally.wanted > 0) await store.write([putSet(task, before.size + tally.added)]);
  await listing.settle();
  return {
    ...reportOf(tally, rows.length),
    file: task.file,
    format: task.format,
    setId: rows.length > 0 ? owner : null,
    problems,
  };
}

/** What was taken in so far. */
interface Tally {
  attributes: number;
  wanted: number;
  /** Of those wanted, the ones that were not there before. */
  added: number;
  readonly faults: Partial<Record<FaultKind, number>>;
}

function tallyUp(tally: Tally, batch: readonly ImportedRow[], before: ReadonlySet<string>): void {
  for (const { conversation, attributes } of batch) {
    addFaults(tally.faults, conversation);
    tally.attributes += attributes.length;
    tally.wanted += 1;
    if (!before.has(conversation.id)) tally.added += 1;
  }
}

const reportOf = ({ attributes, wanted, faults }: Tally, rows: number) => ({
  attributes,
  profiles: 2 * wanted,
  pairs: wanted,
  conversations: wanted,
  skipped: rows - wanted,
  faults,
});

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
