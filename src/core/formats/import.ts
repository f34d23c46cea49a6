// Owns what a file becomes in the studio: recognised by its content, then attributes, profiles, pairs and conversations with
// ids that derive from the file's hash and the row, so that the same file gives the same ids.
import { faultsOf } from '../conversation/faults-of.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { readConversation } from '../conversation/read.ts';
import type { Attribute, Pair, Profile, Source } from '../persona/profile.ts';
import { parseAttributesText } from './attributes-text.ts';
import { isParlai } from './parlai.ts';
import type { RowProblem } from './problem.ts';
import type { DialogueFile, DialogueRow } from './dialogue-row.ts';

export const importFormats = [
  'spc-csv',
  'parlai',
  'convai2',
  'studio-json',
  'studio-jsonl',
  'attributes-text',
] as const;
export type ImportFormat = (typeof importFormats)[number];

/** By content; a name says little. Anything else is taken as attributes, one a line. */
export function recogniseFormat(text: string): ImportFormat {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  const [firstLine = ''] = start.split(/\r?\n/, 1);
  if (/"?user 1 personas"?\s*,/i.test(firstLine)) return 'spc-csv';
  if (isParlai(start)) return 'parlai';
  // A list of whatever is no format of ours, and its lines are no attributes; the reader of JSON says so.
  if (/^\[\s*[[{"\]]/.test(start)) return 'studio-json';
  if (!start.startsWith('{')) return 'attributes-text';
  if (/^\{\s*"(?:train|valid|test)"\s*:\s*\[/.test(start)) return 'convai2';
  // Quotes inside of a record's texts are escaped, so that this can only be the header.
  if (/^\s*"format"\s*:\s*"parley"/.test(start.slice(1)) || firstLine.trim() === '{') return 'studio-json';
  return 'studio-jsonl';
}

export interface ImportPlace {
  /** The set that the conversations go to. */
  readonly owner: string;
  readonly file: string;
  readonly fileHash: string;
  readonly source: Source;
  /** Which copy of the file this is, if it is kept more than once in the set; from 1. */
  readonly copy?: number;
}

export interface ImportedPersonas {
  readonly attributes: readonly Attribute[];
  readonly profiles: readonly Profile[];
  readonly pairs: readonly Pair[];
}

/** Copies come after all rows of the file: a file can be kept twice in one set. */
export const rowId = (fileHash: string, row: number, copy = 1): string =>
  `${fileHash.slice(0, 12)}${copy > 1 ? `-x${copy}` : ''}-r${String(row).padStart(6, '0')}`;

/** One row as what it brings: its pair, its conversation, and the attributes that no row before it had. */
export interface ImportedRow {
  readonly attributes: readonly Attribute[];
  readonly pair: Pair;
  readonly conversation: Conversation;
}

/** Takes rows one after the other. A sentence that stands in many profiles is one attribute, called after the row where it stood first. */
export function rowImporter(place: ImportPlace): (row: DialogueRow) => ImportedRow {
  const known = new Map<string, Attribute>();
  return (row) => {
    const attributes: Attribute[] = [];
    const pair = pairOf(row, place, (text, id) => {
      const attribute = known.get(text) ?? { id, text, source: place.source };
      if (!known.has(text)) attributes.push(attribute);
      known.set(text, attribute);
      return attribute;
    });
    return { attributes, pair, conversation: conversationOf(row, pair, place) };
  };
}

/** A whole file at once. */
export function importedFromSpc(
  { rows }: DialogueFile,
  place: ImportPlace,
): ImportedPersonas & { readonly conversations: readonly Conversation[] } {
  const imported = rows.map(rowImporter(place));
  return {
    attributes: imported.flatMap(({ attributes }) => attributes),
    profiles: imported.flatMap(({ pair }) => pair.profiles),
    pairs: imported.map(({ pair }) => pair),
    conversations: imported.map(({ conversation }) => conversation),
  };
}

function pairOf(
  { row, profiles }: DialogueRow,
  { fileHash, copy = 1 }: ImportPlace,
  attributeOf: (text: string, id: string) => Attribute,
): Pair {
  const id = rowId(fileHash, row, copy);
  const first = rowId(fileHash, row);
  const profileOf = (texts: readonly string[], speaker: 1 | 2): Profile => ({
    id: `${id}-${speaker}`,
    attributes: texts.map((text, index) => attributeOf(text, `${first}-${speaker}${index + 1}`)),
  });
  return { id, profiles: [profileOf(profiles[0], 1), profileOf(profiles[1], 2)] };
}

/** A null conversation is one without turns and with that fault; its pair is kept. */
function conversationOf(
  { row, conversation: raw }: DialogueRow,
  pair: Pair,
  { owner, file, source }: ImportPlace,
): Conversation {
  const reading = readConversation(raw);
  const faults = faultsOf(reading, pair, null);
  return {
    owner,
    id: pair.id,
    pair,
    turns: reading.turns,
    faults,
    raw,
    origin: { kind: 'imported', file, row, source },
  };
}

export function importedFromAttributes(
  text: string,
  { fileHash, source }: ImportPlace,
): { readonly attributes: readonly Attribute[]; readonly problems: readonly RowProblem[] } {
  const read = parseAttributesText(text);
  return {
    attributes: read.attributes.map(({ line, text: sentence }) => ({
      id: rowId(fileHash, line),
      text: sentence,
      source,
    })),
    problems: read.problems,
  };
}
