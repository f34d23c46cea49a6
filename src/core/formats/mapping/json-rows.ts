// Owns finding the records of a JSON document: the list itself, a list inside of it, or an object that names its records.
import { cellsOf, type RowRead } from './source-row.ts';

/** A document is read whole: where its records lie is known at its end. */
export function* jsonRows(text: string): Generator<RowRead> {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    yield { line: 1, reason: 'The file is no JSON; if it was cut off while downloading, download it again.' };
    return;
  }
  let row = 0;
  for (const { value, key } of recordsIn(whole)) {
    row += 1;
    const cells = cellsOf(value);
    if (!cells) yield { line: 1, reason: `Record ${row} is neither an object nor a list.` };
    else yield { row, line: 1, cells: key === null ? cells : new Map([...cells, ['key', key]]) };
  }
}

interface Found {
  readonly value: unknown;
  /** Under which name it stood, where it had one. */
  readonly key: string | null;
}

function recordsIn(whole: unknown): Found[] {
  const unnamed = (values: readonly unknown[]) => values.map((value) => ({ value, key: null }));
  if (Array.isArray(whole)) return isOneDialogue(whole) ? unnamed([whole]) : unnamed(whole);
  if (typeof whole !== 'object' || whole === null) return [];
  const entries = Object.entries(whole);
  const lists = entries.filter(([, value]) => isListOfRecords(value));
  const [only] = lists;
  // {"data": [{…}, {…}]}, but not {"messages": [{"role": …}]}, which is one dialogue.
  if (only && lists.length === 1 && !isOneDialogue(only[1] as unknown[]))
    return unnamed(only[1] as unknown[]);
  if (entries.length > 1 && entries.every(([, value]) => isListOfRecords(value) || isObject(value)))
    return entries.map(([key, value]) => ({ value, key }));
  return unnamed([whole]);
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfRecords = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((inner) => typeof inner === 'object' && inner !== null);

/** Objects of texts, a speaker's and the words: messages. */
const isOneDialogue = (list: readonly unknown[]): boolean =>
  list.length > 0 &&
  list.every(
    (item) =>
      isObject(item) &&
      Object.keys(item).some((key) => /^(?:role|from|speaker|author|sender)$/i.test(key)) &&
      Object.keys(item).some((key) => /^(?:content|value|text|message|utterance)$/i.test(key)),
  );
