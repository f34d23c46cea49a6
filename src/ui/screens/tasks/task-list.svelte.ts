// Owns the tasks of a project while a person looks through them or makes one.
import type { TaskPool, TaskSummary, TaskWish } from '../../../../workers/studio-api/tasks.ts';
import type { TaskKind } from '../../../core/review/task/task.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { address } from '../../route.svelte.ts';
import { studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { tasks as words } from '../../words/en/tasks.ts';

export class TaskList {
  readonly #projectId: string;
  readonly attempt = new Attempt();
  readonly tasks: Loaded<readonly TaskSummary[]>;
  readonly pools: Loaded<readonly TaskPool[]>;

  kind: TaskKind = $state('turing');
  /** Places in the list of pools. */
  tested = $state(0);
  reference = $state(1);
  count = $state(40);
  mostTurns = $state(12);
  seed = $state(1);
  givenName: string | null = $state(null);
  noneDrawn = $state(false);

  readonly offered: readonly TaskPool[] = $derived.by(() => this.pools.value ?? []);
  readonly testedName = $derived.by(() => this.#nameOf(this.tested));
  readonly name = $derived.by(() => this.givenName ?? words.defaultName(this.kind, this.testedName));
  readonly problem = $derived.by((): string | null => {
    if (this.offered.length === 0) return words.noPools;
    if (this.kind === 'turing')
      return this.tested === this.reference || !this.offered[this.reference] ? words.sameSet : null;
    return this.offered[this.tested]?.withProfiles === 0 ? words.noProfiles : null;
  });
  readonly canDraw = $derived.by(
    () =>
      this.problem === null &&
      this.name.trim() !== '' &&
      [this.count, this.mostTurns, this.seed].every((value) => Number.isSafeInteger(value) && value > 0) &&
      this.attempt.doing === null,
  );

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.tasks = new Loaded(
      () => studio.tasks(projectId),
      (event) => event.kind === 'changed' && event.what === 'tasks',
    );
    this.pools = new Loaded(() => studio.taskPools(projectId));
  }

  #nameOf(place: number): string {
    const pool = this.offered[place];
    return pool ? words.pool(pool.setName, pool.round) : '';
  }

  #choiceOf(place: number) {
    const { setId = '', round = null } = this.offered[place] ?? {};
    return { setId, round, name: this.#nameOf(place) };
  }

  async draw(): Promise<void> {
    if (!this.canDraw) return;
    const { kind, count, mostTurns, seed } = this;
    const wish: TaskWish = {
      ...{ kind, count, mostTurns, seed },
      name: this.name.trim(),
      tested: this.#choiceOf(this.tested),
      reference: kind === 'turing' ? this.#choiceOf(this.reference) : null,
    };
    this.noneDrawn = false;
    const task = await this.attempt.at('draw', async () => [await studio.createTask(this.#projectId, wish)]);
    if (!task) return;
    if (task[0]) address.go({ screen: 'tasks', projectId: this.#projectId, taskId: task[0].id });
    else this.noneDrawn = true;
  }

  async remove({ id, name }: TaskSummary): Promise<void> {
    const undoable = await this.attempt.at('remove', () => studio.removeTask(this.#projectId, id));
    if (undoable === undefined) return;
    toastUndoable(this.attempt, words.removed(name), this.#projectId, undoable);
  }

  end(): void {
    this.tasks.end();
    this.pools.end();
  }
}
