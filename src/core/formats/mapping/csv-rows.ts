// Owns cutting CSV into rows, a block at a time: quoting is papaparse's affair, where a block may end is this file's.
import papaparse from 'papaparse';
import type { RowRead } from './source-row.ts';

const delimiters = [',', ';', '\t'] as const;

/** The one that stands most often in the header; null where none does. */
export function delimiterOf(header: string): string | null {
  const bare = header.replace(/"(?:[^"]|"")*"/g, '');
  const counts = delimiters.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 }));
  const best = counts.reduce((most, one) => (one.count > most.count ? one : most));
  return best.count > 0 ? best.delimiter : null;
}

const blockCharacters = 1 << 20;

export function* csvRows(text: string): Generator<RowRead> {
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const delimiter = delimiterOf(firstLine) ?? ',';
  let names: readonly string[] | null = null;
  let [row, line] = [0, 1];
  for (const block of blocksOf(text)) {
    const { data, errors } = papaparse.parse(block, { delimiter });
    const complaints = new Map(errors.map(({ row: at, message }) => [at ?? -1, message]));
    for (const [at, record] of data.entries()) {
      const start = line;
      line += linesIn(record);
      if (record.length === 1 && record[0]?.trim() === '') continue;
      if (names === null) {
        names = distinct(record);
        continue;
      }
      row += 1;
      yield readRecord(names, record, { row, line: start }, complaints.get(at));
    }
    // A block's last line end gives an empty record, which is no line of its own.
    if (block.endsWith('\n')) line -= 1;
  }
}

function readRecord(
  names: readonly string[],
  record: readonly string[],
  { row, line }: { readonly row: number; readonly line: number },
  complaint: string | undefined,
): RowRead {
  if (complaint !== undefined) return { line, reason: `The record is not well-formed CSV: ${complaint}.` };
  if (record.length !== names.length)
    return { line, reason: `The row has ${record.length} of ${names.length} columns.` };
  return { row, line, cells: new Map(names.map((name, index) => [name, record[index] ?? ''])) };
}

/** Cuts at line ends outside of quotes: there the quotes so far are even in number. */
function* blocksOf(text: string): Generator<string> {
  let [start, quotes] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) quotes += 1;
    if (code !== 10 || quotes % 2 === 1) continue;
    if (at + 1 - start < blockCharacters) continue;
    yield text.slice(start, at + 1);
    start = at + 1;
  }
  if (start < text.length) yield text.slice(start);
}

function linesIn(record: readonly string[]): number {
  let lines = 1;
  for (const cell of record)
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** Every column can be named: one without a name, or with the name of one before it, gets a number. */
function distinct(header: readonly string[]): string[] {
  const names: string[] = [];
  for (const [index, cell] of header.entries()) {
    const name = cell.trim() || `column ${index + 1}`;
    let free = name;
    for (let number = 2; names.includes(free); number += 1) free = `${name} ${number}`;
    names.push(free);
  }
  return names;
}
