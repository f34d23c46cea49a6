// Owns the wish to have faulty turns rewritten: which turns, why, and what comes of it.
import { toast } from 'svelte-sonner';
import type { ConversationView } from '../../../../workers/studio-api/sets.ts';
import { currentVerdicts } from '../../../core/critic/current-verdicts.ts';
import { complaintsAbout, faultyTurns, type Complaint } from '../../../core/run/repair.ts';
import { studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { repair as words } from '../../words/en/repair.ts';
import { Rewriting } from './rewriting.svelte.ts';

/** Each once. */
const reasonsOf = (complaints: readonly Complaint[]): readonly string[] =>
  complaints
    .map(({ reason }) => reason)
    .filter((reason, place, all) => reason !== '' && all.indexOf(reason) === place);

export class RepairForm {
  readonly #projectId: string;
  readonly #setId: string;
  readonly #id: string;
  readonly rewriting = new Rewriting();
  turns: readonly number[] = $state.raw([]);
  reasons = $state('');
  readonly canStart = $derived.by(() => this.turns.length > 0 && this.rewriting.canStart);

  constructor(projectId: string, setId: string, { conversation, verdicts, record }: ConversationView) {
    [this.#projectId, this.#setId, this.#id] = [projectId, setId, conversation.id];
    const labels = [record, ...record.candidatesNotChosen]
      .flatMap((one) => one.labels.map((label) => ({ ...label, owner: setId })))
      .filter(({ about }) => about === conversation.id);
    const current = currentVerdicts(verdicts, conversation);
    const complaints = complaintsAbout(conversation, current, labels, words.faultReason);
    this.turns = faultyTurns(complaints);
    this.reasons = reasonsOf(complaints).join('\n');
    void this.rewriting.propose(null, true);
  }

  toggle(turn: number): void {
    const without = this.turns.filter((other) => other !== turn);
    this.turns =
      without.length < this.turns.length ? without : [...without, turn].sort((one, other) => one - other);
  }

  /** Whether the rewrite came about. */
  async start(): Promise<boolean> {
    const { turns, rewriting } = this;
    const { critic } = rewriting;
    const reasons = this.reasons
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const done = await rewriting.write((generator) =>
      studio.repairConversation(this.#setId, this.#id, { turns, reasons, generator, critic }),
    );
    if (!done) return false;
    if (done.reasons.length > 0) toast(words.stillDropped(done.reasons));
    const text = done.reasons.length > 0 ? words.title : critic ? words.passes : words.unjudged;
    toastUndoable(rewriting.attempt, text, this.#projectId, done.undoable);
    return true;
  }
}
