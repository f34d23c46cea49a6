// Owns conversations for the tests of measures: made from sentences, and the published ones.
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import type { TestContext } from 'vitest';
import type { Conversation, Speaker } from '../../../src/core/conversation/conversation.ts';
import { importedFromSpc } from '../../../src/core/formats/import.ts';
import { parseSpcCsv } from '../../../src/core/formats/spc-csv.ts';
import type { Pair } from '../../../src/core/persona/profile.ts';
import { beekeeperAndDriver } from '../conversation/pairs.ts';
import { realFile } from '../real-data.ts';

export const talkOf = (
  id: string,
  texts: readonly string[],
  pair: Pair = beekeeperAndDriver,
): Conversation => ({
  owner: 's',
  id,
  pair,
  turns: texts.map((text, index) => ({ speaker: ((index % 2) + 1) as Speaker, text })),
  faults: [],
  raw: '',
  origin: { kind: 'written', note: '', source: { name: 'written for the tests', licence: 'CC0-1.0' } },
});

const known = new Map<string, readonly Conversation[]>();

/** Synthetic-Persona-Chat: its validation part, or the part with new personas; skips the test where it is not there. */
export function published(context: TestContext, part: 'valid' | 'new'): readonly Conversation[] {
  const name = part === 'valid' ? 'spc_valid.csv' : 'spc_new_11001_rows.csv.gz';
  const path = realFile(context, name);
  const found = known.get(path);
  if (found) return found;
  const bytes = readFileSync(path);
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const place = { owner: part, file: name, fileHash: '0'.repeat(64), source: { name, licence: 'CC BY 4.0' } };
  const { conversations } = importedFromSpc(parseSpcCsv(text), place);
  known.set(path, conversations);
  return conversations;
}
