// Owns the wish to have faulty turns rewritten: which turns, why, by which model, and how far it is.
import { toast } from 'svelte-sonner';
import type { RepairStage } from '../../../../workers/studio-api/repairs.ts';
import type { ConversationView } from '../../../../workers/studio-api/sets.ts';
import { currentVerdicts } from '../../../core/critic/current-verdicts.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import { complaintsAbout, faultyTurns, type Complaint } from '../../../core/run/repair.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { models, sameModel } from '../../frame/models.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { repair as words } from '../../words/en/repair.ts';

/** Each once. */
const reasonsOf = (complaints: readonly Complaint[]): readonly string[] =>
  complaints
    .map(({ reason }) => reason)
    .filter((reason, place, all) => reason !== '' && all.indexOf(reason) === place);

export class RepairForm {
  readonly #projectId: string;
  readonly #setId: string;
  readonly #id: string;
  readonly attempt = new Attempt();
  turns: readonly number[] = $state.raw([]);
  reasons = $state('');
  generator: ModelChoice | null = $state.raw(null);
  critic: ModelChoice | null = $state.raw(null);
  stage: RepairStage = $state('loading');
  /** What the model has written so far. */
  text = $state('');
  readonly #deafen: () => void;

  readonly #row = $derived.by(() => models.value?.find((row) => sameModel(row, this.generator)));
  /** Why the chosen model cannot rewrite. */
  readonly unfit = $derived.by(() =>
    this.#row && !this.#row.promptsEditable ? words.promptForm(this.#row.name) : null,
  );
  readonly canStart = $derived.by(
    () =>
      this.turns.length > 0 && this.#row !== undefined && this.unfit === null && this.attempt.doing === null,
  );

  constructor(projectId: string, setId: string, { conversation, verdicts, record }: ConversationView) {
    [this.#projectId, this.#setId, this.#id] = [projectId, setId, conversation.id];
    const labels = [record, ...record.candidatesNotChosen]
      .flatMap((one) => one.labels.map((label) => ({ ...label, owner: setId })))
      .filter(({ about }) => about === conversation.id);
    const current = currentVerdicts(verdicts, conversation);
    const complaints = complaintsAbout(conversation, current, labels, words.faultReason);
    this.turns = faultyTurns(complaints);
    this.reasons = reasonsOf(complaints).join('\n');
    this.#deafen = onStudioEvent((event) => {
      if (event.kind === 'repair') [this.stage, this.text] = [event.stage, event.text];
    });
    void this.#propose();
  }

  /** The models that this machine would start with; Parley-mini knows no other prompt than its own. */
  async #propose(): Promise<void> {
    const found = await this.attempt.at('propose', () => Promise.all([studio.proposal(), studio.models()]));
    if (!found) return;
    const [{ generator, critic }, rows] = found;
    const able = (choice: ModelChoice | null) =>
      choice &&
      rows.some(
        ({ engine, model, promptsEditable }) =>
          promptsEditable && engine === choice.engine && model === choice.model,
      );
    this.generator ??= able(generator) ? generator : able(critic) ? critic : null;
    this.critic ??= critic;
  }

  toggle(turn: number): void {
    const without = this.turns.filter((other) => other !== turn);
    this.turns =
      without.length < this.turns.length ? without : [...without, turn].sort((one, other) => one - other);
  }

  /** Whether the rewrite came about. */
  async start(): Promise<boolean> {
    const { generator, critic, turns } = this;
    if (!generator || !this.canStart) return false;
    const reasons = this.reasons
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const done = await this.attempt.at('repair', () =>
      studio.repairConversation(this.#setId, this.#id, { turns, reasons, generator, critic }),
    );
    if (!done) {
      if (this.attempt.trouble?.kind === 'stopped') this.attempt.trouble = null;
      return false;
    }
    if (done.reasons.length > 0) toast(words.stillDropped(done.reasons));
    const text = done.reasons.length > 0 ? words.title : critic ? words.passes : words.unjudged;
    toastUndoable(this.attempt, text, this.#projectId, done.undoable);
    return true;
  }

  stop(): void {
    void studio.stopRepair();
  }

  end(): void {
    this.#deafen();
    if (this.attempt.doing === 'repair') this.stop();
  }
}
