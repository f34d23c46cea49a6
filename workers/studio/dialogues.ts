// Owns taking in a person's own dialogues by a mapping: how the beginning of a file would be read, then all of it, a batch at a
// time so that the worker hears what else it is asked.
import { sha256 } from '../sha256.ts';
import { orderedJson } from '../../src/core/formats/canonical.ts';
import type { ImportFormat } from '../../src/core/formats/import.ts';
import { columnsOf, guessMapping, keysIn, namesIn } from '../../src/core/formats/mapping/guess.ts';
import { valuesIn } from '../../src/core/formats/mapping/guess-gold.ts';
import { speakersGuess } from '../../src/core/formats/mapping/guess-speakers.ts';
import { dialogueImporter, type ImportedDialogue } from '../../src/core/formats/mapping/imported.ts';
import { parseMapping, type Mapping } from '../../src/core/formats/mapping/mapping.ts';
import { textOf } from '../../src/core/formats/mapping/messages.ts';
import { ownFormatOf } from '../../src/core/formats/mapping/own-format.ts';
import { readDialogues } from '../../src/core/formats/mapping/read.ts';
import { rowsOf, tableKindOf } from '../../src/core/formats/mapping/table.ts';
import { isProblem, type RowRead, type SourceRow } from '../../src/core/formats/mapping/source-row.ts';
import type { MappedDialogue } from '../../src/core/formats/mapping/dialogue.ts';
import type { RowProblem } from '../../src/core/formats/problem.ts';
import type { Judgement } from '../../src/core/review/label.ts';
import type { Change } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { DialoguesPreview, DialoguesReport, GoldCounts } from '../studio-api/dialogues.ts';
import { contentOf } from './file-content.ts';
import { putSet, type ImportDesk } from './import-desk.ts';
import { personaChanges } from './persona-changes.ts';

/** Enough to tell a format by. */
const startBytes = 64 * 1024;

const startOf = async (file: File): Promise<string> => {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  return packed ? (await textIn(file)).slice(0, startBytes) : file.slice(0, startBytes).text();
};
const textIn = async (file: File): Promise<string> => new TextDecoder().decode(await contentOf(file));

export const ownFormat = async (file: File): Promise<ImportFormat | null> => ownFormatOf(await startOf(file));

/** Rows that a preview looks at: enough to meet what is odd in a file, few enough to answer each change of the mapping at once. */
const previewedRows = 2000;
const headLength = 3;
const longestExample = 80;

interface Looked {
  readonly kind: DialoguesPreview['kind'];
  readonly reads: readonly RowRead[];
  readonly isWhole: boolean;
}

/** Of the file that was looked at last: each change of its mapping asks for the same rows again. */
let looked: { readonly file: string; readonly at: Looked } | null = null;

async function look(file: File): Promise<Looked> {
  const key = `${file.name} ${file.size} ${file.lastModified}`;
  if (looked?.file === key) return looked.at;
  const text = await textIn(file);
  const kind = tableKindOf(text.slice(0, startBytes * 4));
  const reads: RowRead[] = [];
  let isWhole = true;
  for (const read of rowsOf(text, kind)) {
    if (reads.length === previewedRows) {
      isWhole = false;
      break;
    }
    reads.push(read);
  }
  const at = { kind, reads, isWhole };
  looked = { file: key, at };
  return at;
}

export async function previewDialogues(file: File, given: Mapping | null): Promise<DialoguesPreview> {
  const { kind, reads, isWhole } = await look(file);
  const rows = reads.filter((read): read is SourceRow => !isProblem(read));
  if (given === null && rows.length === 0 && reads.length === 0) throw empty(file);
  const mapping = given ? knowingAll(given, rows) : guessMapping(rows.slice(0, 200));
  const head: MappedDialogue[] = [];
  const problems: RowProblem[] = [];
  let dialogues = 0;
  const gold = newCounts();
  for (const read of readDialogues(reads, checked(mapping))) {
    if (read.kind === 'problem') problems.push(read.problem);
    else {
      dialogues += 1;
      count(gold, read.dialogue.judgement);
      if (head.length < headLength) head.push(read.dialogue);
    }
  }
  return {
    ...{ kind, mapping, isWhole, dialogues, gold, head, problems },
    rows: reads.length,
    columns: columnsOf(rows).map((name) => ({ name, example: exampleOf(rows, name) })),
    keys: keysIn(rows, mapping.conversation.column),
    names: namesIn(rows, mapping.conversation),
    values: mapping.gold ? valuesIn(rows, mapping.gold.column) : [],
  };
}

/** Names that come up in another column, or later in the file, are nobody's until they have a part. */
function knowingAll(mapping: Mapping, rows: readonly SourceRow[]): Mapping {
  const guess = speakersGuess(namesIn(rows, mapping.conversation).map(({ name }) => name));
  const { speakers } = mapping;
  const missing = Object.entries(guess).filter(([name]) => !Object.hasOwn(speakers, name));
  return missing.length === 0
    ? mapping
    : { ...mapping, speakers: { ...speakers, ...Object.fromEntries(missing) } };
}

function exampleOf(rows: readonly SourceRow[], column: string): string {
  const cells = rows.map(({ cells: all }) => all.get(column));
  const filled = cells.find((cell) => cell !== undefined && cell !== null && cell !== '');
  const text = typeof filled === 'object' ? JSON.stringify(filled) : textOf(filled);
  return text.replace(/\s+/g, ' ').slice(0, longestExample);
}

const newCounts = () => ({ accept: 0, reject: 0, scored: 0 }) satisfies GoldCounts;
function count(
  counts: { accept: number; reject: number; scored: number },
  judgement: Judgement | null,
): void {
  if (judgement?.decision) counts[judgement.decision] += 1;
  if (judgement?.score) counts.scored += 1;
}

function checked(mapping: Mapping): Mapping {
  const read = parseMapping(mapping);
  if (!read.ok) throw new Broken({ kind: 'unexpected', detail: read.problem });
  return read.value;
}

const empty = (file: File): Broken =>
  new Broken({ kind: 'bad-file', file: file.name, detail: 'no dialogue was found in it' });

/** Dialogues in one transaction. */
const dialoguesAtOnce = 100;

/** The same file read in the same way is the same set; read in another way it is another. */
export async function importDialogues(
  { store, listings, told }: ImportDesk,
  projectId: string,
  file: File,
  given: Mapping,
): Promise<DialoguesReport> {
  const mapping = checked(given);
  const text = await textIn(file);
  const fileHash = await sha256(`${orderedJson(mapping)}\n${text}`);
  const owner = `${projectId}-${fileHash.slice(0, 12)}`;
  const source = { name: file.name, licence: mapping.licence.trim() || 'not stated' };
  const take = dialogueImporter({ owner, file: file.name, fileHash, source }, mapping.gold?.annotator ?? '');
  const listing = await listings.ofImport(owner);
  // What it hears before it is open it would not know to be new.
  await listing.settle();
  const problems: RowProblem[] = [];
  const gold = newCounts();
  let conversations = 0;
  let batch: ImportedDialogue[] = [];
  const write = async () => {
    await store.write(changesOf(projectId, batch), { durability: 'relaxed' });
    told(conversations, conversations);
    batch = [];
  };
  for (const read of readDialogues(rowsOf(text, tableKindOf(text.slice(0, startBytes * 4))), mapping)) {
    if (read.kind === 'problem') {
      problems.push(read.problem);
      continue;
    }
    batch.push(take(read.dialogue));
    conversations += 1;
    count(gold, read.dialogue.judgement);
    if (batch.length === dialoguesAtOnce) await write();
  }
  if (conversations === 0) throw empty(file);
  await write();
  // Last, so that a set is listed only when all of it is there.
  await store.write([putSet({ projectId, owner, file: file.name }, conversations)]);
  await listing.settle();
  return { projectId, setId: owner, conversations, gold, problems };
}

/** What has no attributes brings nothing to the project's personas. */
const changesOf = (projectId: string, batch: readonly ImportedDialogue[]): Change[] => {
  const withProfiles = batch.filter(({ pair }) =>
    pair.profiles.every(({ attributes }) => attributes.length > 0),
  );
  return [
    ...personaChanges(projectId, {
      attributes: batch.flatMap(({ attributes }) => attributes),
      profiles: batch.flatMap(({ pair }) => pair.profiles.filter(({ attributes }) => attributes.length > 0)),
      pairs: withProfiles.map(({ pair }) => pair),
    }),
    ...batch.map(({ conversation }): Change => ({ put: 'conversation', item: conversation })),
    ...batch.flatMap(({ label }): Change[] => (label ? [{ put: 'label', item: label }] : [])),
  ];
};
