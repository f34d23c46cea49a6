// Owns one task while its results are looked at: the file for others, their answers on the way back.
import { toast } from 'svelte-sonner';
import type { TaskView } from '../../../../workers/studio-api/tasks.ts';
import type { RowProblem } from '../../../core/formats/problem.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { saveFile } from '../../save-file.ts';
import { studio } from '../../studio.ts';
import { taskPageWords, tasks as words } from '../../words/en/tasks.ts';

export class OneTaskState {
  readonly #projectId: string;
  readonly #taskId: string;
  readonly attempt = new Attempt();
  readonly view: Loaded<TaskView>;
  /** Of the file that came in last. */
  problems: readonly RowProblem[] = $state.raw([]);

  constructor(projectId: string, taskId: string) {
    [this.#projectId, this.#taskId] = [projectId, taskId];
    this.view = new Loaded(
      () => studio.task(projectId, taskId),
      (event) => event.kind === 'changed' && event.what === 'tasks' && event.projectId === projectId,
    );
  }

  async savePage(): Promise<void> {
    const made = await this.attempt.at('page', () =>
      studio.taskPage(this.#projectId, this.#taskId, taskPageWords),
    );
    if (made) saveFile(made.name, made.file);
  }

  async importAnswers(file: File): Promise<void> {
    const taken = await this.attempt.at('import', () =>
      studio.importAnswers(this.#projectId, this.#taskId, file),
    );
    if (!taken) return;
    this.problems = taken.problems;
    toast(words.imported(taken.annotator, taken.answers));
  }

  end(): void {
    this.view.end();
  }
}
