// Owns taking a cell or a group of rows apart into messages: who said what, before it is known who that is.
import type { ConversationFrom } from './mapping.ts';
import { lineWithName, type SourceRow } from './source-row.ts';

export interface Message {
  /** '' where the file does not say who. */
  readonly name: string;
  readonly text: string;
}

/** What one dialogue is read from: one row, or those of its turns. */
export type RowGroup = readonly [SourceRow, ...SourceRow[]];

/** A reason where there is nothing to read. */
export function messagesOf(rows: RowGroup, from: ConversationFrom): readonly Message[] | string {
  switch (from.kind) {
    case 'turns':
      return messagesInList(rows[0].cells.get(from.column), from);
    case 'text':
      return messagesInText(textOf(rows[0].cells.get(from.column)));
    case 'rows':
      return rows.map(({ cells }) => ({
        name: from.speakerColumn === null ? '' : textOf(cells.get(from.speakerColumn)),
        text: textOf(cells.get(from.textColumn)),
      }));
  }
}

function messagesInList(
  cell: unknown,
  { column, speakerKey, textKey }: Extract<ConversationFrom, { kind: 'turns' }>,
): readonly Message[] | string {
  const list = typeof cell === 'string' ? parsedList(cell) : cell;
  if (!Array.isArray(list)) return `Column “${column}” holds no list of messages.`;
  return list.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) return { name: '', text: textOf(item) };
    const cells = item as Readonly<Record<string, unknown>>;
    return {
      name: speakerKey === null ? '' : textOf(cells[speakerKey]),
      text: textKey === null ? '' : textOf(cells[textKey]),
    };
  });
}

/** In CSV a list stands as JSON in its cell. */
export function parsedList(cell: string): unknown {
  if (!cell.trimStart().startsWith('[')) return undefined;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return undefined;
  }
}

/** A line without a name goes on what was said before it; before the first name it is nobody's. */
function messagesInText(text: string): readonly Message[] | string {
  const messages: { name: string; text: string }[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue;
    const [, name, said] = lineWithName.exec(line) ?? [];
    const last = messages.at(-1);
    if (name !== undefined) messages.push({ name, text: said ?? '' });
    else if (last && !isStageDirection(line)) last.text = `${last.text}\n${line.trim()}`.trim();
    else messages.push({ name: '', text: line.trim() });
  }
  return messages.some(({ name }) => name !== '') ? messages : 'No line begins with a name and a colon.';
}

const isStageDirection = (line: string): boolean => /^\s*(?:\[.*\]|\(.*\)|\*[^*].*\*)\s*$/.test(line);

/** Content may come in parts, as `[{"type": "text", "text": "…"}]`; pictures and the like have no text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n');
  if (typeof value === 'object' && value !== null && 'text' in value) return textOf(value.text);
  return '';
}
