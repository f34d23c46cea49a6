// Owns character cards, V1, V2 and V3 (chara_card_v2, chara_card_v3): what of them speaks of who somebody is, sentence by
// sentence, and the card itself, kept whole so that fields that nobody here knows survive. Creator notes are for people and go
// nowhere near a prompt.
import { z } from 'zod';
import { failure, success, type Result } from '../result.ts';
import type { DraftRow, DraftText, PersonaDraft } from './persona-draft.ts';

const text = z.string().catch('');
const fields = z.looseObject({
  name: text,
  description: text,
  personality: text,
  scenario: text,
  first_mes: text,
  mes_example: text,
});
const versioned = z.looseObject({
  spec: z.enum(['chara_card_v2', 'chara_card_v3']),
  data: fields,
});
/** V1 has its fields on the card itself, and nothing that says so. */
const bare = z.looseObject({ name: z.string(), description: z.string(), first_mes: z.string() });

const offered = ['description', 'personality', 'scenario', 'first_mes', 'mes_example'] as const;
const cardFieldsTaken = ['description', 'personality'] as const;

export const isCharacterCard = (value: unknown): boolean =>
  versioned.safeParse(value).success || bare.safeParse(value).success;

export function readCharacterCard(value: unknown): Result<DraftRow, string> {
  const inner = versioned.safeParse(value);
  const data = inner.success ? inner.data.data : bare.safeParse(value).success ? fields.parse(value) : null;
  if (!data)
    return failure(
      'It is no character card: it has neither `spec` and `data` nor the fields of a first one.',
    );
  const texts = offered.flatMap((field): DraftText[] =>
    sentencesOf(data[field], data.name).map((sentence) => ({ field, text: sentence })),
  );
  return success({ line: 1, name: data.name, texts, card: value });
}

/** {{char}} and {{user}} are written out: what is kept is data, never a template again. */
function sentencesOf(said: string, name: string): string[] {
  const plain = said
    .replace(/\{\{char\}\}|<BOT>/gi, name || 'They')
    .replace(/\{\{user\}\}|<USER>/gi, 'you')
    .replace(/[ \t]+/g, ' ');
  return plain
    .split(/\n+|(?<=[.!?]["”’)]?)\s+(?=[\p{Lu}"“(])/u)
    .map((sentence) => sentence.replace(/^[-*•\s]+/, '').trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

export const draftOfCard = (place: Pick<PersonaDraft, 'file' | 'fileHash'>, row: DraftRow): PersonaDraft => ({
  ...place,
  kind: 'card',
  rows: [row],
  rowsInFile: 1,
  fields: [...new Set(row.texts.map(({ field }) => field))],
  taken: cardFieldsTaken,
  source: { name: row.name === '' ? place.file : row.name, licence: 'not stated' },
  problems: [],
});

/** The card as it came, with what it became under an extension of ours. */
export function formatCharacterCard(card: unknown, attributes: readonly string[]): string {
  if (!versioned.safeParse(card).success) return JSON.stringify(card, null, 1);
  // The card itself, not what was read of it: that has fields filled in.
  const { data } = card as { readonly data: Readonly<Record<string, unknown>> };
  const { extensions } = data;
  const kept = typeof extensions === 'object' && extensions !== null ? extensions : {};
  const extended = { ...data, extensions: { ...kept, parley: { attributes } } };
  return JSON.stringify({ ...(card as object), data: extended }, null, 1);
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, at) => bytes[at] === byte);

/** The base64 text of a card in a PNG (text chunk `ccv3`, else `chara`); null where there is none. */
export function cardInPng(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, string>();
  for (let at = signature.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = latin(bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) break;
    const content = bytes.subarray(at + 8, at + 8 + length);
    const end = content.indexOf(0);
    if (type === 'tEXt' && end > 0)
      found.set(latin(content.subarray(0, end)).toLowerCase(), latin(content.subarray(end + 1)));
    at += 12 + length;
  }
  return found.get('ccv3') ?? found.get('chara') ?? null;
}

function latin(bytes: Uint8Array): string {
  let said = '';
  for (const byte of bytes) said += String.fromCharCode(byte);
  return said;
}
