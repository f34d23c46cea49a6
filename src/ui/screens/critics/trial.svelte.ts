// Owns trying a text on the conversation in view: the answer as it comes, then the verdict, and beside it what the version before
// says of the same conversation.
import type { ExpertText, ExpertVersion } from '../../../core/critic/expert-version.ts';
import type { Subject } from '../../../core/critic/template-variables.ts';
import type { Verdict } from '../../../core/critic/verdict.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import type { Trouble } from '../../../core/trouble.ts';
import { onStudioEvent, studio, troubleFrom } from '../../studio.ts';

export interface TrialWish {
  readonly expert: string;
  readonly text: ExpertText;
  readonly former: ExpertVersion | undefined;
  readonly model: ModelChoice;
  readonly subject: Subject;
  readonly graded: boolean;
}

/** What one text answered, as far as it has. */
export interface Said {
  readonly text: string;
  readonly verdict: Verdict | null;
}

const nothing: Said = { text: '', verdict: null };

export class TrialDesk {
  #id = '';
  #hears: 'own' | 'former' = 'own';
  running = $state(false);
  own: Said | null = $state.raw(null);
  former: Said | null = $state.raw(null);
  formerNumber: number | null = $state(null);
  /** What was tried; the screen says when it is no longer what is in view. */
  wish: TrialWish | null = $state.raw(null);
  trouble: Trouble | null = $state.raw(null);
  readonly #forget: () => void;

  constructor() {
    this.#forget = onStudioEvent((event) => {
      if (event.kind !== 'trial' || event.trialId !== this.#id) return;
      const said: Said = { text: event.text, verdict: null };
      if (this.#hears === 'own') this.own = said;
      else this.former = said;
    });
  }

  async run(wish: TrialWish): Promise<void> {
    const id = crypto.randomUUID();
    this.#id = id;
    this.wish = wish;
    this.running = true;
    this.trouble = null;
    this.own = nothing;
    this.former = null;
    this.formerNumber = wish.former?.number ?? null;
    try {
      this.#hears = 'own';
      this.own = { text: '', verdict: await this.#ask(id, wish, wish.text) };
      if (!wish.former || this.#id !== id) return;
      this.#hears = 'former';
      this.former = nothing;
      this.former = { text: '', verdict: await this.#ask(id, wish, wish.former.text) };
    } catch (thrown) {
      const trouble = troubleFrom(thrown);
      if (this.#id === id && trouble.kind !== 'stopped') this.trouble = trouble;
    } finally {
      if (this.#id === id) this.running = false;
    }
  }

  #ask(id: string, { expert, model, subject, graded }: TrialWish, text: ExpertText): Promise<Verdict> {
    return studio.tryExpert(id, { expert, text, model, conversations: subject, graded });
  }

  async stop(): Promise<void> {
    await studio.stopTrial();
  }

  clear(): void {
    this.#id = '';
    this.running = false;
    this.own = null;
    this.former = null;
    this.wish = null;
    this.trouble = null;
  }

  end(): void {
    this.#forget();
    if (this.running) void this.stop();
  }
}
