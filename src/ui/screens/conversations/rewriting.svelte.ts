// Owns what every rewrite by a model is asked with: who writes, who judges it then, and how far it is.
import type { RepairStage } from '../../../../workers/studio-api/repairs.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { models, sameModel } from '../../frame/models.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import { repair as words } from '../../words/en/repair.ts';

export class Rewriting {
  readonly attempt = new Attempt();
  generator: ModelChoice | null = $state.raw(null);
  critic: ModelChoice | null = $state.raw(null);
  stage: RepairStage = $state('loading');
  /** What the model has written so far. */
  text = $state('');
  readonly #deafen: () => void;

  readonly #row = $derived.by(() => models.value?.find((row) => sameModel(row, this.generator)));
  /** Why the chosen model cannot do it. */
  readonly unfit = $derived.by(() =>
    this.#row && !this.#row.promptsEditable ? words.promptForm(this.#row.name) : null,
  );
  readonly busy = $derived.by(() => this.attempt.doing === 'write');
  readonly canStart = $derived.by(
    () => this.#row !== undefined && this.unfit === null && this.attempt.doing === null,
  );

  constructor() {
    this.#deafen = onStudioEvent((event) => {
      if (event.kind === 'repair') [this.stage, this.text] = [event.stage, event.text];
    });
  }

  /** `author`, where that model follows any prompt, else one that this machine would start with; and the critic if asked for. */
  async propose(author: ModelChoice | null, withCritic: boolean): Promise<void> {
    const found = await this.attempt.at('propose', () => Promise.all([studio.proposal(), studio.models()]));
    if (!found) return;
    const [proposed, rows] = found;
    const able = (choice: ModelChoice | null) =>
      rows.find((row) => row.promptsEditable && sameModel(row, choice)) ?? null;
    const chosen = able(author) ?? able(proposed.generator) ?? able(proposed.critic);
    this.generator ??= chosen && { engine: chosen.engine, model: chosen.model };
    if (withCritic) this.critic ??= proposed.critic;
  }

  /** What `work` gives; undefined where it did not come about, which is no trouble where a person stopped it. */
  async write<T>(work: (generator: ModelChoice) => Promise<T>): Promise<T | undefined> {
    const { generator } = this;
    if (!generator || !this.canStart) return undefined;
    const done = await this.attempt.at('write', () => work(generator));
    if (this.attempt.trouble?.kind === 'stopped') this.attempt.trouble = null;
    return done;
  }

  stop(): void {
    void studio.stopRepair();
  }

  end(): void {
    this.#deafen();
    if (this.busy) this.stop();
  }
}
