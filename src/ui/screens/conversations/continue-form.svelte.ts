// Owns the wish to have a conversation written on from a turn: from which, by which model, judged by whom, and how far it is.
import type { RepairStage } from '../../../../workers/studio-api/repairs.ts';
import type { Conversation } from '../../../core/conversation/conversation.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { models, sameModel } from '../../frame/models.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { continuation as words } from '../../words/en/continuation.ts';
import { repair } from '../../words/en/repair.ts';

export class ContinueForm {
  readonly #projectId: string;
  readonly #conversation: Conversation;
  readonly attempt = new Attempt();
  /** 0-based. */
  from = $state(1);
  generator: ModelChoice | null = $state.raw(null);
  critic: ModelChoice | null = $state.raw(null);
  stage: RepairStage = $state('loading');
  /** What has been written so far. */
  text = $state('');
  readonly #deafen: () => void;

  readonly #row = $derived.by(() => models.value?.find((row) => sameModel(row, this.generator)));
  /** Why the chosen model cannot do it. */
  readonly unfit = $derived.by(() =>
    this.#row && !this.#row.promptsEditable ? repair.promptForm(this.#row.name) : null,
  );
  readonly canStart = $derived.by(
    () => this.#row !== undefined && this.unfit === null && this.attempt.doing === null,
  );

  constructor(projectId: string, conversation: Conversation) {
    [this.#projectId, this.#conversation] = [projectId, conversation];
    this.from = Math.max(1, Math.floor(conversation.turns.length / 2));
    this.#deafen = onStudioEvent((event) => {
      if (event.kind === 'repair') [this.stage, this.text] = [event.stage, event.text];
    });
    void this.#propose();
  }

  /** Who wrote it, where that model can write on; else the one that this machine would start with. */
  async #propose(): Promise<void> {
    const found = await this.attempt.at('propose', () => Promise.all([studio.proposal(), studio.models()]));
    if (!found) return;
    const [proposed, rows] = found;
    const { origin } = this.#conversation;
    const author = origin.kind === 'generated' ? origin.generator : null;
    const able = (choice: ModelChoice | null) =>
      rows.find((row) => row.promptsEditable && sameModel(row, choice)) ?? null;
    const chosen = able(author) ?? able(proposed.generator) ?? able(proposed.critic);
    this.generator ??= chosen && { engine: chosen.engine, model: chosen.model };
  }

  /** Whether it came about. */
  async start(): Promise<boolean> {
    const { generator, critic, from } = this;
    if (!generator || !this.canStart) return false;
    const { owner, id, turns } = this.#conversation;
    const done = await this.attempt.at('continue', () =>
      studio.continueConversation(owner, id, { from, generator, critic }),
    );
    if (this.attempt.trouble?.kind === 'stopped') this.attempt.trouble = null;
    if (!done) return false;
    const text = words.done(turns.length - from, critic !== null, done.reasons);
    toastUndoable(this.attempt, text, this.#projectId, done.undoable);
    return true;
  }

  stop(): void {
    void studio.stopRepair();
  }

  end(): void {
    this.#deafen();
    if (this.attempt.doing === 'continue') this.stop();
  }
}
