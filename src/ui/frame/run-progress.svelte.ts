// Owns how far the runs under way are, for the top bar and the tab's title, whichever screen is open.
// Refuses the text being written: only the Run screen follows that.
import type { StudioEvent } from '../../../workers/studio-api.ts';
import { reduce, type RunEvent, type RunView } from '../../core/run/view.ts';
import { onStudioEvent, studio } from '../studio.ts';

class RunProgress {
  /** In the order in which they were first heard of. */
  #underWay: readonly RunView[] = $state.raw([]);
  readonly #questions = new Map<string, number>();

  constructor() {
    onStudioEvent((event: StudioEvent) => {
      if (event.kind === 'run') this.#hear(event.runId, event.event);
    });
  }

  /** The run to show: the one that began last. */
  get newest(): RunView | undefined {
    return this.#underWay.at(-1);
  }

  #hear(runId: string, event: RunEvent): void {
    const view = this.#underWay.find(({ run }) => run.id === runId);
    if (view && event.kind !== 'live') this.#show(reduce(view, event));
    else if (!view && (event.kind === 'state' || !this.#questions.has(runId))) void this.#ask(runId);
  }

  async #ask(runId: string): Promise<void> {
    const question = (this.#questions.get(runId) ?? 0) + 1;
    this.#questions.set(runId, question);
    // A run that cannot be read has nothing to show here; its own screen says why.
    const view = await studio.runView(runId).catch(() => undefined);
    if (this.#questions.get(runId) !== question) return;
    this.#questions.delete(runId);
    if (view) this.#show(view);
  }

  #show(view: RunView): void {
    const known = this.#underWay.some(({ run }) => run.id === view.run.id);
    const all = known
      ? this.#underWay.map((one) => (one.run.id === view.run.id ? view : one))
      : [...this.#underWay, view];
    this.#underWay = all.filter(({ run }) => run.state === 'running');
  }
}

export const runProgress = new RunProgress();

/** Pairs × rounds that need no more work. */
export const doneOf = (view: RunView): number => view.kept + view.failed.length;
