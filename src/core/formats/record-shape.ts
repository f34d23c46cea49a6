// Owns checking that something from outside is a conversation record. Unknown keys are dropped; everything else that differs
// is a sentence.
import { z } from 'zod';
import { faultKinds } from '../conversation/fault.ts';
import { marks } from '../critic/verdict.ts';
import { failure, success, type Result } from '../result.ts';
import { labelDecisions } from '../review/label.ts';
import { schemaVersion, type ConversationRecord } from './record.ts';

const text = z.string();
const count = z.int().min(0);
const speaker = z.union([z.literal(1), z.literal(2)]);
const source = z.object({ name: text, licence: text });

export const attribute = z.object({ id: text, text, category: text.optional(), source });
export const profile = z.object({ id: text, attributes: z.array(attribute) });
export const pair = z.object({ id: text, profiles: z.tuple([profile, profile]) });

export const modelBuild = z.object({ engine: text, model: text, build: text });
export const measured = z.object({
  at: z.number(),
  seconds: z.number(),
  promptTokens: count,
  answerTokens: count,
  prefillTokensPerSecond: z.number().optional(),
  decodeTokensPerSecond: z.number().optional(),
  known: z.literal(true).optional(),
});
const decodingFields = ['temperature', 'topP', 'topK', 'repetitionPenalty', 'maxTokens', 'seed'] as const;
const decoding = z.object({
  temperature: z.number(),
  topP: z.number(),
  topK: z.number(),
  repetitionPenalty: z.number(),
  maxTokens: count,
  seed: z.number(),
});

const origin = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('generated'),
    planHash: text,
    place: z.object({ round: count, pair: count, candidate: count, attempt: count }),
    generator: modelBuild,
    prompt: z.object({ id: text, version: count }),
    decoding: z.object({ asked: decoding, ignored: z.array(z.enum(decodingFields)) }),
    exemplarIds: z.array(text),
  }),
  z.object({ kind: z.literal('imported'), file: text, row: count, source }),
  z.object({ kind: z.literal('written'), note: text, source }),
]);

const fault = z.object({
  kind: z.enum(faultKinds),
  line: count.optional(),
  turn: count.optional(),
  span: z.tuple([count, count]).optional(),
  text,
});

export const conversation = z.object({
  id: text.min(1),
  pair,
  turns: z.array(z.object({ speaker, text })),
  faults: z.array(fault),
  raw: text,
  origin,
  edits: z
    .array(
      z.object({
        turn: count,
        before: text,
        after: text,
        by: z
          .object({
            model: modelBuild,
            prompt: z.object({ id: text, version: count }),
            reasons: z.array(text),
          })
          .optional(),
      }),
    )
    .optional(),
  measured: measured.optional(),
});

const attributeMarks = z.array(
  z.object({ speaker, attribute: z.int().min(-1), mark: z.enum(marks), turn: count.optional() }),
);

const decision = z.enum(['pass', 'drop']);
const filterFinding = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('filter'),
    decision,
    turns: z.array(count).optional(),
    degree: z.number().min(0).max(1).optional(),
    probability: z.number().min(0).max(1).optional(),
  }),
  z.object({
    kind: z.literal('faithfulness'),
    decision,
    marks: attributeMarks,
  }),
  z.object({ kind: z.literal('not applicable') }),
]);
const finding = z.discriminatedUnion('kind', [
  filterFinding,
  z.object({
    kind: z.literal('filters'),
    decision,
    parts: z.record(text, filterFinding),
  }),
  z.object({
    kind: z.literal('comparison'),
    choices: z.record(text, z.enum(['first', 'second', 'tie'])),
  }),
  z.object({
    kind: z.literal('scores'),
    scores: z.record(text, z.number().min(0).max(100)),
  }),
  z.object({ kind: z.literal('unreadable'), answer: text }),
]);

export const verdict = z.object({
  id: text.min(1),
  expert: text,
  version: count,
  hash: text.optional(),
  about: z.union([z.tuple([text]), z.tuple([text, text])]),
  edits: count.optional(),
  finding,
  reason: text,
  model: modelBuild.optional(),
  unreadableBefore: count.optional(),
  note: text.optional(),
  measured: measured.optional(),
});

export const label = z.object({
  id: text.min(1),
  about: text.optional(),
  annotator: text,
  decision: z.enum(labelDecisions).optional(),
  score: z.int().min(1).max(5).optional(),
  marks: attributeMarks.optional(),
  note: text.optional(),
  measured: z.object({ at: z.number(), seconds: z.number().optional() }).optional(),
});

const place = { id: text, round: count, pair: count };
export const outcome = z.discriminatedUnion('kind', [
  z.object({
    ...place,
    kind: z.literal('kept'),
    conversationId: text,
    ranking: z.array(text),
    because: text,
  }),
  z.object({ ...place, kind: z.literal('failed'), reasons: z.array(text), extraAttempts: count }),
  z.object({ ...place, kind: z.literal('reopened'), extraAttempts: count }),
]);

const candidate = { conversation, verdicts: z.array(verdict), labels: z.array(label) };
const record = z.object({
  schemaVersion: z.literal(schemaVersion),
  id: text.min(1),
  ...candidate,
  outcome: outcome.nullable(),
  candidatesNotChosen: z.array(z.object(candidate)),
});

export function readRecord(value: unknown): Result<ConversationRecord, string> {
  const version = versionOf(value);
  if (version !== null && version > schemaVersion)
    return failure(
      `It was written by a newer Parley (schema version ${version}; this one reads up to ${schemaVersion}).`,
    );
  const read = record.safeParse(value);
  // The shape above is the type: its optional fields are absent, never undefined.
  if (read.success) {
    for (const {
      conversation: { id },
      labels,
    } of [read.data, ...read.data.candidatesNotChosen])
      for (const given of labels) given.about ??= id;
    return success(read.data as ConversationRecord);
  }
  const [issue] = read.error.issues;
  const where = issue && issue.path.length > 0 ? issue.path.join('.') : 'the record';
  return failure(`It is no conversation record: ${where}: ${issue?.message ?? 'it differs'}.`);
}

function versionOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) return null;
  return typeof value.schemaVersion === 'number' ? value.schemaVersion : null;
}
