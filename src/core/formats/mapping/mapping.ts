// Owns what a mapping is: how the rows of a person's own file become dialogues. It is data that a person chose, and is checked
// like everything that comes from outside.
import { z } from 'zod';
import { failure, success, type Result } from '../../result.ts';

const column = z.string();

/**
 * turns: a list of messages in one cell; without keys a list of texts, whose speakers alternate · text: lines `Name: text` in one
 * cell · rows: a turn a row, the rows of a dialogue one after the other with the same value in one column.
 */
const conversation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('turns'), column, speakerKey: column.nullable(), textKey: column.nullable() }),
  z.object({ kind: z.literal('text'), column }),
  z.object({ kind: z.literal('rows'), column, speakerColumn: column.nullable(), textColumn: column }),
]);

/** Whose turns a name's are. system: what it says describes a speaker, and is no turn · nobody: left out. */
export const parts = ['first', 'second', 'system', 'nobody'] as const;
export type Part = (typeof parts)[number];

const profileFrom = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('column'), column }),
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('typed'), text: z.string() }),
  z.object({ kind: z.literal('extracted') }),
]);

/** decision: which values of the column accept and which reject; others say nothing · score: whole numbers from 1 to 5. */
const gold = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('decision'),
    column,
    annotator: z.string().trim().min(1),
    accepting: z.array(z.string()),
    rejecting: z.array(z.string()),
  }),
  z.object({ kind: z.literal('score'), column, annotator: z.string().trim().min(1) }),
]);

const mapping = z.object({
  conversation,
  /** By the name in lower case, trimmed. What a name says that is not in it becomes a fault. */
  speakers: z.record(z.string(), z.enum(parts)),
  profiles: z.tuple([profileFrom, profileFrom]),
  gold: gold.nullable(),
  licence: z.string(),
});

export type Mapping = Readonly<z.infer<typeof mapping>>;
export type ConversationFrom = Mapping['conversation'];
export type ProfileFrom = Mapping['profiles'][number];
export type Gold = NonNullable<Mapping['gold']>;

export function parseMapping(value: unknown): Result<Mapping, string> {
  const read = mapping.safeParse(value);
  if (read.success) return success(read.data);
  const [issue] = read.error.issues;
  return failure(`It is no mapping: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it differs'}.`);
}

/** Under which a name is found in `speakers`. */
export const speakerKey = (name: string): string => name.trim().toLowerCase();
