// Owns reading a raw text into turns. It never throws and never guesses silently: whatever is not a plain `User 1: …` line
// leaves a fault with its line. What no speaker owns (narration, headings, lists) is recorded and left out of the turns.
import type { Reading, Speaker, Turn } from './conversation.ts';
import type { Fault, FaultKind } from './fault.ts';

/** A label however it is dressed: `*User 1:*`, `* * user 2 : * *`, `**User 1:**`, `[User 1]:`. */
const labelPattern = /^[\s*_#>[(-]*user\s*([12])\s*[\])]?[\s*_]*:[\s*_]*(.*)$/i;
const plainLabel = /^User [12]:/;
/** A name of one or two words where a label should be: `Adam: …`. */
const namePattern = /^[\s*_]*[A-Z][\p{L}'’.-]{0,20}(?: [A-Z][\p{L}'’.-]{0,20})?[\s*_]*:[\s*_]*(\S.*)$/u;
const nothing = /^(?:null|none|nan|n\/a)?$/i;

interface State {
  readonly turns: Turn[];
  readonly faults: Fault[];
}

export function readConversation(raw: string): Reading {
  if (nothing.test(raw.trim()))
    return { turns: [], faults: [{ kind: 'null-conversation', text: raw.trim() }] };
  const state: State = { turns: [], faults: [] };
  const lines = raw.split(/\r\n|\r|\n/);
  let end = lines.length;
  // Blank lines after the last turn are only the file's end.
  while (end > 0 && lines[end - 1]?.trim() === '') end -= 1;
  for (let index = 0; index < end; index += 1) readLine(lines[index] ?? '', index + 1, state);
  if (state.turns.length === 0)
    state.faults.push({ kind: 'unreadable', text: raw.trim().slice(0, shownCharacters) });
  return state;
}

const shownCharacters = 80;

function readLine(line: string, number: number, { turns, faults }: State): void {
  const fault = (kind: FaultKind) =>
    faults.push({ kind, line: number, text: line.trim().slice(0, shownCharacters) });
  if (line.trim() === '') return void fault('blank-line');
  const [labelled, speaker, said = ''] = labelPattern.exec(line) ?? [];
  if (labelled !== undefined) {
    if (!plainLabel.test(line)) fault('odd-label');
    const text = undressed(said, line);
    if (text === '') fault('narration');
    else turns.push({ speaker: Number(speaker) as Speaker, text });
    return;
  }
  const named = namePattern.exec(line)?.[1];
  const last = turns.at(-1);
  if (named !== undefined && last) {
    // Between the two of them, an invented name most likely stands for the one whose turn it is.
    fault('odd-label');
    turns.push({ speaker: last.speaker === 1 ? 2 : 1, text: undressed(named, line) });
    return;
  }
  fault('narration');
}

/** Without the stars that were put round a whole line. */
function undressed(text: string, line: string): string {
  const bare = text.trim();
  return /^\s*[*_]/.test(line) ? bare.replace(/[\s*_]+$/, '') : bare;
}
