// Owns reading a raw text into turns. It never throws and never guesses silently: whatever is not a plain `User 1: …` line
// leaves a fault with its line.
//
// A line without a label (narration, a heading, a recipe, the rest of a long turn) is recorded and left out of the turns:
// no rule can tell the second line of a turn from a stage direction, and words put into a speaker's mouth would be judged
// as theirs. The raw text keeps them.
import type { Reading, Speaker, Turn } from './conversation.ts';
import type { Fault, FaultKind } from './fault.ts';

/** A label however it is dressed: `*User 1:*`, `* * user 2 : * *`, `[User 1]:`, `User 1 (smiling):`. */
const anyLabel = /^[\s*_#>[(-]*(?:user|speaker)\s*([12])\s*(?:\([^)]*\))?[\s*_\])]*[:：](.*)$/i;
const plainLabel = /^User [12]:(?![*_])/;
/** A name of one or two words where a label should be: `Adam: …`; a third speaker too. */
const inventedLabel =
  /^[\s*_]*(?:\p{Lu}[\p{L}'’.-]{0,20})(?: (?:\p{Lu}[\p{L}'’.-]{0,20}|\d))?[\s*_]*:[\s*_]*(\S.*)$/u;
/** What looks like an invented label and is none: recipes and headings. */
const heading =
  /^[\s*_]*(?:ingredients?|instructions?|directions|steps?|notes?|scene|setting|topic|title|the end)\b/i;
/** The prompt's own words for profiles. */
const profileHeading =
  /\b(?:user|speaker) ?[12]'?s?'? (?:personas?|profiles?)\b|\b(?:personas?|profiles?) of (?:user|speaker) [12]\b/i;
/** `[Image of a cat]` on a line of its own: something was to be filled in, nobody does anything. */
const placeholder = /^\[(?:insert |your )?(?:image|picture|photo|video|gif|link|url)\b[^\]]*\]$/i;
const nothing = /^(?:null|none|nan|n\/a)?$/i;

const shownCharacters = 80;

export function readConversation(raw: string): Reading {
  if (nothing.test(raw.trim())) {
    return { turns: [], faults: [{ kind: 'null-conversation', line: 1, text: raw.trim() }] };
  }
  // Blank lines after the last turn are only the file's end.
  const text = (raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw).trimEnd();
  const turns: Turn[] = [];
  const faults: Fault[] = [];
  let number = 0;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    number += 1;
    const plain = plainTurn(text, start, end);
    if (plain) turns.push(plain);
    else readLine(text.slice(start, end), number, turns, faults);
    start = end + 1;
  }
  return turns.length > 0 ? { turns, faults } : { turns, faults: unreadable(text, faults) };
}

/** Nearly every line is `User 1: Text`, with nothing to mend; this finds those without a regular expression. */
function plainTurn(text: string, start: number, end: number): Turn | null {
  const digit = text.charCodeAt(start + 5);
  if (end - start < 9 || (digit !== 49 && digit !== 50) || !text.startsWith('User ', start)) return null;
  if (text.charCodeAt(start + 6) !== 58 || text.charCodeAt(start + 7) !== 32) return null;
  const first = text.charCodeAt(start + 8);
  const last = text.charCodeAt(end - 1);
  if (first <= 32 || last <= 32 || first >= 128 || last >= 128) return null;
  return { speaker: digit === 49 ? 1 : 2, text: text.slice(start + 8, end) };
}

function readLine(line: string, number: number, turns: Turn[], faults: Fault[]): void {
  const shown = line.trim();
  const fault = (kind: FaultKind) => {
    faults.push({ kind, line: number, text: shown.slice(0, shownCharacters) });
  };
  if (shown === '') return fault('blank-line');
  const label = anyLabel.exec(line);
  if (label) {
    const text = undressed(label[2] ?? '', line);
    if (!plainLabel.test(line) || text === '') fault('odd-label');
    if (text !== '') turns.push({ speaker: Number(label[1]) as Speaker, text });
    return;
  }
  if (profileHeading.test(shown) && shown.includes(':')) return fault('prompt-leak');
  if (placeholder.test(shown)) return fault('placeholder');
  const said = heading.test(line) ? undefined : inventedLabel.exec(line)?.[1];
  if (said === undefined) return fault('narration');
  fault('odd-label');
  // Between the two of them, an invented name most likely stands for the one whose turn it is. Before the first label
  // there is nobody to tell it from.
  const last = turns.at(-1);
  if (last) turns.push({ speaker: last.speaker === 1 ? 2 : 1, text: undressed(said, line) });
}

/** Without the stars that were put round a label or a whole line; stars that belong to the words stay. */
function undressed(text: string, line: string): string {
  const bare = text.trim();
  if (!/^[*_]/.test(text) && !/^\s*[*_]/.test(line)) return bare;
  const said = bare.replace(/^[*_][\s*_]*(?=\s)/, '').trim();
  const inner = said.replace(/[\s*_]+$/, '');
  const isOpen = inner.split('*').length % 2 === 0;
  return isOpen ? said : inner;
}

/** Not one label: said once for the whole text, not for each of its lines. */
function unreadable(text: string, faults: readonly Fault[]): Fault[] {
  const lines = text.split('\n');
  const line = lines.findIndex((content) => content.trim() !== '') + 1;
  const shown = (lines[line - 1] ?? '').trim().slice(0, shownCharacters);
  const kept = faults.filter(({ kind }) => kind !== 'narration' && kind !== 'odd-label');
  return [...kept, { kind: 'odd-label', line, text: shown }, { kind: 'unreadable', line, text: shown }];
}
