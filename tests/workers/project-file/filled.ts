// A project with something of every kind that goes into a file: a finished run, a set from a file, labels, personas.
import { ScriptedEngine } from '../../../src/engine/scripted/scripted-engine.ts';
import type { Assessment } from '../../../src/core/assess/assessment.ts';
import { columnId } from '../../../src/core/bench/bench.ts';
import { openingOf } from '../../../src/core/bench/held-out.ts';
import { builtIn } from '../../../src/core/critic/built-in-experts.ts';
import { versionOf } from '../../../src/core/critic/expert-version.ts';
import { kindsBelongingTo, setKinds, versionId, type Project } from '../../../src/core/items.ts';
import { usualBuilding } from '../../../src/core/persona/building/plan.ts';
import { labelId } from '../../../src/core/review/label.ts';
import { answerId } from '../../../src/core/review/task/task.ts';
import { newReview } from '../../../src/core/review/review.ts';
import { importedFromSpc } from '../../../src/core/formats/import.ts';
import { parseSpcCsv } from '../../../src/core/formats/spc-csv.ts';
import type { Change, Store } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { createProject } from '../../../workers/studio/projects.ts';
import { newRun } from '../../../workers/studio/new-run.ts';
import * as expansions from '../../core/persona/expansion/harness.ts';
import { begin, pairs, planWith, sit } from '../../core/run/harness.ts';

const csv = [
  'user 1 personas,user 2 personas,Best Generated Conversation',
  '"I keep bees.\nI swim.","I drive a bus.","User 1: Hello “you” 🙂.\nUser 2: Hi, how are you?"',
].join('\r\n');

/** Fields that no specification knows stay where they are. */
export const card = {
  spec: 'chara_card_v3',
  spec_version: '3.0',
  data: {
    name: 'Bee',
    description: 'Keeps bees.',
    personality: '',
    extensions: { 'some/tool': { deep: [1, { x: null }] } },
  },
  'made by': { nobody: '<b>{{char}}</b>' },
};

const raise = (): never => {
  throw new Error('It has to be there.');
};

export async function filledProject(store: Store = new MemoryStore()): Promise<[Store, Project]> {
  await begin(planWith(), store);
  const project = await createProject(store, 'Bees & buses', 'own');
  const profiles = pairs.flatMap((pair) => pair.profiles);
  const [first, ...rest] = profiles.flatMap(({ attributes }) => attributes);
  if (!first || !rest[0]) throw new Error('The harness has attributes.');
  const leftOut = { ...profiles[0], id: 'drawn', attributes: [first], card };
  const owner = project.id;
  const drawn = { ...leftOut, redundant: [{ attribute: rest[0], like: first, cosine: 0.91 }] };
  const set = `${owner}-abcdef`;
  const place = { owner: set, file: 'mine.csv', fileHash: 'abcdefabcdefabcdef', source: first.source };
  const { conversations } = importedFromSpc(parseSpcCsv(csv), place);
  await store.write([
    ...[first, ...rest].map((item): Change => ({ put: 'attribute', item: { ...item, owner } })),
    ...[...profiles, drawn].map((item): Change => ({ put: 'profile', item: { ...item, owner } })),
    ...pairs.map((item): Change => ({ put: 'pair', item: { ...item, owner } })),
    ...conversations.map((item): Change => ({ put: 'conversation', item })),
    {
      put: 'set',
      item: { owner, id: set, name: 'mine.csv', file: 'mine.csv', importedAt: 7, conversationCount: 1 },
    },
  ]);
  const run = await newRun(store, { projectId: project.id, name: 'Run 1', plan: planWith() }, pairs);
  await sit(run, store, { generator: new ScriptedEngine(), critic: new ScriptedEngine() });
  await expandedBy(store, owner);
  const plan = { ...usualBuilding, critic: null, consistency: null };
  const building = { id: 'b0-01', name: 'Profiles 1', createdAt: 3, plan, prefix: 'b0-01' };
  await store.write([{ put: 'building', item: { owner, ...building, state: 'finished' } }]);
  const [conversation] = await store.page('conversation', run.id);
  const about = conversation?.id ?? '';
  const label = {
    owner: run.id,
    id: labelId(about, 'Ada'),
    about,
    annotator: 'Ada',
    decision: 'accept',
  } as const;
  const food = versionOf('food', 1, {
    ...(builtIn('bias') ?? raise()).text,
    criterion: 'food: does anyone speak of food?',
  });
  const column = { version: food, model: { engine: 'wllama', model: 'smollm2' }, graded: false };
  const bench = {
    ...{ owner, id: `${owner}-bench-1`, name: 'Bench', createdAt: 6, seed: 1 },
    state: 'idle',
    rows: [
      { id: 'row-00001', from: { setId: set, conversationId: conversations[0]?.id ?? '' }, rival: null },
    ],
    columns: [{ ...column, id: columnId(column) }],
    openings: [openingOf({ ...column, id: columnId(column) }, 8)],
  } as const;
  const assessment: Assessment = {
    ...{ owner, id: 'a0-01', name: 'Assessment 1', createdAt: 8, state: 'finished' as const },
    plan: {
      ...{ critic: column.model, forms: ['g-eval'], sample: 1, seed: 1, versions: [] },
      sets: [{ setId: set, name: 'mine.csv' }],
    },
    rows: [{ id: 's01-0001', set: 0, from: { setId: set, conversationId: conversations[0]?.id ?? '' } }],
  };
  const answer = { ended: 'stop', promptTokens: 9, answerTokens: 3, ignored: [] } as const;
  const turns = [{ speaker: 1, text: 'Hello.' }] as const;
  const draft = { owner: run.id, id: `${about}x`, turns, answers: [answer], begun: 5, seconds: 1 };
  const task = {
    ...{ owner, id: 'task-1', name: 'Blind', seed: 1, kind: 'turing' as const },
    tested: 'mine.csv',
    reference: 'Run 1',
    items: [{ id: '0001', left: turns, right: turns }],
    truths: [{ tested: 'left', testedId: 'a', referenceId: 'b' }],
  } as const;
  const given = {
    ...{ owner, id: answerId('task-1', '0001', 'Ada'), task: 'task-1', item: '0001', annotator: 'Ada' },
    answer: { kind: 'turing', choice: 'tie' },
    measured: { at: 5, seconds: 2 },
  } as const;
  await store.write([
    { put: 'label', item: { ...label, measured: { at: 5 } } },
    { put: 'draft', item: draft },
    { put: 'expert', item: { owner, id: 'food', kind: 'filter', createdAt: 3, inUse: 1, draft: food.text } },
    { put: 'version', item: { ...food, owner, id: versionId('food', 1), createdAt: 4 } },
    { put: 'bench', item: bench },
    { put: 'conversation', item: { ...(conversations[0] ?? raise()), owner: bench.id, id: 'row-00001' } },
    { put: 'assessment', item: assessment },
    { put: 'conversation', item: { ...(conversations[0] ?? raise()), owner: 'a0-01', id: 's01-0001' } },
    { put: 'task', item: task },
    { put: 'taskAnswer', item: given },
    { put: 'review', item: { ...newReview(run.id, 'Ada'), undo: [{ about, label }] } },
  ]);
  return [store, project];
}

/** An expansion that has come to its new attributes, under an id of its own. */
async function expandedBy(store: Store, owner: string): Promise<void> {
  const { the } = await expansions.begin(expansions.planWith({ askings: 1 }), store, { owner });
  await expansions.sit(the, store, { events: 12 });
}

/** How many items of each kind a project holds, its sets' included. */
export async function countsOf(store: Store, projectId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const add = async (kinds: ReturnType<typeof kindsBelongingTo>, owner: string) => {
    for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + (await store.count(kind, owner));
  };
  await add(kindsBelongingTo('project'), projectId);
  const lists = await Promise.all(setKinds.map((kind) => store.page(kind, projectId)));
  const sets = lists.flat();
  for (const { id } of sets) await add(kindsBelongingTo('set'), id);
  return counts;
}

/** Everything in the store, to see that nothing has changed. */
export async function everything(store: Store): Promise<Record<string, number>> {
  const projects = await store.page('project', '');
  const counts: Record<string, number> = { project: projects.length };
  for (const { id } of projects) Object.assign(counts, { [id]: JSON.stringify(await countsOf(store, id)) });
  return counts;
}
