// Owns one expert on the desk: the text as it is being written, its draft kept as it grows, its versions, and what it says of the
// conversation in view. Refuses to know how it looks.
import { questionOn } from '../../../core/bench/bench.ts';
import { sameText, versionOf, type ExpertText } from '../../../core/critic/expert-version.ts';
import { textProblem } from '../../../core/critic/text-check.ts';
import type { Subject } from '../../../core/critic/template-variables.ts';
import type { Conversation } from '../../../core/conversation/conversation.ts';
import type { Message } from '../../../core/ports.ts';
import type { ExpertView } from '../../../../workers/studio-api/critics.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { studio } from '../../studio.ts';

/** A person stops typing for so long before what they wrote is kept. */
const keepAfterMilliseconds = 500;

export class ExpertDesk {
  readonly #projectId: string;
  readonly name: string;
  readonly attempt = new Attempt();

  readonly #viewOf: () => ExpertView;
  readonly view = $derived.by(() => this.#viewOf());
  text: ExpertText = $state.raw() as ExpertText;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  readonly newest = $derived.by(() => this.view.versions.at(-1));
  readonly problem = $derived.by(() => textProblem(this.text));
  readonly isChanged = $derived.by(() => !this.newest || !sameText(this.newest.text, this.text));
  /** The number under which the text would be saved; null where a version has it already. */
  readonly nextNumber = $derived.by(() =>
    this.view.versions.some(({ text }) => sameText(text, this.text)) ? null : (this.newest?.number ?? 0) + 1,
  );
  /** What the text is held against: the version before it. */
  readonly former = $derived.by(() => (this.isChanged ? this.newest : this.view.versions.at(-2)));

  constructor(projectId: string, viewOf: () => ExpertView) {
    const view = viewOf();
    this.#projectId = projectId;
    this.#viewOf = viewOf;
    this.name = view.name;
    const text = view.draft ?? view.versions.at(-1)?.text;
    if (!text) throw new Error(`The expert ${view.name} has no version.`);
    this.text = text;
  }

  change(part: Partial<ExpertText>): void {
    this.text = { ...this.text, ...part };
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#keep(), keepAfterMilliseconds);
  }

  async #keep(): Promise<void> {
    await this.attempt.at('keep', () => studio.keepDraft(this.#projectId, this.name, this.text));
  }

  async save(): Promise<void> {
    clearTimeout(this.#waiting);
    await this.attempt.at('save', () => studio.saveVersion(this.#projectId, this.name, this.text));
  }

  async use(number: number | null): Promise<void> {
    await this.attempt.at('use', () => studio.useVersion(this.#projectId, this.name, number));
  }

  discard(): void {
    if (this.newest) this.change(this.newest.text);
  }

  /** What the critic would read; null while the text can't be filled in, or there is nothing to fill in. */
  messagesFor(subject: Subject | null, graded: boolean): readonly Message[] | null {
    if (!subject || this.problem) return null;
    try {
      return questionOn(versionOf(this.name, 0, this.text), subject, graded, false).prompt.messages;
    } catch {
      // What only fails for this conversation is said by the trial.
      return null;
    }
  }

  /** The draft that is waiting is kept at once. */
  end(): void {
    if (this.#waiting === undefined) return;
    clearTimeout(this.#waiting);
    void this.#keep();
  }
}

/** One conversation, or with the next one for a comparison; null where there is none. */
export function subjectAt(
  conversations: readonly Conversation[],
  at: number,
  isComparison: boolean,
): Subject | null {
  const own = conversations[at];
  if (!own) return null;
  if (!isComparison) return [own];
  const rival = conversations[(at + 1) % conversations.length];
  return rival && rival !== own ? [own, rival] : null;
}
