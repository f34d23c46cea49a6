// Owns taking a file in: recognised by its content, read with all its faults, kept in few large transactions. What can't be
// read is listed and stops nothing.
import { sha256 } from '../sha256.ts';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { FaultKind } from '../../src/core/conversation/fault.ts';
import { parseConvai2 } from '../../src/core/formats/convai2.ts';
import { importedFromAttributes, recogniseFormat, type ImportFormat } from '../../src/core/formats/import.ts';
import { parseParlai } from '../../src/core/formats/parlai.ts';
import { partsOf, type ConversationRecord } from '../../src/core/formats/record.ts';
import { parseSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { parseStudioJson } from '../../src/core/formats/studio-json.ts';
import { parseStudioJsonl } from '../../src/core/formats/studio-jsonl.ts';
import type { Attribute, Pair, Profile } from '../../src/core/persona/profile.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import type { RowProblem } from '../../src/core/formats/problem.ts';
import type { KnownRowsWay } from '../studio-api/imports.ts';
import type { ImportReport } from '../studio-api/personas.ts';
import type { BundledPersonas } from './bundled.ts';
import { contentOf } from './file-content.ts';
import { addFaults, putSet, type ImportDesk, type Place } from './import-desk.ts';
import { importRows } from './import-rows.ts';
import { personaChanges } from './persona-changes.ts';

interface Taken extends BundledPersonas {
  readonly conversations: readonly Conversation[];
  /** Verdicts, labels and outcomes that came with the conversations. */
  readonly judgements: readonly Change[];
  readonly problems: readonly RowProblem[];
}

async function placeIn(projectId: string, file: File): Promise<Place & { readonly text: string }> {
  const text = new TextDecoder().decode(await contentOf(file));
  const fileHash = await sha256(text);
  // Whose it is, the person knows; that it came from this file is all that can be said here.
  const source = { name: file.name, licence: 'not stated' };
  const owner = `${projectId}-${fileHash.slice(0, 12)}`;
  return { projectId, file: file.name, fileHash, owner, source, text };
}

export async function knownConversations(store: Store, projectId: string, file: File): Promise<number> {
  return store.count('conversation', (await placeIn(projectId, file)).owner);
}

/** Throws `Broken`: `bad-file`, and what the store throws. */
export async function importFile(
  desk: ImportDesk,
  projectId: string,
  file: File,
  known: KnownRowsWay,
): Promise<ImportReport> {
  const place = await placeIn(projectId, file);
  const format = recogniseFormat(place.text);
  const readRows = rowReaders[format];
  if (readRows) return importRows(desk, { ...place, format, known }, readRows(place.text));
  const taken = take(format, place.text, place);
  await keep(desk.store, place, taken);
  return {
    file: file.name,
    format,
    attributes: taken.attributes.length,
    profiles: taken.profiles.length,
    pairs: taken.pairs.length,
    conversations: taken.conversations.length,
    skipped: 0,
    setId: taken.conversations.length > 0 ? place.owner : null,
    problems: taken.problems,
    faults: countFaults(taken.conversations),
  };
}

/** The tables of dialogues. */
const rowReaders: Readonly<Partial<Record<ImportFormat, typeof parseSpcCsv>>> = {
  'spc-csv': parseSpcCsv,
  parlai: parseParlai,
  convai2: parseConvai2,
};

function take(format: ImportFormat, text: string, place: Place): Taken {
  switch (format) {
    case 'studio-json':
      return fromRecords(parseStudioJson(text), place);
    case 'studio-jsonl':
      return fromRecords(parseStudioJsonl(text), place);
    default: {
      const { attributes, problems } = importedFromAttributes(text, place);
      return { attributes, profiles: [], pairs: [], conversations: [], judgements: [], problems };
    }
  }
}

function fromRecords(
  { records, problems }: { records: readonly ConversationRecord[]; problems: readonly RowProblem[] },
  { owner }: Place,
): Taken {
  const parts = records.map((record) => partsOf(record, owner));
  const pairs = distinct(parts.map(({ chosen }) => chosen.pair));
  const profiles = distinct(pairs.flatMap((pair) => pair.profiles));
  return {
    pairs,
    profiles,
    attributes: distinct(profiles.flatMap(({ attributes }) => attributes)),
    conversations: parts.flatMap(({ chosen, others }) => [chosen, ...others]),
    judgements: parts.flatMap(({ verdicts, labels, outcome }): Change[] => [
      ...verdicts.map((item): Change => ({ put: 'verdict', item })),
      ...labels.map((item): Change => ({ put: 'label', item })),
      ...(outcome ? [{ put: 'outcome', item: outcome } as const] : []),
    ]),
    problems,
  };
}

const distinct = <Item extends Attribute | Profile | Pair>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

/** Changes in one transaction: enough to be quick, few enough not to hold the database for long. */
const changesAtOnce = 2000;

async function keep(store: Store, place: Place, taken: Taken): Promise<void> {
  const { conversations, judgements } = taken;
  const changes = [
    ...personaChanges(place.projectId, taken),
    ...conversations.map((item): Change => ({ put: 'conversation', item })),
    ...judgements,
  ];
  for (let start = 0; start < changes.length; start += changesAtOnce)
    await store.write(changes.slice(start, start + changesAtOnce), { durability: 'relaxed' });
  // Last, so that a set is listed only when all of it is there.
  if (conversations.length > 0) await store.write([putSet(place, conversations.length)]);
}

function countFaults(conversations: readonly Conversation[]): ImportReport['faults'] {
  const counts: Partial<Record<FaultKind, number>> = {};
  for (const conversation of conversations) addFaults(counts, conversation);
  return counts;
}
