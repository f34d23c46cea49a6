// Owns the text form of Persona-Chat, as ParlAI reads it (its FbDialogTeacher): numbered lines, the number beginning anew with
// each dialogue; profiles first, then an utterance, a tab and its reply, and after two tabs the candidates for that reply, the
// true one last. The reply's speaker is “you”: `your persona` is the profile of the second column, speaker 2 here.
import type { Speaker, Turn } from '../conversation/conversation.ts';
import { formatConversation } from '../conversation/format.ts';
import type { DialogueFile, DialogueRow } from './dialogue-row.ts';
import type { RowProblem } from './problem.ts';

const silence = '__SILENCE__';
const numbered = /^(\d+) (.*)$/;
const persona = /^(your persona|partner's persona):\s*(.*)$/;

export const isParlai = (start: string): boolean =>
  /^1 (?:your persona: |partner's persona: |[^\t\n]*\t)/.test(start);

interface Begun {
  readonly line: number;
  readonly profiles: [string[], string[]];
  readonly turns: Turn[];
}

export function parseParlai(text: string): DialogueFile {
  const problems: RowProblem[] = [];
  const dialogues: Begun[] = [];
  let before = 0;
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (content.trim() === '') continue;
    const line = index + 1;
    const [, number, rest] = numbered.exec(content) ?? [];
    if (number === undefined || rest === undefined) {
      problems.push({ line, reason: 'The line does not begin with a number and a space.' });
      continue;
    }
    const isNew = Number(number) <= before || dialogues.length === 0;
    before = Number(number);
    if (isNew) dialogues.push({ line, profiles: [[], []], turns: [] });
    const dialogue = dialogues.at(-1);
    if (dialogue) readLine(rest, dialogue);
  }
  return withRows(dialogues, problems);
}

function readLine(rest: string, { profiles: [first, second], turns }: Begun): void {
  const [, whose, attribute] = persona.exec(rest) ?? [];
  if (whose !== undefined && attribute !== undefined) {
    if (attribute.trim() !== '') (whose === 'your persona' ? second : first).push(attribute.trim());
    return;
  }
  const [utterance = '', reply = ''] = rest.split('\t');
  say(1, utterance, turns);
  say(2, reply, turns);
}

function say(speaker: Speaker, said: string, turns: Turn[]): void {
  // ParlAI writes a line break inside an utterance as a backslash and an n.
  const text = said.replaceAll('\\n', ' ').trim();
  if (text !== '' && text !== silence) turns.push({ speaker, text });
}

function withRows(dialogues: readonly Begun[], problems: readonly RowProblem[]): DialogueFile {
  const empty = dialogues.filter(({ turns }) => turns.length === 0);
  return {
    rows: dialogues.flatMap(({ line, profiles, turns }, index): DialogueRow[] =>
      turns.length === 0 ? [] : [{ row: index + 1, line, profiles, conversation: formatConversation(turns) }],
    ),
    problems: [
      ...problems,
      ...empty.map(({ line }) => ({ line, reason: 'The dialogue that begins here has no utterance.' })),
    ].sort((a, b) => a.line - b.line),
  };
}

/** What a reply could have been: others' replies, drawn for this place. */
export type Distractors = (turn: number, reply: string) => readonly string[];

/**
 * One dialogue, its lines numbered from 1. Turns in a row of one speaker are joined; where the second speaker begins, the first
 * is silent. A last turn without a reply is left out: no candidate could be the true one.
 */
export function formatParlai(
  profiles: readonly [readonly string[], readonly string[]],
  turns: readonly Turn[],
  distractors: Distractors,
): string {
  const [partner, own] = profiles;
  const lines = [
    ...own.map((text) => `your persona: ${inOneLine(text)}`),
    ...partner.map((text) => `partner's persona: ${inOneLine(text)}`),
    ...exchangesOf(turns).map(({ utterance, reply }, turn) => {
      const candidates = [...distractors(turn, reply), reply].map((text) =>
        inOneLine(text).replaceAll('|', '/'),
      );
      return `${inOneLine(utterance)}\t${inOneLine(reply)}\t\t${candidates.join('|')}`;
    }),
  ];
  return lines.map((line, index) => `${index + 1} ${line}\n`).join('');
}

const inOneLine = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').trim();

export interface Exchange {
  readonly utterance: string;
  readonly reply: string;
}

/** Utterances of speaker 1 with the replies of speaker 2. */
export function exchangesOf(turns: readonly Turn[]): readonly Exchange[] {
  const joined: { speaker: Speaker; text: string }[] = [];
  for (const { speaker, text } of turns) {
    const last = joined.at(-1);
    if (last?.speaker === speaker) last.text += ` ${text}`;
    else joined.push({ speaker, text });
  }
  if (joined[0]?.speaker === 2) joined.unshift({ speaker: 1, text: silence });
  return joined.flatMap(({ speaker, text }, index) => {
    const reply = joined[index + 1];
    return speaker === 1 && reply ? [{ utterance: text, reply: reply.text }] : [];
  });
}
