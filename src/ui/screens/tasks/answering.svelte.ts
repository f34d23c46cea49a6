// Owns one annotator answering a task, item by item, by keys.
import type { TaskView } from '../../../../workers/studio-api/tasks.ts';
import type { Answer, HumanTask } from '../../../core/review/task/task.ts';
import type { Trouble } from '../../../core/trouble.ts';
import { SvelteMap } from 'svelte/reactivity';
import { studio, troubleFrom } from '../../studio.ts';

export class AnsweringState {
  readonly #projectId: string;
  readonly #taskId: string;
  readonly annotator: string;
  task: HumanTask | null = $state.raw(null);
  readonly answers = new SvelteMap<string, Answer>();
  /** As long as the list when all is answered. */
  place = $state(0);
  trouble: Trouble | null = $state.raw(null);
  #shownAt = performance.now();

  readonly item = $derived.by(() => this.task?.items[this.place]);
  readonly answer = $derived.by(() => (this.item ? this.answers.get(this.item.id) : undefined));
  readonly ticked: readonly number[] = $derived.by(() =>
    this.answer?.kind === 'faithfulness' ? this.answer.ticked : [],
  );

  constructor(projectId: string, taskId: string, annotator: string) {
    [this.#projectId, this.#taskId, this.annotator] = [projectId, taskId, annotator];
    studio.task(projectId, taskId).then(
      (view) => this.#take(view),
      (thrown: unknown) => (this.trouble = troubleFrom(thrown)),
    );
  }

  #take({ task, answers }: TaskView): void {
    for (const given of answers)
      if (given.annotator === this.annotator) this.answers.set(given.item, given.answer);
    this.task = task;
    const open = task.items.findIndex(({ id }) => !this.answers.has(id));
    this.go(open < 0 ? task.items.length : open);
  }

  go(place: number): void {
    this.place = Math.max(0, Math.min(this.task?.items.length ?? 0, place));
    this.#shownAt = performance.now();
  }

  choose(choice: 'left' | 'right' | 'tie'): void {
    if (!this.item) return;
    this.#put({ kind: 'turing', choice });
    this.go(this.place + 1);
  }

  toggle(statement: number): void {
    if (!this.item || !('statements' in this.item) || statement >= this.item.statements.length) return;
    const { ticked } = this;
    const after = ticked.includes(statement)
      ? ticked.filter((one) => one !== statement)
      : [...ticked, statement].sort((one, other) => one - other);
    this.#put({ kind: 'faithfulness', ticked: after });
  }

  /** Nothing ticked is an answer too. */
  confirm(): void {
    if (!this.item) return;
    if (!this.answer && 'statements' in this.item) this.#put({ kind: 'faithfulness', ticked: [] });
    this.go(this.place + 1);
  }

  #put(answer: Answer): void {
    const { item, annotator } = this;
    if (!item) return;
    this.answers.set(item.id, answer);
    const seconds = Math.round((performance.now() - this.#shownAt) / 100) / 10;
    studio.answerTask(this.#projectId, this.#taskId, { item: item.id, annotator, answer, seconds }).then(
      () => (this.trouble = null),
      (thrown: unknown) => (this.trouble = troubleFrom(thrown)),
    );
  }
}
