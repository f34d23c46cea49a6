// Owns the JSON form of ConvAI2's Persona-Chat: a list of dialogues under each part, each with the profile of the one who
// replies (speaker 2 here) and, reply by reply, the history and the candidates with the true one last.
import { z } from 'zod';
import type { Turn } from '../conversation/conversation.ts';
import { formatConversation } from '../conversation/format.ts';
import type { DialogueFile, DialogueRow } from './dialogue-row.ts';
import { exchangesOf, type Distractors } from './parlai.ts';
import type { RowProblem } from './problem.ts';

const dialogue = z.object({
  personality: z.array(z.string()),
  utterances: z.array(z.object({ candidates: z.array(z.string()), history: z.array(z.string()) })).min(1),
});

const parts = ['train', 'valid', 'test'] as const;

export function parseConvai2(text: string): DialogueFile {
  const file = parsed(text);
  if (typeof file !== 'object' || file === null)
    return {
      rows: [],
      problems: [
        { line: 1, reason: 'The file is no JSON; if it was cut off while downloading, download it again.' },
      ],
    };
  const rows: DialogueRow[] = [];
  const problems: RowProblem[] = [];
  let row = 0;
  for (const part of parts) {
    const list: unknown = (file as Readonly<Record<string, unknown>>)[part];
    for (const [index, value] of (Array.isArray(list) ? (list as unknown[]) : []).entries()) {
      row += 1;
      const read = dialogue.safeParse(value);
      if (read.success) rows.push(rowOf(row, read.data));
      else {
        const where = read.error.issues[0]?.path.join('.') ?? '';
        problems.push({
          line: 1,
          reason: `Dialogue ${index + 1} of “${part}” is none of ConvAI2: ${where}.`,
        });
      }
    }
  }
  return { rows, problems };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** The last utterance has the whole history. It begins with the partner, whose profile the file does not hold. */
function rowOf(row: number, { personality, utterances }: z.infer<typeof dialogue>): DialogueRow {
  const last = utterances.at(-1);
  const said = [...(last?.history ?? []), last?.candidates.at(-1) ?? ''];
  const turns = said.map((text, index): Turn => ({ speaker: index % 2 === 0 ? 1 : 2, text: text.trim() }));
  return {
    row,
    line: 1,
    profiles: [[], personality.map((text) => text.trim()).filter(Boolean)],
    conversation: formatConversation(turns.filter(({ text }) => text !== '' && text !== '__SILENCE__')),
  };
}

/** One dialogue of a part's list. Turns are joined and left out as in ParlAI's form. */
export function formatConvai2(
  profiles: readonly [readonly string[], readonly string[]],
  turns: readonly Turn[],
  distractors: Distractors,
): string {
  const history: string[] = [];
  const utterances = exchangesOf(turns).map(({ utterance, reply }, turn) => {
    history.push(utterance);
    const entry = { candidates: [...distractors(turn, reply), reply], history: [...history] };
    history.push(reply);
    return entry;
  });
  return JSON.stringify({ personality: profiles[1], utterances });
}
