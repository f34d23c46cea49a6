// Owns what an item of each kind must look like to be taken in from a project file. A shape checks what the studio relies on; what
// else stands in an item is kept as it is, so that a file comes out as it went in.
import { z } from 'zod';
import { belonging, kinds, type Kind } from '../../items.ts';
import { dimensions, filterNames } from '../../critic/verdict.ts';
import { answerForms, expertKinds } from '../../critic/expert-version.ts';
import { versionShape } from '../../critic/version-shape.ts';
import { queueOrders } from '../../review/queue.ts';
import {
  gradables,
  presets,
  runStates,
  selections,
  waysToAsk,
  waysToWrite,
  workOrders,
} from '../../run/plan.ts';
import { assessmentForms } from '../../assess/assessment.ts';
import { consistencyRoutes } from '../../persona/building/plan.ts';
import { bench } from './bench-shape.ts';
import * as tasks from '../task-shape.ts';
import * as record from '../record-shape.ts';

type Owners<K extends Kind> = (typeof belonging)[K][number];
/** The kinds that a project file holds; one that joins `belonging` must get a shape here. */
export type ProjectKind = { [K in Kind]: Owners<K> & ('project' | 'set') extends never ? never : K }[Kind];

const text = z.string();
const count = z.int().min(0);
const id = z.string().min(1).max(500);
const range = z.object({ min: z.number(), max: z.number() });
const model = z.object({ engine: text, model: text });

const decoding = z.object({
  temperature: z.number(),
  topP: z.number(),
  topK: z.number(),
  repetitionPenalty: z.number(),
});

const panel = z.object({
  filters: z.array(z.enum(filterNames)),
  filtersAsked: z.enum(waysToAsk),
  dimensions: z.array(z.enum(dimensions)),
  dimensionsAsked: z.enum(waysToAsk),
  selection: z.enum(selections),
  orders: z.enum(['both', 'one']),
  reason: z.enum(['first', 'last']),
  toxicityAtMost: z.number(),
  yesAtMost: z.record(text, z.number()).optional(),
  graded: z.array(z.enum(gradables)).optional(),
  versions: z.array(versionShape).optional(),
  form: z.enum(['instruct', 'mini']).optional(),
});

const plan = z.object({
  preset: z.enum(presets),
  seed: z.int(),
  rounds: z.int().min(1).max(1000),
  candidates: z.int().min(1).max(100),
  rewrites: z.int().min(0).max(100),
  exemplars: z.int().min(0).max(1000),
  turnsAsked: range,
  turnsAllowed: range,
  decoding,
  writing: z.enum(waysToWrite),
  dialogueGrammar: z.boolean(),
  rulesDrop: z.boolean(),
  generator: model.nullable(),
  promptForm: z.enum(['instruct', 'mini']),
  critic: model.nullable(),
  panel,
  order: z.enum(workOrders),
});

const run = z.object({
  name: text,
  createdAt: z.number(),
  plan,
  pairCount: count,
  state: z.enum(runStates),
  reproduces: text.optional(),
  goesOnFrom: text.optional(),
});

const expansion = z.object({
  name: text,
  createdAt: z.number(),
  plan: z.object({
    seed: z.int(),
    generator: model,
    categories: count,
    attributesPerQuestion: count,
    bootstrappingSteps: count.max(100_000),
    questionsShown: count,
    questionsPerStep: count,
    askings: count.max(100_000),
    attributesShown: count,
    nearAbove: z.number(),
    decoding,
    looksThrough: z.boolean(),
    form: z.enum(['instruct', 'mini']).optional(),
    questions: z.array(z.string()).optional(),
  }),
  writer: z.object({ name: text, licence: text }),
  categoryCount: count,
  state: z.enum(runStates),
});

const writtenQuestion = z.object({ text, duplicateOf: text.nullable() });
const called = { shown: z.array(text), measured: record.measured, model: record.modelBuild };
const expansionStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('induction'), ...called, category: text, written: z.array(writtenQuestion) }),
  z.object({ kind: z.literal('bootstrapping'), ...called, written: z.array(writtenQuestion) }),
  z.object({
    kind: z.literal('attribute'),
    ...called,
    questionId: text,
    question: text,
    attribute: record.attribute.nullable(),
    rejection: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('repeats'), like: text }),
        z.object({ kind: z.literal('near'), like: text, cosine: z.number() }),
        z.object({ kind: z.literal('form') }),
      ])
      .nullable(),
  }),
]);

const building = z.object({
  name: text,
  createdAt: z.number(),
  plan: z.object({
    count: count.max(1_000_000),
    seed: z.int(),
    attributesPerProfile: count,
    redundantAbove: z.number().nullable(),
    consistency: z.enum(consistencyRoutes).nullable(),
    critic: model.nullable(),
    mostTried: count,
  }),
  prefix: id,
  state: z.enum(runStates),
});
const inconsistent = z.object({
  attribute: record.attribute,
  like: record.attribute,
  relation: z.enum(['entails', 'contradicts', 'unreadable']),
  reason: text,
});

const place = { setId: text, conversationId: text };
const assessment = z.object({
  name: text,
  createdAt: z.number(),
  plan: z.object({
    critic: model,
    forms: z.array(z.enum(assessmentForms)),
    sets: z.array(z.object({ setId: text, name: text })).max(1000),
    sample: count,
    seed: z.int(),
    versions: z.array(versionShape),
  }),
  rows: z.array(z.object({ id, set: count, from: z.object(place) })),
  state: z.enum(runStates),
});

const redundant = z.object({ attribute: record.attribute, like: record.attribute, cosine: z.number() });
const formerLabel = z.object({
  about: text,
  label: record.label.extend({ about: text, owner: text }).nullable(),
});

const draft = z.object({
  turns: z.array(z.object({ speaker: z.union([z.literal(1), z.literal(2)]), text })),
  answers: z.array(
    z.object({
      ended: z.enum(['stop', 'length', 'stopped']),
      promptTokens: count,
      answerTokens: count,
      ignored: z.array(text),
    }),
  ),
  begun: z.number(),
  seconds: z.number(),
});

/** May be unfinished: it is checked before it becomes a version. */
const unfinishedText = z.object({
  kind: z.enum(expertKinds),
  answer: z.enum(answerForms),
  line: text,
  criterion: text,
  instruction: text,
  question: text,
  graded: text,
  exemplars: z.array(z.object({ profiles: text, conversation: text, answer: text })),
});

const shapes: Readonly<Record<ProjectKind, z.ZodObject | z.ZodDiscriminatedUnion>> = {
  expert: z.object({
    kind: z.enum(expertKinds),
    createdAt: z.number(),
    draft: unfinishedText.optional(),
    inUse: z.int().min(1).nullable(),
  }),
  version: versionShape,
  bench,
  attribute: record.attribute,
  profile: record.profile.extend({
    redundant: z.array(redundant).optional(),
    inconsistent: z.array(inconsistent).optional(),
    // A character card as it came: whatever stands in it stays.
    card: z.unknown().optional(),
  }),
  pair: record.pair.omit({ id: true }),
  set: z.object({ name: text, file: text, importedAt: z.number(), conversationCount: count }),
  run,
  conversation: record.conversation,
  draft,
  verdict: record.verdict,
  outcome: record.outcome,
  label: record.label.extend({ about: text }),
  expansion,
  building,
  assessment,
  question: z.object({ text, category: text.optional() }),
  expansionStep,
  task: tasks.task,
  taskAnswer: tasks.taskAnswer,
  review: z.object({
    order: z.enum(queueOrders),
    seed: z.number(),
    blind: z.boolean(),
    goOn: z.boolean(),
    undo: z.array(formerLabel),
  }),
};

const identity = z.object({ id });

export const projectKinds = kinds.filter((kind): kind is ProjectKind => kind in shapes);

/** null when the item has the shape of its kind, else where it differs. */
export function differenceFrom(kind: ProjectKind, item: unknown): string | null {
  for (const shape of [identity, shapes[kind]]) {
    const [issue] = shape.safeParse(item).error?.issues ?? [];
    if (issue) return `${issue.path.join('.') || 'the item'}: ${issue.message}`;
  }
  return null;
}
