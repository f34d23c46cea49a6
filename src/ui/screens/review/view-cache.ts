// Owns the conversations that are kept at hand, for going back and on without a wait.
import type { ConversationView } from '../../../../workers/studio-api/sets.ts';

const most = 12;

export class ViewCache {
  readonly #views = new Map<string, Promise<ConversationView>>();
  readonly #ask: (id: string) => Promise<ConversationView>;

  constructor(ask: (id: string) => Promise<ConversationView>) {
    this.#ask = ask;
  }

  /** What failed is asked for again at the next call. */
  get(id: string): Promise<ConversationView> {
    const view = this.#views.get(id) ?? this.#ask(id);
    this.#views.delete(id);
    this.#views.set(id, view);
    view.catch(() => this.#views.delete(id));
    const [oldest] = this.#views.keys();
    if (this.#views.size > most && oldest !== undefined) this.#views.delete(oldest);
    return view;
  }
}
