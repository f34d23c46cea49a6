// Owns cutting a file of a person's own dialogues into rows with named cells, whatever it is laid out in: JSONL, JSON, CSV with
// commas, semicolons or tabs, or plain text with blank lines between dialogues. Rows come one after the other, so that a
// large file is never held twice. Refuses to know what a cell means: that is the mapping's affair.
import { csvRows, delimiterOf } from './csv-rows.ts';
import { jsonRows } from './json-rows.ts';
import { cellsOf, lineWithName, unnamedCell, type RowRead } from './source-row.ts';

export const tableKinds = ['jsonl', 'json', 'csv', 'text'] as const;
export type TableKind = (typeof tableKinds)[number];

/** By content. A beginning of the file is enough, if it holds a record or two. */
export function tableKindOf(text: string): TableKind {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  const [firstLine = '', secondLine = ''] = start.split(/\r?\n/, 2);
  if (/^[[{]/.test(start)) return isJsonl(start, firstLine, secondLine) ? 'jsonl' : 'json';
  if (delimiterOf(firstLine) !== null && !lineWithName.test(firstLine)) return 'csv';
  return lineWithName.test(firstLine) ? 'text' : 'csv';
}

/** One line alone: an object is a line, a list is a document. A first line that is broken does not hide that the next is whole. */
function isJsonl(start: string, firstLine: string, secondLine: string): boolean {
  if (isJson(firstLine)) return firstLine.startsWith('{') || start.trim() !== firstLine.trim();
  return firstLine.trim().length > 1 && isJson(secondLine);
}

function isJson(line: string): boolean {
  if (!/^\s*[[{]/.test(line)) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

export function rowsOf(text: string, kind: TableKind): Generator<RowRead> {
  const whole = text.startsWith('\uFEFF') ? text.slice(1) : text;
  switch (kind) {
    case 'jsonl':
      return jsonlRows(whole);
    case 'json':
      return jsonRows(whole);
    case 'csv':
      return csvRows(whole);
    case 'text':
      return textRows(whole);
  }
}

function* jsonlRows(text: string): Generator<RowRead> {
  let [row, line] = [0, 0];
  for (const source of linesOf(text)) {
    line += 1;
    if (source.trim() === '') continue;
    row += 1;
    yield jsonLine(source, row, line);
  }
}

function jsonLine(source: string, row: number, line: number): RowRead {
  try {
    const cells = cellsOf(JSON.parse(source));
    return cells ? { row, line, cells } : { line, reason: 'The line is neither an object nor a list.' };
  } catch {
    return { line, reason: 'The line is no JSON.' };
  }
}

/** Dialogues stand between blank lines or rules such as `---`. */
function* textRows(text: string): Generator<RowRead> {
  let [row, line, start] = [0, 0, 0];
  let block: string[] = [];
  for (const source of [...linesOf(text), '']) {
    line += 1;
    if (!/^\s*(?:[-=*_#]{3,}\s*)?$/.test(source)) {
      if (block.length === 0) start = line;
      block.push(source);
      continue;
    }
    if (block.length === 0) continue;
    row += 1;
    yield { row, line: start, cells: new Map([[unnamedCell, block.join('\n')]]) };
    block = [];
  }
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    yield text.charCodeAt(end - 1) === 13 && end > start
      ? text.slice(start, end - 1)
      : text.slice(start, end);
    start = end + 1;
  }
}
