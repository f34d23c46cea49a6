// Owns checking that something from outside is a task for people or an answer to one.
import { z } from 'zod';
import { sides, statementKinds } from '../review/task/task.ts';

const text = z.string();
const count = z.int().min(0);
const speaker = z.union([z.literal(1), z.literal(2)]);
const turns = z.array(z.object({ speaker, text }));
const common = { name: text, seed: z.number(), tested: text };

export const task = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('turing'),
    ...common,
    reference: text,
    items: z.array(z.object({ id: text, left: turns, right: turns })),
    truths: z.array(z.object({ tested: z.enum(sides), testedId: text, referenceId: text })),
  }),
  z.object({
    kind: z.literal('faithfulness'),
    ...common,
    items: z.array(z.object({ id: text, turns, speaker, statements: z.array(text) })),
    truths: z.array(z.object({ conversationId: text, kinds: z.array(z.enum(statementKinds)) })),
  }),
]);

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('turing'), choice: z.enum([...sides, 'tie']) }),
  z.object({ kind: z.literal('faithfulness'), ticked: z.array(count) }),
]);

const measured = z.object({ at: z.number(), seconds: z.number().optional() });

export const taskAnswer = z.object({
  task: text,
  item: text,
  annotator: z.string().trim().min(1).max(200),
  answer,
  measured: measured.optional(),
});
