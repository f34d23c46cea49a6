// Owns JSONL: one record a line, in the canonical form.
import { canonicalLine } from './canonical.ts';
import type { RowProblem } from './problem.ts';
import { readRecord } from './record-shape.ts';
import type { ConversationRecord } from './record.ts';
import type { ReadRecords } from './studio-json.ts';

export const formatStudioJsonl = (records: readonly ConversationRecord[]): string =>
  records.map((record) => `${canonicalLine(record)}\n`).join('');

export function parseStudioJsonl(text: string): ReadRecords {
  const records: ConversationRecord[] = [];
  const problems: RowProblem[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const read = parsedLine(line);
    if (read.ok) records.push(read.value);
    else problems.push({ line: index + 1, reason: read.problem });
  }
  return { records, problems };
}

function parsedLine(line: string): ReturnType<typeof readRecord> {
  try {
    return readRecord(JSON.parse(line));
  } catch {
    return { ok: false, problem: 'The line is no JSON.' };
  }
}
