// Owns tasks for people in the store: drawn from sets once and frozen, answered here or elsewhere, counted.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import { parseTaskAnswers } from '../../src/core/formats/task-answers.ts';
import { taskPage as pageOf, type TaskPageParts } from '../../src/core/formats/task-page.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import {
  drawFaithfulness,
  drawTuring,
  isLongEnough,
  speakersWithFour,
} from '../../src/core/review/task/draw.ts';
import { resultsOf } from '../../src/core/review/task/results.ts';
import { answerId, type Answer, type HumanTask, type TaskAnswer } from '../../src/core/review/task/task.ts';
import { placeOf } from '../../src/core/run/places.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { PoolChoice, TaskPool, TaskSummary, TaskView, TaskWish } from '../studio-api/tasks.ts';
import { listSets } from './conversations.ts';
import { fileNameOf } from './file-name.ts';
import { recordsOf } from './records.ts';
import { listOf } from './pages.ts';
import script from './task-page/page.js?raw';
import style from './task-page/page.css?raw';

export async function taskList(store: Store, projectId: string): Promise<TaskSummary[]> {
  const [tasks, answers] = await Promise.all([
    listOf(store, 'task', projectId),
    listOf(store, 'taskAnswer', projectId),
  ]);
  return tasks.map(({ id, name, kind, items }) => {
    const own = answers.filter(({ task }) => task === id);
    const names = [...new Set(own.map(({ annotator }) => annotator))].sort();
    const count = (annotator: string) => own.filter((answer) => answer.annotator === annotator).length;
    return {
      ...{ id, name, kind },
      items: items.length,
      annotators: names.map((annotator) => ({ name: annotator, answers: count(annotator) })),
    };
  });
}

/** A set as a whole, and each of its rounds where it has several. */
export async function taskPools(store: Store, projectId: string): Promise<TaskPool[]> {
  const pools: TaskPool[] = [];
  for (const { id: setId, name: setName } of await listSets(store, projectId)) {
    const counts = new Map<number | null, { conversations: number; withProfiles: number }>();
    for await (const { conversation } of recordsOf(store, setId)) {
      if (!isLongEnough(conversation)) continue;
      for (const round of [null, roundOf(conversation)]) {
        if (round === undefined) continue;
        const known = counts.get(round) ?? { conversations: 0, withProfiles: 0 };
        const more = speakersWithFour(conversation).length > 0 ? 1 : 0;
        counts.set(round, {
          conversations: known.conversations + 1,
          withProfiles: known.withProfiles + more,
        });
      }
    }
    const rounds = [...counts.keys()].filter((round) => round !== null).sort((a, b) => a - b);
    for (const round of [null, ...(rounds.length > 1 ? rounds : [])]) {
      const found = counts.get(round);
      if (found) pools.push({ setId, setName, round, ...found });
    }
  }
  return pools;
}

/** undefined for what no run wrote. */
const roundOf = ({ id, origin }: Pick<Conversation, 'id' | 'origin'>): number | undefined =>
  origin.kind === 'generated' ? placeOf(id)?.round : undefined;

async function poolOf(store: Store, { setId, round }: PoolChoice) {
  const pool = [];
  for await (const { conversation } of recordsOf(store, setId))
    if (round === null || roundOf(conversation) === round) pool.push(conversation);
  return pool;
}

export async function createTask(store: Store, projectId: string, wish: TaskWish): Promise<HumanTask | null> {
  const { kind, name, seed, tested, reference } = wish;
  const common = { owner: projectId, id: crypto.randomUUID(), name, seed, tested: tested.name };
  const pool = await poolOf(store, tested);
  if (kind === 'turing' && reference) {
    const drawn = drawTuring(pool, await poolOf(store, reference), wish);
    return keep(store, { ...common, kind, reference: reference.name, ...drawn });
  }
  return keep(store, { ...common, kind: 'faithfulness', ...drawFaithfulness(pool, wish) });
}

async function keep(store: Store, task: HumanTask): Promise<HumanTask | null> {
  if (task.items.length === 0) return null;
  await store.write([{ put: 'task', item: task }]);
  return task;
}

async function findTask(store: Store, projectId: string, taskId: string): Promise<HumanTask> {
  const task = await store.read('task', projectId, taskId);
  if (!task) throw new Broken({ kind: 'gone', what: 'task' });
  return task;
}

const answersTo = async (store: Store, projectId: string, taskId: string): Promise<TaskAnswer[]> =>
  (await listOf(store, 'taskAnswer', projectId)).filter(({ task }) => task === taskId);

export async function taskView(store: Store, projectId: string, taskId: string): Promise<TaskView> {
  const [task, answers] = await Promise.all([
    findTask(store, projectId, taskId),
    answersTo(store, projectId, taskId),
  ]);
  return { task, answers, results: resultsOf(task, answers) };
}

export interface GivenAnswer {
  readonly item: string;
  readonly annotator: string;
  readonly answer: Answer;
  readonly seconds: number;
}

export async function answerTask(
  store: Store,
  { projectId, taskId }: { readonly projectId: string; readonly taskId: string },
  { item, annotator, answer, seconds }: GivenAnswer,
  now: number,
): Promise<void> {
  const id = answerId(taskId, item, annotator);
  const measured = { at: now, seconds };
  await store.write([
    { put: 'taskAnswer', item: { owner: projectId, id, task: taskId, item, annotator, answer, measured } },
  ]);
}

export async function removalOf(store: Store, projectId: string, taskId: string) {
  const { name } = await findTask(store, projectId, taskId);
  const answers = await answersTo(store, projectId, taskId);
  const changes: Change[] = [
    { remove: 'task', owner: projectId, id: taskId },
    ...answers.map(({ id }): Change => ({ remove: 'taskAnswer', owner: projectId, id })),
  ];
  return { name, changes };
}

export async function taskPage(
  store: Store,
  projectId: string,
  taskId: string,
  words: TaskPageParts['words'],
): Promise<{ name: string; file: Blob }> {
  const task = await findTask(store, projectId, taskId);
  const [styleHash, scriptHash] = await Promise.all([base64Sha256(style), base64Sha256(script)]);
  const page = pageOf(task, { style, script, styleHash, scriptHash, words });
  return { name: `${fileNameOf(task.name)}.html`, file: new Blob([page], { type: 'text/html' }) };
}

async function base64Sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

export async function importAnswers(store: Store, projectId: string, taskId: string, file: File) {
  const read = parseTaskAnswers(await file.text(), await findTask(store, projectId, taskId));
  if (!read.ok) throw new Broken({ kind: 'bad-file', file: file.name, detail: read.problem });
  const { annotator, answers, problems } = read.value;
  await store.write(answers.map((item): Change => ({ put: 'taskAnswer', item })));
  return { annotator, answers: answers.length, problems };
}
