// Owns what is measured: which sets, with what beside, how far it is, and what was found. What was found stays while the page is
// open, so that going to a conversation and back costs nothing.
import type { EvaluationProgress } from '../../../../workers/analysis/analysis-api.ts';
import type { EvaluatedSets, EvaluationOrder } from '../../../../workers/studio-api/evaluate.ts';
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import type { EvaluationExtra } from '../../route.svelte.ts';
import { toldFigures } from './told.ts';

/** What was found last; void once sets or runs change. */
let found: { readonly key: string; readonly evaluated: EvaluatedSets } | null = null;
onStudioEvent((event) => {
  if (event.kind === 'changed' && (event.what === 'sets' || event.what === 'runs')) found = null;
});

export class EvaluateState {
  readonly attempt = new Attempt();
  readonly sets: Loaded<readonly SetSummary[]>;
  /** What a person has ticked; measured once they say so. */
  chosen: readonly string[] = $state.raw([]);
  extras: readonly EvaluationExtra[] = $state.raw([]);
  progress: EvaluationProgress | null = $state.raw(null);
  evaluated: EvaluatedSets | null = $state.raw(null);

  readonly #projectId: string;
  readonly #deafen: () => void;

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.sets = new Loaded(
      () => studio.sets(projectId),
      (event) => event.kind === 'changed' && (event.what === 'sets' || event.what === 'runs'),
    );
    this.#deafen = onStudioEvent((event) => {
      if (event.kind === 'evaluation' && event.projectId === projectId) this.progress = event.progress;
    });
  }

  get isMeasuring(): boolean {
    return this.attempt.doing === 'measure';
  }

  toggleSet(id: string): void {
    this.chosen = this.chosen.includes(id)
      ? this.chosen.filter((other) => other !== id)
      : [...this.chosen, id];
  }

  toggleExtra(extra: EvaluationExtra): void {
    this.extras = this.extras.includes(extra)
      ? this.extras.filter((other) => other !== extra)
      : [...this.extras, extra];
  }

  /** As an address asks for it; what is known already is shown at once. */
  async show(setIds: readonly string[], extras: readonly EvaluationExtra[]): Promise<void> {
    this.chosen = setIds;
    this.extras = extras;
    if (found?.key === keyOf(setIds, extras)) this.evaluated = found.evaluated;
    else if (setIds.length > 0) await this.measure();
  }

  async measure(): Promise<void> {
    const { chosen: setIds, extras } = this;
    const order: EvaluationOrder = {
      setIds,
      byRound: extras.includes('byRound'),
      accuracy: extras.includes('accuracy'),
      meaning: extras.includes('meaning'),
    };
    this.progress = null;
    const evaluated = await this.attempt.at('measure', () => studio.evaluate(this.#projectId, order));
    if (this.attempt.trouble?.kind === 'stopped') this.attempt.trouble = null;
    if (!evaluated) return;
    found = { key: keyOf(setIds, extras), evaluated };
    this.evaluated = evaluated;
    await this.attempt.at('keep', () => studio.keepFigures(toldFigures(evaluated)));
  }

  stop(): void {
    void studio.stopEvaluation();
  }

  end(): void {
    if (this.isMeasuring) this.stop();
    this.#deafen();
    this.sets.end();
  }
}

const keyOf = (setIds: readonly string[], extras: readonly EvaluationExtra[]): string =>
  JSON.stringify([setIds, [...extras].sort()]);
