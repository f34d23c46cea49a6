// Owns what a screen shows of something that the studio keeps: still loading, ready, or in trouble; asked for again
// when the studio says that it changed. Refuses late answers: only the newest question's answer counts.
import type { StudioEvent } from '../../workers/studio-api.ts';
import type { Trouble } from '../core/trouble.ts';
import { onStudioEvent, troubleFrom } from './studio.ts';

export type LoadedState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/** Make it where a component starts, and `onDestroy(() => loaded.end())` there too. */
export class Loaded<T> {
  state: LoadedState<T> = $state.raw({ kind: 'loading' });
  readonly #ask: () => Promise<T>;
  readonly #forget: () => void;
  #newest = 0;
  #ended = false;

  constructor(ask: () => Promise<T>, changedBy: (event: StudioEvent) => boolean = () => false) {
    this.#ask = ask;
    this.#forget = onStudioEvent((event) => {
      if (changedBy(event)) void this.refresh();
    });
    void this.refresh();
  }

  /** The value, if there is one by now. */
  get value(): T | undefined {
    return this.state.kind === 'ready' ? this.state.value : undefined;
  }

  /** Keeps what is shown until the new answer is there, so that nothing flickers. */
  async refresh(): Promise<void> {
    const question = ++this.#newest;
    const answer = await this.#answer();
    if (!this.#ended && question === this.#newest) this.state = answer;
  }

  /** Changes what is shown without asking, for events that carry the news themselves. */
  change(how: (value: T) => T): void {
    if (this.state.kind === 'ready') this.state = { kind: 'ready', value: how(this.state.value) };
  }

  end(): void {
    this.#ended = true;
    this.#forget();
  }

  async #answer(): Promise<LoadedState<T>> {
    try {
      return { kind: 'ready', value: await this.#ask() };
    } catch (thrown) {
      return { kind: 'trouble', trouble: troubleFrom(thrown) };
    }
  }
}
