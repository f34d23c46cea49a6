// Owns what the page may ask about tasks for people: blind tests and faithfulness tasks.
import type { TaskPageWords } from '../../src/core/formats/task-page.ts';
import type { RowProblem } from '../../src/core/formats/problem.ts';
import type { TaskResults } from '../../src/core/review/task/results.ts';
import type { Answer, HumanTask, TaskAnswer, TaskKind } from '../../src/core/review/task/task.ts';

/** Conversations that items can be drawn from: those that an export of the set would hold, of one round or of all. */
export interface TaskPool {
  readonly setId: string;
  readonly setName: string;
  /** 0-based; null for all that there are. */
  readonly round: number | null;
  /** With at least four turns. */
  readonly conversations: number;
  /** Of those, with a speaker of four attributes or more. */
  readonly withProfiles: number;
}

export interface PoolChoice extends Pick<TaskPool, 'setId' | 'round'> {
  /** How it is called in the task from then on. */
  readonly name: string;
}

export interface TaskWish {
  readonly kind: TaskKind;
  readonly name: string;
  readonly tested: PoolChoice;
  /** For a blind test. */
  readonly reference: PoolChoice | null;
  readonly count: number;
  readonly mostTurns: number;
  readonly seed: number;
}

export interface TaskSummary extends Pick<HumanTask, 'id' | 'name' | 'kind'> {
  readonly items: number;
  readonly annotators: readonly { readonly name: string; readonly answers: number }[];
}

export interface TaskView {
  readonly task: HumanTask;
  readonly answers: readonly TaskAnswer[];
  readonly results: TaskResults;
}

export interface TaskCalls {
  tasks(projectId: string): Promise<readonly TaskSummary[]>;
  taskPools(projectId: string): Promise<readonly TaskPool[]>;
  /** null where no item could be drawn. */
  createTask(projectId: string, wish: TaskWish): Promise<HumanTask | null>;
  task(projectId: string, taskId: string): Promise<TaskView>;
  answerTask(
    projectId: string,
    taskId: string,
    given: {
      readonly item: string;
      readonly annotator: string;
      readonly answer: Answer;
      readonly seconds: number;
    },
  ): Promise<void>;
  /** Gives the id by which `undo` takes it back. */
  removeTask(projectId: string, taskId: string): Promise<string>;
  /** One HTML file that somebody else answers offline. */
  taskPage(
    projectId: string,
    taskId: string,
    words: TaskPageWords & { readonly title: string },
  ): Promise<{ readonly name: string; readonly file: Blob }>;
  /** Throws `Broken`: `bad-file`. Answers of the same annotator to the same items are replaced. */
  importAnswers(
    projectId: string,
    taskId: string,
    file: File,
  ): Promise<{
    readonly annotator: string;
    readonly answers: number;
    readonly problems: readonly RowProblem[];
  }>;
}
