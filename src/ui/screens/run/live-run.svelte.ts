// Owns one run as it goes: the view, made by core's reduction from the studio's events, and what a person does to it.
// Refuses to keep anything: the studio does.
import type { ModelRow } from '../../../../workers/studio-api/models.ts';
import { reduce, type RunEvent, type RunView } from '../../../core/run/view.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import { plainWish } from '../../../core/formats/export-wish.ts';
import type { Trouble } from '../../../core/trouble.ts';
import { models, sameModel } from '../../frame/models.svelte.ts';
import { address } from '../../route.svelte.ts';
import { onStudioEvent, studio, troubleFrom } from '../../studio.ts';
import { smallerWords } from '../../words/en/smaller.ts';
import { smallerThan, withoutGpu } from '../models/model-list.ts';
import { candidatesOf, conversationAtHand } from './candidates.ts';
import { caughtUp } from './catch-up.ts';
import { saveFile } from '../../save-file.ts';

export class LiveRun {
  readonly #runId: string;
  readonly #forget: () => void;
  #early: RunEvent[] = [];

  view: RunView | null = $state.raw(null);
  /** The run could not be read. */
  unread: Trouble | null = $state.raw(null);
  /** What the person asked for last did not work. */
  refused: Trouble | null = $state.raw(null);
  acting = $state(false);
  /** The candidate that the person chose to look at; null follows the run. */
  chosenId: string | null = $state(null);

  readonly candidates = $derived.by(() => (this.view ? candidatesOf(this.view) : []));
  readonly shown = $derived.by(() => {
    const chosen = this.candidates.find(({ conversation }) => conversation.id === this.chosenId);
    return chosen?.conversation ?? (this.view ? conversationAtHand(this.view) : undefined);
  });
  readonly isWriting = $derived.by(() => this.view?.live?.kind === 'writing' && this.chosenId === null);
  /** The plan's models that are on their way into memory. */
  readonly loadingModels: readonly ModelRow[] = $derived.by(() => {
    const plan = this.view?.run.plan;
    if (!plan || this.view?.run.state !== 'running') return [];
    return (models.value ?? []).filter(
      (row) =>
        (row.state.kind === 'loading' || row.state.kind === 'arriving') &&
        (sameModel(row, plan.generator) || sameModel(row, plan.critic)),
    );
  });

  constructor(runId: string) {
    this.#runId = runId;
    this.#forget = onStudioEvent((event) => {
      if (event.kind === 'run' && event.runId === runId) this.#hear(event.event);
      // What was refused to a tab that watches is not refused to one that writes.
      if (event.kind === 'changed' && event.what === 'standing') this.refused = null;
    });
    void this.#read();
  }

  readonly pause = () => this.#act(() => studio.pause(this.#runId));
  readonly resume = () => this.#act(() => studio.resume(this.#runId));
  readonly stop = () => this.#act(() => studio.stop(this.#runId));
  readonly retry = (outcomeIds: readonly string[]) => this.#act(() => studio.retry(this.#runId, outcomeIds));
  readonly download = () =>
    this.#act(async () => {
      const { name, file } = await studio.exportFile(this.#runId, plainWish);
      saveFile(name, file);
    });

  /** The model that failed last and one that may do instead; null where there is none. */
  readonly smaller = $derived.by(() => {
    const run = this.view?.run;
    const trouble = run?.pausedBy;
    if (!run || !trouble || !('model' in trouble)) return null;
    const failed = [run.plan.generator, run.plan.critic].find((choice) => choice?.model === trouble.model);
    const rows = models.value ?? [];
    const row = rows.find((one) => sameModel(one, failed ?? null));
    const better = trouble.kind === 'no-adapter' ? withoutGpu : smallerThan;
    const instead = row ? better(rows, row) : null;
    if (!row || !instead) return null;
    const name = instead.name === row.name ? smallerWords.onCpu(instead.name) : instead.name;
    return { from: row, to: instead, name };
  });

  readonly goOnSmaller = (name: string) =>
    this.#act(async () => {
      if (!this.smaller) return;
      const [from, to] = [choiceOf(this.smaller.from), choiceOf(this.smaller.to)];
      const run = await studio.goOnWith(this.#runId, name, from, to);
      address.go({ screen: 'run', projectId: run.owner, runId: run.id });
    });

  /** The same plan and pairs once more, as a run of its own. */
  readonly again = (name: string) =>
    this.#act(async () => {
      const run = await studio.runAgain(this.#runId, name);
      address.go({ screen: 'run', projectId: run.owner, runId: run.id });
    });

  modelName(model: string): string {
    return models.value?.find((row) => row.model === model)?.name ?? model;
  }

  end(): void {
    this.#forget();
  }

  #hear(event: RunEvent): void {
    if (!this.view) {
      this.#early.push(event);
      return;
    }
    if (event.kind === 'pair-begun') this.chosenId = null;
    this.view = reduce(this.view, event);
  }

  async #read(): Promise<void> {
    try {
      this.view = caughtUp(await studio.runView(this.#runId), this.#early);
      this.#early = [];
    } catch (thrown) {
      this.unread = troubleFrom(thrown);
    }
  }

  async #act(act: () => Promise<void>): Promise<void> {
    this.acting = true;
    this.refused = null;
    try {
      await act();
    } catch (thrown) {
      this.refused = troubleFrom(thrown);
    } finally {
      this.acting = false;
    }
  }
}

const choiceOf = ({ engine, model }: ModelChoice): ModelChoice => ({ engine, model });
