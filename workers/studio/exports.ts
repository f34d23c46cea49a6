// Owns writing a set to a file: page by page from the store, in plan order, at any time, also while a run goes on.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import { formatConversation } from '../../src/core/conversation/format.ts';
import { recordOf, type ConversationRecord } from '../../src/core/formats/record.ts';
import { formatSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { formatStudioJson } from '../../src/core/formats/studio-json.ts';
import { formatStudioJsonl } from '../../src/core/formats/studio-jsonl.ts';
import type { Store } from '../../src/core/ports.ts';
import { pairPrefix, placeOf } from '../../src/core/run/places.ts';
import type { ExportFormat, ExportPreview } from '../studio-api/exports.ts';
import { partsAround } from './conversations.ts';
import { allOf, listOf } from './pages.ts';

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json',
  jsonl: 'application/jsonl',
  'spc-csv': 'text/csv',
};
const endings: Readonly<Record<ExportFormat, string>> = { json: 'json', jsonl: 'jsonl', 'spc-csv': 'csv' };

/** The records that an export holds: what was kept, and what was not made by a run. Losers stand inside of their record. */
export async function* recordsOf(store: Store, setId: string): AsyncGenerator<ConversationRecord> {
  const bare = await isBare(store, setId);
  for await (const conversation of allOf(store, 'conversation', setId)) {
    if (bare) {
      yield recordOf({ chosen: conversation, others: [], verdicts: [], labels: [], outcome: null });
    } else if (placeOf(conversation.id) === null) {
      yield recordOf(await partsAround(store, conversation));
    } else if (await isFirstOfPair(store, conversation)) {
      const parts = await partsAround(store, conversation);
      // The one that was kept may have been deleted since.
      if (parts.outcome?.kind === 'kept' && parts.outcome.conversationId === parts.chosen.id)
        yield recordOf(parts);
    }
  }
}

/** Nothing but conversations, as after an import: no need to look for each one's judgements. */
async function isBare(store: Store, setId: string): Promise<boolean> {
  const kinds = ['pair', 'outcome', 'verdict', 'label'] as const;
  const counts = await Promise.all(kinds.map((kind) => store.count(kind, setId)));
  return counts.every((count) => count === 0);
}

/** One record a pair: it is written when its first candidate comes by. */
async function isFirstOfPair(store: Store, { owner, id }: Conversation): Promise<boolean> {
  const [first] = await store.page('conversation', owner, { after: pairPrefix(id), limit: 1 });
  return first?.id === id;
}

const previewRows = 3;

export async function exportPreview(
  store: Store,
  setId: string,
  format: ExportFormat,
): Promise<ExportPreview> {
  const head: ConversationRecord[] = [];
  const licences = new Set<string>();
  let rows = 0;
  for await (const record of recordsOf(store, setId)) {
    rows += 1;
    if (head.length < previewRows) head.push(record);
    for (const { attributes } of record.conversation.pair.profiles)
      for (const { source } of attributes) licences.add(`${source.name}: ${source.licence}`);
  }
  const outcomes = await listOf(store, 'outcome', setId);
  const failedPairs = outcomes.filter(({ kind }) => kind === 'failed').length;
  return { rows, failedPairs, licences: [...licences].sort(), head: textOf(head, format) };
}

export async function exportFile(
  store: Store,
  setId: string,
  name: string,
  format: ExportFormat,
): Promise<{ name: string; file: Blob }> {
  const records: ConversationRecord[] = [];
  for await (const record of recordsOf(store, setId)) records.push(record);
  return {
    name: `${fileNameOf(name)}.${endings[format]}`,
    file: new Blob([textOf(records, format)], { type: mediaTypes[format] }),
  };
}

function textOf(records: readonly ConversationRecord[], format: ExportFormat): string {
  switch (format) {
    case 'json':
      return formatStudioJson(records);
    case 'jsonl':
      return formatStudioJsonl(records);
    case 'spc-csv':
      return formatSpcCsv(records.map(spcRow));
  }
}

const spcRow = ({ conversation: { pair, turns } }: ConversationRecord) => {
  const [first, second] = pair.profiles;
  const texts = ({ attributes }: typeof first) => attributes.map(({ text }) => text);
  return { profiles: [texts(first), texts(second)] as const, conversation: formatConversation(turns) };
};

export const fileNameOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'parley';
