// Owns taking a file in: recognised by its content, read with all its faults, kept in few large transactions. What can't be
// read is listed and stops nothing.
import { sha256 } from '../sha256.ts';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { FaultKind } from '../../src/core/conversation/fault.ts';
import { importedFromAttributes, importedFromSpc, recogniseFormat } from '../../src/core/formats/import.ts';
import { partsOf, type ConversationRecord } from '../../src/core/formats/record.ts';
import { parseSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { parseStudioJson } from '../../src/core/formats/studio-json.ts';
import { parseStudioJsonl } from '../../src/core/formats/studio-jsonl.ts';
import type { Attribute, Pair, Profile, Source } from '../../src/core/persona/profile.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import type { RowProblem } from '../../src/core/formats/problem.ts';
import type { ImportReport } from '../studio-api/personas.ts';
import type { BundledPersonas } from './bundled.ts';
import { personaChanges } from './personas.ts';

interface Taken extends BundledPersonas {
  readonly conversations: readonly Conversation[];
  /** Verdicts, labels and outcomes that came with the conversations. */
  readonly judgements: readonly Change[];
  readonly problems: readonly RowProblem[];
}

interface Place {
  readonly file: string;
  readonly fileHash: string;
  /** The set that the conversations go to. */
  readonly owner: string;
}

export async function importFile(store: Store, projectId: string, file: File): Promise<ImportReport> {
  const text = await file.text();
  const fileHash = await sha256(text);
  const place = { file: file.name, fileHash, owner: `${projectId}-${fileHash.slice(0, 12)}` };
  const format = recogniseFormat(text);
  const taken = take(format, text, place);
  await keep(store, projectId, place, taken);
  return {
    file: file.name,
    format,
    attributes: taken.attributes.length,
    profiles: taken.profiles.length,
    pairs: taken.pairs.length,
    conversations: taken.conversations.length,
    setId: taken.conversations.length > 0 ? place.owner : null,
    problems: taken.problems,
    faults: countFaults(taken.conversations),
  };
}

function take(format: ImportReport['format'], text: string, place: Place): Taken {
  // Whose it is, the person knows; that it came from this file is all that can be said here.
  const source: Source = { name: place.file, licence: 'not stated' };
  switch (format) {
    case 'spc-csv': {
      const parsed = parseSpcCsv(text);
      return { ...importedFromSpc(parsed, { ...place, source }), judgements: [], problems: parsed.problems };
    }
    case 'attributes-text': {
      const { attributes, problems } = importedFromAttributes(text, { ...place, source });
      return { attributes, profiles: [], pairs: [], conversations: [], judgements: [], problems };
    }
    case 'studio-json':
      return fromRecords(parseStudioJson(text), place);
    case 'studio-jsonl':
      return fromRecords(parseStudioJsonl(text), place);
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

async function keep(store: Store, projectId: string, place: Place, taken: Taken): Promise<void> {
  const { conversations, judgements } = taken;
  const changes = [
    ...personaChanges(projectId, taken),
    ...conversations.map((item): Change => ({ put: 'conversation', item })),
    ...judgements,
  ];
  for (let start = 0; start < changes.length; start += changesAtOnce)
    await store.write(changes.slice(start, start + changesAtOnce));
  if (conversations.length === 0) return;
  // Last, so that a set is listed only when all of it is there.
  const { owner: id, file } = place;
  const set = { owner: projectId, id, file, name: file, importedAt: Date.now() };
  await store.write([{ put: 'set', item: { ...set, conversationCount: conversations.length } }]);
}

function countFaults(conversations: readonly Conversation[]): ImportReport['faults'] {
  const counts: Partial<Record<FaultKind, number>> = {};
  for (const { faults } of conversations)
    for (const kind of new Set(faults.map((fault) => fault.kind))) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
