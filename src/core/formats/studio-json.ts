// Owns the studio's own JSON: a header and the records, one a line, clock values and all.
import { orderedJson } from './canonical.ts';
import type { RowProblem } from './problem.ts';
import { readRecord } from './record-shape.ts';
import { schemaVersion, type ConversationRecord } from './record.ts';

export interface ReadRecords {
  readonly records: readonly ConversationRecord[];
  readonly problems: readonly RowProblem[];
}

const header = ['{', `"format": "parley",`, `"schemaVersion": ${schemaVersion},`, '"records": ['];

/** What stands before, between and after the records, each as `orderedJson` has it. */
export const studioJsonFrame = { begin: `${header.join('\n')}\n`, between: ',\n', end: '\n]\n}\n' } as const;

export function formatStudioJson(records: readonly ConversationRecord[]): string {
  const { begin, between, end } = studioJsonFrame;
  return `${begin}${records.map(orderedJson).join(between)}${end}`;
}

export function parseStudioJson(text: string): ReadRecords {
  const whole = parsed(text);
  if (whole === undefined)
    return refused('The file is no JSON; if it was cut off while downloading, download it again.');
  if (!isStudioFile(whole)) return refused('The file is JSON, but not a file of Parley’s records.');
  if (isNewer(whole))
    return refused(
      `The file was written by a newer Parley (schema version ${whole.schemaVersion}; this one reads up to ${schemaVersion}); open it with that one.`,
    );
  const records: ConversationRecord[] = [];
  const problems: RowProblem[] = [];
  const lines = text.split('\n');
  for (const [index, value] of whole.records.entries()) {
    const read = readRecord(value);
    if (read.ok) records.push(read.value);
    else problems.push({ line: lineOf(lines, index), reason: `Record ${index + 1}: ${read.problem}` });
  }
  return { records, problems };
}

const refused = (reason: string): ReadRecords => ({ records: [], problems: [{ line: 1, reason }] });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

const isStudioFile = (value: unknown): value is { records: readonly unknown[] } =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 'parley' &&
  'records' in value &&
  Array.isArray(value.records);

const isNewer = (file: object): file is { schemaVersion: number } =>
  'schemaVersion' in file && typeof file.schemaVersion === 'number' && file.schemaVersion > schemaVersion;

/** In the layout that `formatStudioJson` writes; a file that was laid out anew has its records anywhere. */
function lineOf(lines: readonly string[], index: number): number {
  const line = header.length + index;
  return lines[line]?.startsWith('{') ? line + 1 : 1;
}
