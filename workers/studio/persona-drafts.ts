// Owns reading tables of personas and character cards for a person to check, and keeping what they took.
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { unpacked, zipEntries, BadArchive } from '../../src/archive/zip-reader.ts';
import {
  cardInPng,
  draftOfCard,
  isCharacterCard,
  isPng,
  readCharacterCard,
} from '../../src/core/formats/character-card.ts';
import {
  csvRecords,
  draftOfTable,
  jsonRecords,
  rowsToLookAt,
  type PersonaDraft,
} from '../../src/core/formats/persona-draft.ts';
import type { Attribute, Profile } from '../../src/core/persona/profile.ts';
import type { Change } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { KeptPersonas } from '../studio-api/persona-drafts.ts';
import { sha256 } from '../sha256.ts';
import { contentOf } from './file-content.ts';

/** A card is a picture and a text; a zip of one may hold pictures beside it. */
const cardLimits = { entries: 2000, bytes: 200_000_000 };

/** null for a file that is no table of personas and no card. Throws `Broken`: `bad-file`. */
export async function personaDraft(file: File): Promise<PersonaDraft | null> {
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const magic = String.fromCharCode(...start.subarray(0, 4));
  if (magic === 'PAR1') return ofParquet(file);
  if (magic === 'PK\u0003\u0004') return ofCharX(file);
  const bytes = await contentOf(file);
  if (isPng(bytes)) return ofPng(file, bytes);
  return ofText(file, new TextDecoder().decode(bytes));
}

async function ofText(file: File, text: string): Promise<PersonaDraft | null> {
  const place = { file: file.name, fileHash: await sha256(text) };
  const card = parsed(text);
  if (isCharacterCard(card)) return ofCard(place, card);
  const records = jsonRecords(text) ?? csvRecords(text);
  const [first] = records ?? [];
  if (!records || !first || !isPersonas(first.value)) return null;
  return draftOfTable(place, records.slice(0, rowsToLookAt(records.length, text.length)), records.length);
}

/** Records of the studio and dialogues in JSON are none, nor the published table of dialogues. */
const dialogueKeys = [
  'schemaVersion',
  'format',
  'messages',
  'conversations',
  'turns',
  'train',
  'valid',
  'test',
];
function isPersonas(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return (
    keys.length > 0 &&
    !keys.some((key) => dialogueKeys.includes(key) || /^user [12] personas$/i.test(key)) &&
    Object.values(value).some((inner) => typeof inner === 'string')
  );
}

function ofCard(place: Pick<PersonaDraft, 'file' | 'fileHash'>, value: unknown): PersonaDraft {
  const read = readCharacterCard(value);
  if (!read.ok) throw new Broken({ kind: 'bad-file', file: place.file, detail: read.problem });
  return draftOfCard(place, read.value);
}

async function ofPng(file: File, bytes: Uint8Array): Promise<PersonaDraft> {
  const base64 = cardInPng(bytes);
  const text = base64 === null ? null : fromBase64(base64);
  if (text === null)
    throw new Broken({ kind: 'bad-file', file: file.name, detail: 'the picture holds no character card' });
  return ofCard({ file: file.name, fileHash: await sha256(text) }, parsed(text));
}

function fromBase64(base64: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** null for a zip without a card, such as a project file. */
async function ofCharX(file: File): Promise<PersonaDraft | null> {
  try {
    const entry = (await zipEntries(file, cardLimits)).find(({ name }) => name === 'card.json');
    if (!entry) return null;
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of unpacked(file, entry)) text += decoder.decode(piece, { stream: true });
    return ofCard({ file: file.name, fileHash: await sha256(text) }, parsed(text));
  } catch (thrown) {
    if (!(thrown instanceof BadArchive)) throw thrown;
    throw new Broken({ kind: 'bad-file', file: file.name, detail: thrown.message }, { cause: thrown });
  }
}

async function ofParquet(file: File): Promise<PersonaDraft> {
  try {
    const buffer = {
      byteLength: file.size,
      slice: (start: number, end?: number) => file.slice(start, end).arrayBuffer(),
    };
    const metadata = await parquetMetadataAsync(buffer);
    const rowsInFile = Number(metadata.num_rows);
    const unpackedBytes = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
    const rows = await parquetReadObjects({
      file: buffer,
      metadata,
      rowEnd: rowsToLookAt(rowsInFile, unpackedBytes),
    });
    const records = rows.map((value, index) => ({ line: index + 1, value }));
    const fileHash = await sha256(`${file.name} ${file.size} ${JSON.stringify(rows[0], plainNumbers)}`);
    return draftOfTable({ file: file.name, fileHash }, records, rowsInFile);
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Broken(
      { kind: 'bad-file', file: file.name, detail: `as Parquet: ${detail}` },
      { cause: thrown },
    );
  }
}

const plainNumbers = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** The same file and line give the same ids; a sentence that stands in several rows is one attribute. */
export function personasKept(
  projectId: string,
  { fileHash, source, rows, asProfiles }: KeptPersonas,
): Change[] {
  const attributes = new Map<string, Attribute>();
  const profiles: Profile[] = [];
  for (const { line, texts, card } of rows) {
    const id = `${fileHash.slice(0, 12)}-p${String(line).padStart(6, '0')}`;
    const own = texts.map((text, index) => {
      const attribute = attributes.get(text) ?? { id: `${id}-${index + 1}`, text, source };
      attributes.set(text, attribute);
      return attribute;
    });
    if (asProfiles && own.length > 0)
      profiles.push({ id, attributes: own, ...(card === undefined ? {} : { card }) });
  }
  return [
    ...[...attributes.values()].map((item): Change => ({
      put: 'attribute',
      item: { ...item, owner: projectId },
    })),
    ...profiles.map((item): Change => ({ put: 'profile', item: { ...item, owner: projectId } })),
  ];
}
