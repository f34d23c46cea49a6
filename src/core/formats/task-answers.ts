// Owns the file of answers that a task's page gives to whoever answered it, on its way back into the studio.
import { z } from 'zod';
import { failure, success, type Result } from '../result.ts';
import { answerId, type HumanTask, type TaskAnswer } from '../review/task/task.ts';
import { orderedJson } from './canonical.ts';
import type { RowProblem } from './problem.ts';
import { taskAnswer } from './task-shape.ts';

const header = z.object({
  format: z.literal('parley-answers'),
  schemaVersion: z.literal(1),
  task: z.string(),
  annotator: z.string().trim().min(1).max(200),
  answers: z.array(z.unknown()),
});
const line = taskAnswer.omit({ task: true, annotator: true });

export type GivenAnswer = Pick<TaskAnswer, 'item' | 'answer' | 'measured'>;

/** As the page itself writes it; clock values and all. */
export const formatTaskAnswers = (task: string, annotator: string, answers: readonly GivenAnswer[]): string =>
  `${orderedJson({ format: 'parley-answers', schemaVersion: 1, task, annotator, answers })}\n`;

export interface ReadAnswers {
  readonly annotator: string;
  readonly answers: readonly TaskAnswer[];
  /** `line` is the answer's place in the file, from 1. */
  readonly problems: readonly RowProblem[];
}

/** Refuses a file of another task; answers to items that the task does not have are listed, the rest is kept. */
export function parseTaskAnswers(text: string, task: HumanTask): Result<ReadAnswers, string> {
  const whole = header.safeParse(parsed(text));
  if (!whole.success) return failure('it is no file of answers that a task’s page has written');
  const { annotator, answers: given } = whole.data;
  if (whole.data.task !== task.id) return failure('it answers another task');
  const items = new Map(task.items.map((item) => [item.id, item]));
  const answers: TaskAnswer[] = [];
  const problems: RowProblem[] = [];
  for (const [index, value] of given.entries()) {
    const read = line.safeParse(value);
    const item = read.success ? items.get(read.data.item) : undefined;
    const reason = !read.success
      ? 'It is no answer.'
      : !item
        ? 'The task has no such item.'
        : misfit(read.data.answer, task, item);
    if (reason !== null || !read.success)
      problems.push({ line: index + 1, reason: reason ?? 'It is no answer.' });
    else {
      const { item: about, answer, measured } = read.data;
      const id = answerId(task.id, about, annotator);
      const clock = measured ? { measured: measured as NonNullable<TaskAnswer['measured']> } : {};
      answers.push({ owner: task.owner, id, task: task.id, item: about, annotator, answer, ...clock });
    }
  }
  return success({ annotator, answers, problems });
}

function misfit(
  answer: TaskAnswer['answer'],
  task: HumanTask,
  item: HumanTask['items'][number],
): string | null {
  if (answer.kind !== task.kind) return 'It answers another kind of task.';
  if (answer.kind === 'turing' || !('statements' in item)) return null;
  return answer.ticked.every((place) => place < item.statements.length)
    ? null
    : 'It ticks a statement that is not there.';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
