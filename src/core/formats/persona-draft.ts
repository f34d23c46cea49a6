// Owns what tables of personas and character cards come down to before a person has looked at them: row by row, texts under the
// names of their fields, from which the person takes what is to become attributes. Nothing of it is kept by itself.
import papaparse from 'papaparse';
import type { Source } from '../persona/profile.ts';
import type { RowProblem } from './problem.ts';

export interface DraftText {
  readonly field: string;
  readonly text: string;
}

/** One row or one card: what could become a profile. */
export interface DraftRow {
  /** 1-based: the line of a text, else the number of the row. */
  readonly line: number;
  readonly name: string;
  readonly texts: readonly DraftText[];
  /** A character card as it came, so that nothing of it is lost. */
  readonly card?: unknown;
}

export interface PersonaDraft {
  readonly file: string;
  readonly fileHash: string;
  readonly kind: 'table' | 'card';
  readonly rows: readonly DraftRow[];
  /** Rows of the file, of which the first were read. */
  readonly rowsInFile: number;
  readonly fields: readonly string[];
  /** Fields that are taken unless the person says otherwise. */
  readonly taken: readonly string[];
  readonly source: Source;
  readonly problems: readonly RowProblem[];
}

const mostDraftRows = 50_000;
const mostDraftBytes = 20e6;

/** How many rows of a file can be looked at: as many as fit in memory while a person does. `bytes`: of the file, unpacked. */
export const rowsToLookAt = (rowsInFile: number, bytes: number): number =>
  Math.min(
    rowsInFile,
    mostDraftRows,
    Math.ceil(rowsInFile * Math.min(1, mostDraftBytes / Math.max(1, bytes))),
  );

const longestText = 300;

/** Published collections that are known by their columns, with the licence that they state. */
const collections: readonly { readonly columns: readonly string[]; readonly source: Source }[] = [
  {
    columns: ['persona', 'professional_persona', 'occupation'],
    source: { name: 'Nemotron-Personas', licence: 'CC BY 4.0' },
  },
];
const personaHub: Source = { name: 'PersonaHub', licence: 'CC BY-NC-SA 4.0' };

const sourceOf = (file: string, fields: readonly string[]): Source => {
  const known = collections.find(({ columns }) => columns.every((column) => fields.includes(column)));
  if (known) return known.source;
  const isPersonaHub = fields.includes('persona') && fields.length <= 2 && /persona_?hub/i.test(file);
  return isPersonaHub ? personaHub : { name: file, licence: 'not stated' };
};

const usualFields = /^(?:.*_?personas?|attributes?|sentences?|texts?|descriptions?)$/i;

/** Bare facts of a column, said as a person would say them. */
const sayings: Readonly<Record<string, (value: string) => string>> = {
  age: (value) => `I am ${value} years old.`,
  occupation: (value) => `I work as a ${value.replaceAll('_', ' ')}.`,
  city: (value) => `I live in ${value}.`,
};

export function draftOfTable(
  place: Pick<PersonaDraft, 'file' | 'fileHash'>,
  records: readonly { readonly line: number; readonly value: unknown }[],
  rowsInFile: number,
  before: readonly RowProblem[] = [],
): PersonaDraft {
  const rows: DraftRow[] = [];
  const problems = [...before];
  for (const { line, value } of records) {
    const texts = textsOf(value);
    if (texts.length > 0) rows.push({ line, name: '', texts });
    else problems.push({ line, reason: 'The row holds no text.' });
  }
  const fields = [...new Set(rows.flatMap(({ texts }) => texts.map(({ field }) => field)))];
  const usual = fields.filter((field) => usualFields.test(field));
  const taken = usual.length > 0 ? usual.slice(0, 1) : fields.slice(0, 1);
  return {
    ...place,
    kind: 'table',
    rows,
    rowsInFile,
    fields,
    taken,
    source: sourceOf(place.file, fields),
    problems,
  };
}

function textsOf(value: unknown): DraftText[] {
  if (typeof value === 'string')
    return [{ field: 'text', text: value.trim() }].filter(({ text }) => text !== '');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    itemsOf(inner).map((text) => ({ field, text: sayings[field]?.(text) ?? text })),
  );
}

function itemsOf(value: unknown): string[] {
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(itemsOf);
  if (typeof value !== 'string') return [];
  return (pythonList(value) ?? [value])
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && text.length <= longestText * 4);
}

/** The texts of a list as Python prints it, e.g. `['a', "b's"]`; null where it is none. */
export function pythonList(text: string): string[] | null {
  const bare = text.trim();
  if (!/^\[\s*(?:(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?\s*)*\]$/s.test(bare)) return null;
  return [...bare.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs)].map(([, single, double]) =>
    (single ?? double ?? '').replace(/\\(['"\\])/g, '$1').replaceAll('\\n', ' '),
  );
}

/** Lines or a list of JSON; null where the text is neither. */
export function jsonRecords(text: string): { line: number; value: unknown }[] | null {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('[')) {
    const list = parsed(start);
    return Array.isArray(list) ? list.map((value: unknown, index) => ({ line: index + 1, value })) : null;
  }
  if (!start.startsWith('{')) return null;
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    return [{ line: index + 1, value: parsed(line.replace(/^\uFEFF/, '')) }];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A table with a header; null where the first line names no column that holds personas. */
export function csvRecords(text: string): { line: number; value: unknown }[] | null {
  const [first = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const names = first.split(/[,;\t]/).map((name) => name.trim().replace(/^"|"$/g, ''));
  if (names.length < 1 || first.length > 500 || !names.some((name) => usualFields.test(name))) return null;
  const delimiter = [',', ';', '\t'].find((sign) => first.includes(sign)) ?? ',';
  const { data } = papaparse.parse(text.replace(/^\uFEFF/, ''), { delimiter });
  const [header = [], ...rows] = data;
  let line = 1 + lineBreaks(header);
  return rows.flatMap((cells) => {
    const at = line;
    line += 1 + lineBreaks(cells);
    if (cells.length === 1 && cells[0]?.trim() === '') return [];
    return [
      {
        line: at + 1,
        value: Object.fromEntries(header.map((name, place) => [name.trim(), cells[place] ?? ''])),
      },
    ];
  });
}

const lineBreaks = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
