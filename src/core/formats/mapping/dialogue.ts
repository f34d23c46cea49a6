// Owns making a dialogue of rows by a mapping: turns, faults, two profiles and what a gold column says of it.
import type { Speaker, Turn } from '../../conversation/conversation.ts';
import type { Fault } from '../../conversation/fault.ts';
import type { Judgement } from '../../review/label.ts';
import { failure, success, type Result } from '../../result.ts';
import { attributesSaidBy } from './first-person.ts';
import { speakerKey, type Gold, type Mapping, type Part, type ProfileFrom } from './mapping.ts';
import { messagesOf, textOf, type Message, type RowGroup } from './messages.ts';

export interface MappedDialogue {
  /** Of the first of its rows. */
  readonly row: number;
  readonly line: number;
  readonly turns: readonly Turn[];
  /** What reading saw; the rules' are found later. */
  readonly faults: readonly Fault[];
  readonly raw: string;
  readonly profiles: readonly [readonly string[], readonly string[]];
  /** null where the gold column says nothing of it. */
  readonly judgement: Judgement | null;
  /** The gold column holds something that the mapping does not speak of. */
  readonly goldProblem: string | null;
}

const shownCharacters = 80;

export function mappedDialogue(rows: RowGroup, mapping: Mapping): Result<MappedDialogue, string> {
  const messages = messagesOf(rows, mapping.conversation);
  if (typeof messages === 'string') return failure(messages);
  const { turns, faults, system } = dealtOut(messages, mapping.speakers);
  if (turns.length === 0) return failure('No turn belongs to either of the two speakers.');
  const profileOf = (from: ProfileFrom, speaker: Speaker) =>
    attributesFrom(from, { rows, turns, speaker, system });
  const gold = mapping.gold ? goldOf(rows, mapping.gold) : null;
  return success({
    row: rows[0].row,
    line: rows[0].line,
    turns,
    faults,
    raw: rawOf(messages),
    profiles: [profileOf(mapping.profiles[0], 1), profileOf(mapping.profiles[1], 2)],
    judgement: typeof gold === 'string' ? null : gold,
    goldProblem: typeof gold === 'string' ? gold : null,
  });
}

const rawOf = (messages: readonly Message[]): string =>
  messages.map(({ name, text }) => (name === '' ? text : `${name}: ${text}`)).join('\n');

/** Where no message has a name, the speakers take turns. */
function dealtOut(messages: readonly Message[], speakers: Readonly<Record<string, Part>>) {
  const turns: Turn[] = [];
  const faults: Fault[] = [];
  const system: string[] = [];
  const nameless = messages.every(({ name }) => name === '');
  let line = 0;
  for (const [index, { name, text }] of messages.entries()) {
    line += 1;
    const said = text.trim();
    const part = nameless ? (['first', 'second'] as const)[index % 2] : partOf(name, speakers);
    if (part === 'system') system.push(said);
    else if (part === null || part === undefined)
      faults.push({ kind: 'narration', line, text: `${name} ${said}`.trim().slice(0, shownCharacters) });
    else if (said === '' && part !== 'nobody') faults.push({ kind: 'blank-line', line, text: name });
    else if (part !== 'nobody') turns.push({ speaker: part === 'first' ? 1 : 2, text: said });
    line += text.split('\n').length - 1;
  }
  return { turns, faults, system };
}

/** null for a name that the mapping does not know. */
const partOf = (name: string, speakers: Readonly<Record<string, Part>>): Part | null =>
  Object.hasOwn(speakers, speakerKey(name)) ? (speakers[speakerKey(name)] ?? null) : null;

interface ProfileGrounds {
  readonly rows: RowGroup;
  readonly turns: readonly Turn[];
  readonly speaker: Speaker;
  readonly system: readonly string[];
}

function attributesFrom(from: ProfileFrom, { rows, turns, speaker, system }: ProfileGrounds): string[] {
  switch (from.kind) {
    case 'none':
      return [];
    case 'column':
      return attributesIn(rows[0].cells.get(from.column));
    case 'system':
      return system.flatMap(attributesIn);
    case 'typed':
      return attributesIn(from.text);
    case 'extracted':
      return attributesSaidBy(turns, speaker);
  }
}

const mostAttributes = 40;

/** A list's items, a text's lines, or the sentences of a single line; bullets taken off, what has no letters left out. */
function attributesIn(cell: unknown): string[] {
  const whole = typeof cell === 'string' && /^\s*\[/.test(cell) ? (listIn(cell) ?? cell) : cell;
  const lines = Array.isArray(whole) ? whole.map(textOf) : textOf(whole).split(/\r\n|\r|\n/);
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const [only] = filled;
  const sentences =
    filled.length === 1 && only !== undefined ? only.split(/(?<=[.!?])\s+(?=\p{Lu})/u) : filled;
  return sentences
    .map((sentence) => sentence.replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, '').trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
    .slice(0, mostAttributes);
}

function listIn(cell: string): unknown[] | null {
  try {
    const value = JSON.parse(cell) as unknown;
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** null where the cell is empty or its value was left out on purpose; a sentence where it can't be read. */
function goldOf(rows: RowGroup, gold: Gold): Judgement | string | null {
  const value = textOf(rows[0].cells.get(gold.column)).trim();
  if (value === '') return null;
  if (gold.kind === 'decision') {
    if (gold.accepting.includes(value)) return { decision: 'accept' };
    return gold.rejecting.includes(value) ? { decision: 'reject' } : null;
  }
  const score = Number(value);
  if (Number.isInteger(score) && score >= 1 && score <= 5) return { score };
  return `“${value.slice(0, shownCharacters)}” in column “${gold.column}” is no whole number from 1 to 5; the dialogue is kept without a label.`;
}
