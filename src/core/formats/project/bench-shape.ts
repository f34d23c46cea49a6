// Owns what a bench must look like to be taken in from a project file.
import { z } from 'zod';
import { benchStates } from '../../bench/bench.ts';
import { versionShape } from '../../critic/version-shape.ts';

const text = z.string();
const model = z.object({ engine: text, model: text });

const row = z.object({
  id: z.string().min(1).max(500),
  from: z.object({ setId: text, conversationId: text }).nullable(),
  rival: text.nullable(),
});

const opening = z.object({
  at: z.number(),
  expert: text,
  number: z.int().min(1),
  hash: text,
  model,
  graded: z.boolean(),
});

export const bench = z.object({
  name: text,
  createdAt: z.number(),
  seed: z.number(),
  rows: z.array(row),
  columns: z.array(z.object({ id: text, version: versionShape, model, graded: z.boolean() })),
  state: z.enum(benchStates),
  openings: z.array(opening).optional(),
});
