// Owns what a file becomes in the studio: recognised by its content, then attributes, profiles, pairs and conversations with
// ids that derive from the file's hash and the row, so that the same file gives the same ids.
import { faultsOf } from '../conversation/faults-of.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { readConversation } from '../conversation/read.ts';
import type { Attribute, Pair, Profile, Source } from '../persona/profile.ts';
import { parseAttributesText } from './attributes-text.ts';
import type { RowProblem } from './problem.ts';
import type { SpcFile, SpcRow } from './spc-csv.ts';

export const importFormats = ['spc-csv', 'studio-json', 'studio-jsonl', 'attributes-text'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** By content; a name says little. Anything else is taken as attributes, one a line. */
export function recogniseFormat(text: string): ImportFormat {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  const [firstLine = ''] = start.split(/\r?\n/, 1);
  if (/"?user 1 personas"?\s*,/i.test(firstLine)) return 'spc-csv';
  // A list of whatever is no format of ours, and its lines are no attributes; the reader of JSON says so.
  if (/^\[\s*[[{"\]]/.test(start)) return 'studio-json';
  if (!start.startsWith('{')) return 'attributes-text';
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
}

export interface ImportedPersonas {
  readonly attributes: readonly Attribute[];
  readonly profiles: readonly Profile[];
  readonly pairs: readonly Pair[];
}

const rowId = (fileHash: string, row: number): string =>
  `${fileHash.slice(0, 12)}-r${String(row).padStart(6, '0')}`;

export function importedFromSpc(
  { rows }: SpcFile,
  place: ImportPlace,
): ImportedPersonas & { readonly conversations: readonly Conversation[] } {
  const attributes = new Map<string, Attribute>();
  const profiles: Profile[] = [];
  const pairs: Pair[] = [];
  const conversations: Conversation[] = [];
  for (const row of rows) {
    const pair = pairOf(row, place, attributes);
    profiles.push(...pair.profiles);
    pairs.push(pair);
    conversations.push(conversationOf(row, pair, place));
  }
  return { attributes: [...attributes.values()], profiles, pairs, conversations };
}

/** A sentence that stands in many profiles is one attribute, called after the row where it stood first. */
function pairOf(
  { row, profiles }: SpcRow,
  { fileHash, source }: ImportPlace,
  known: Map<string, Attribute>,
): Pair {
  const id = rowId(fileHash, row);
  const profileOf = (texts: readonly string[], speaker: 1 | 2): Profile => ({
    id: `${id}-${speaker}`,
    attributes: texts.map((text, index) => {
      const attribute = known.get(text) ?? { id: `${id}-${speaker}${index + 1}`, text, source };
      known.set(text, attribute);
      return attribute;
    }),
  });
  return { id, profiles: [profileOf(profiles[0], 1), profileOf(profiles[1], 2)] };
}

/** A null conversation is one without turns and with that fault; its pair is kept. */
function conversationOf(
  { row, conversation: raw }: SpcRow,
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
