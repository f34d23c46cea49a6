// Owns the mapping that is proposed before a person has chosen one, from the first rows: what looks like messages, like lines
// with names, like a turn a row; whose the names are; where profiles and labels stand. A guess is only a beginning.
import { goldGuess } from './guess-gold.ts';
import { speakersGuess } from './guess-speakers.ts';
import type { ConversationFrom, Mapping, ProfileFrom } from './mapping.ts';
import { messagesOf, parsedList, textOf } from './messages.ts';
import { lineWithName, unnamedCell, type SourceRow } from './source-row.ts';

export function guessMapping(rows: readonly SourceRow[]): Mapping {
  const columns = columnsOf(rows);
  const conversation = guessConversation(rows, columns);
  const speakers = speakersGuess(namesIn(rows, conversation).map(({ name }) => name));
  return {
    conversation,
    speakers,
    profiles: guessProfiles(columns, Object.values(speakers).includes('system')),
    gold: goldGuess(rows, columns, conversation.column),
    licence: 'not stated',
  };
}

/** In the order in which they first appear. */
export function columnsOf(rows: readonly SourceRow[]): readonly string[] {
  const columns = new Set<string>();
  for (const { cells } of rows) for (const name of cells.keys()) columns.add(name);
  return [...columns];
}

const speakerKeys = ['role', 'from', 'speaker', 'author', 'sender', 'name', 'user', 'who'];
const textKeys = ['content', 'value', 'text', 'message', 'utterance', 'body', 'msg', 'dialogue'];

function guessConversation(rows: readonly SourceRow[], columns: readonly string[]): ConversationFrom {
  const fallback: ConversationFrom = { kind: 'text', column: columns[0] ?? unnamedCell };
  const lists = columns.map((column) => asTurns(rows, column)).filter((found) => found !== null);
  const texts = columns.filter((column) =>
    mostly(rows, ({ cells }) => namedLines(textOf(cells.get(column))) >= 2),
  );
  const [text] = texts;
  return (
    lists[0] ?? asRows(rows, columns) ?? (text === undefined ? fallback : { kind: 'text', column: text })
  );
}

/** Lists of objects before lists of texts, which may be anything. */
function asTurns(rows: readonly SourceRow[], column: string): ConversationFrom | null {
  const items = rows.flatMap(({ cells }) => {
    const messages = messagesOf([{ row: 1, line: 1, cells }], { ...nameless, column });
    return typeof messages === 'string' ? [] : [cells.get(column)];
  });
  if (items.length * 2 <= rows.length) return null;
  const keys = new Set(items.flatMap(keysInList));
  const keyOf = (known: readonly string[]) =>
    known.flatMap((word) => [...keys].filter((key) => key.toLowerCase() === word))[0] ?? null;
  const textKey = keyOf(textKeys);
  if (keys.size > 0)
    return textKey === null ? null : { ...nameless, column, textKey, speakerKey: keyOf(speakerKeys) };
  return /dialog|convers|turn|utter|message|history|chat/i.test(column) ? { ...nameless, column } : null;
}

const nameless = { kind: 'turns', speakerKey: null, textKey: null } as const;

/** Of the messages in a column. */
export const keysIn = (rows: readonly SourceRow[], column: string): readonly string[] => [
  ...new Set(rows.slice(0, 200).flatMap(({ cells }) => keysInList(cells.get(column)))),
];

function keysInList(cell: unknown): string[] {
  const list = typeof cell === 'string' ? parsedList(cell) : cell;
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) =>
    typeof item === 'object' && item !== null ? Object.keys(item) : [],
  );
}

/** A column of which neighbours share the value, beside one of texts. */
function asRows(rows: readonly SourceRow[], columns: readonly string[]): ConversationFrom | null {
  const named = (pattern: RegExp) => columns.find((column) => pattern.test(column)) ?? null;
  const textColumn = named(/^(?:text|utterance|message|content|turn[ _]?text|body|value)$/i);
  const column = named(
    /^(?:(?:conv|conversation|dialog|dialogue|thread|session|chat)(?:[ _-]?(?:id|no|number))?|id)$/i,
  );
  if (textColumn === null || column === null || rows.length < 2) return null;
  const values = rows.map(({ cells }) => textOf(cells.get(column)));
  const repeats = values.filter((value, index) => index > 0 && value === values[index - 1]).length;
  if (repeats * 3 < rows.length) return null;
  return {
    kind: 'rows',
    column,
    textColumn,
    speakerColumn: named(/^(?:speaker|role|from|author|sender|name|user)$/i),
  };
}

const mostly = (rows: readonly SourceRow[], holds: (row: SourceRow) => boolean): boolean =>
  rows.filter(holds).length * 2 > rows.length;

const namedLines = (text: string): number =>
  text.split('\n').filter((line) => lineWithName.test(line)).length;

/** Who speaks in the rows, with how many messages, in the order in which they first speak. */
export function namesIn(
  rows: readonly SourceRow[],
  from: ConversationFrom,
): readonly { readonly name: string; readonly messages: number }[] {
  const counts = new Map<string, { name: string; messages: number }>();
  for (const row of rows) {
    const messages = messagesOf([row], from);
    if (typeof messages === 'string') continue;
    for (const { name } of messages) {
      const key = name.trim().toLowerCase();
      if (key === '') continue;
      const known = counts.get(key) ?? { name: name.trim(), messages: 0 };
      counts.set(key, { ...known, messages: known.messages + 1 });
    }
  }
  return [...counts.values()];
}

function guessProfiles(columns: readonly string[], hasSystem: boolean): [ProfileFrom, ProfileFrom] {
  const about = columns.filter((column) => /persona|profile|personality|character|attributes/i.test(column));
  const ofFirst = about.find(
    (column) => /1|\bone\b|first|user(?!.*2)|human|\bself\b/i.test(column) && !/2/.test(column),
  );
  const ofSecond = about.find(
    (column) => column !== ofFirst && /2|two|second|assistant|bot|agent|model|partner/i.test(column),
  );
  const [only] = about;
  const columnOr = (column: string | undefined, other: ProfileFrom): ProfileFrom =>
    column === undefined ? other : { kind: 'column', column };
  // A system message tells the assistant who it is.
  const second: ProfileFrom = hasSystem ? { kind: 'system' } : { kind: 'none' };
  if (about.length === 1 && ofFirst === undefined) return [{ kind: 'none' }, columnOr(only, second)];
  return [columnOr(ofFirst, { kind: 'none' }), columnOr(ofSecond, second)];
}
