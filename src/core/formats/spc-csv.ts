// Owns the CSV of Synthetic-Persona-Chat: three columns, attributes one a line, turns one a line. What it writes has the
// published file's header, line ends and quoting, byte for byte.
import papaparse from 'papaparse';
import type { DialogueFile, DialogueRow } from './dialogue-row.ts';
import type { RowProblem } from './problem.ts';

const columns = ['user 1 personas', 'user 2 personas', 'Best Generated Conversation'] as const;

export function parseSpcCsv(text: string): DialogueFile {
  const { data, errors } = papaparse.parse(text.replace(/^\uFEFF/, ''), { delimiter: ',' });
  const broken = new Map(errors.map(({ row, message }) => [row ?? -1, message]));
  const [header = [], ...records] = data;
  const places = columns.map((name) => header.findIndex((cell) => isColumn(cell, name)));
  const missing = columns.filter((_, index) => places[index] === -1);
  if (missing.length > 0)
    return {
      rows: [],
      problems: [
        {
          line: 1,
          reason: `The header has no column “${missing.join('”, “')}”; it must read ${columns.join(',')}.`,
        },
      ],
    };
  return readRecords(records, places, header, broken);
}

const isColumn = (cell: string, name: string): boolean => cell.trim().toLowerCase() === name.toLowerCase();

function readRecords(
  records: readonly (readonly string[])[],
  places: readonly number[],
  header: readonly string[],
  broken: ReadonlyMap<number, string>,
): DialogueFile {
  const rows: DialogueRow[] = [];
  const problems: RowProblem[] = [];
  let line = 1 + linesOf(header);
  for (const [index, record] of records.entries()) {
    const isEnd = record.length === 1 && record[0]?.trim() === '';
    // Papa counts the header as row 0.
    const complaint = broken.get(index + 1);
    if (!isEnd) {
      const read = readRecord(record, places, header.length, complaint);
      if (typeof read === 'string') problems.push({ line, reason: read });
      else rows.push({ row: index + 1, line, ...read });
    }
    line += linesOf(record);
  }
  return { rows, problems };
}

function linesOf(record: readonly string[]): number {
  let lines = 1;
  for (const cell of record)
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function readRecord(
  record: readonly string[],
  places: readonly number[],
  width: number,
  complaint: string | undefined,
): Pick<DialogueRow, 'profiles' | 'conversation'> | string {
  if (complaint !== undefined) return `The record is not well-formed CSV: ${complaint}.`;
  if (record.length !== width) return `The row has ${record.length} of ${width} columns.`;
  const [first = [], second = []] = places.slice(0, 2).map((place) => attributesOf(record[place] ?? ''));
  if (first.length === 0) return 'User 1 has no profile.';
  if (second.length === 0) return 'User 2 has no profile.';
  return { profiles: [first, second], conversation: record[places[2] ?? -1] ?? '' };
}

const attributesOf = (cell: string): string[] =>
  cell
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const written = (cells: readonly string[]): string =>
  `${papaparse.unparse([cells], { newline: '\r\n' })}\r\n`;

export const spcCsvHeader = written(columns);

/** One record with its line end. */
export const spcCsvRecord = (
  { profiles: [first, second], conversation }: Pick<DialogueRow, 'profiles' | 'conversation'>,
  cellOf: (text: string) => string = (text) => text,
): string => written([first.join('\n'), second.join('\n'), conversation].map(cellOf));

export const formatSpcCsv = (rows: readonly Pick<DialogueRow, 'profiles' | 'conversation'>[]): string =>
  `${spcCsvHeader}${rows.map((row) => spcCsvRecord(row)).join('')}`;
