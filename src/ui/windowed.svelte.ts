// Owns the rows of a list of any length of which only those near the view are here, a window of them at a time, and what is
// known of all of them. Refuses late answers: only those to the newest question count.
import { SvelteMap } from 'svelte/reactivity';
import type { LoadedState } from './loaded.svelte.ts';
import { troubleFrom } from './studio.ts';

/** Rows are fetched so many at a time. */
const windowRows = 100;

/** What a question gives: rows from where it began, and how many there are in all. */
interface Listed<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export class Windowed<Row, Answer extends Listed<Row>> {
  /** The answer that came first to the newest question. */
  state: LoadedState<Answer> = $state.raw({ kind: 'loading' });
  readonly total = $derived.by(() => (this.state.kind === 'ready' ? this.state.value.total : 0));
  readonly #ask: (start: number, count: number) => Promise<Answer>;
  readonly #windows = new SvelteMap<number, readonly Row[]>();
  /** Windows on their way; nothing shows them. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #asked = new Set<number>();
  #question = 0;

  constructor(ask: (start: number, count: number) => Promise<Answer>) {
    this.#ask = ask;
  }

  /** The value, if there is one by now. */
  get value(): Answer | undefined {
    return this.state.kind === 'ready' ? this.state.value : undefined;
  }

  /**
   * Keeps what is shown until the answer is there, so that nothing flickers. `near`: the place that is asked for first. Gives
   * false where something else has been asked since.
   */
  async refresh(near = 0): Promise<boolean> {
    const question = ++this.#question;
    const first = Math.floor(Math.max(0, near) / windowRows);
    const answer = await this.#answer(first);
    if (question !== this.#question) return false;
    this.#asked.clear();
    this.#windows.clear();
    if (answer.kind === 'ready') this.#windows.set(first, answer.value.rows);
    this.state = answer;
    return true;
  }

  /** undefined while the row is on its way. */
  row(place: number): Row | undefined {
    const at = Math.floor(place / windowRows);
    const rows = this.#windows.get(at);
    // Asked for once the list has been laid out.
    if (!rows) queueMicrotask(() => void this.#fetch(at));
    return rows?.[place % windowRows];
  }

  /** Of a row that is here; −1 where none is like that. */
  placeOf(isIt: (row: Row) => boolean): number {
    for (const [at, rows] of this.#windows) {
      const place = rows.findIndex(isIt);
      if (place !== -1) return at * windowRows + place;
    }
    return -1;
  }

  end(): void {
    this.#question = -1;
  }

  async #fetch(at: number): Promise<void> {
    if (this.#asked.has(at) || this.#windows.has(at)) return;
    this.#asked.add(at);
    const question = this.#question;
    const answer = await this.#answer(at);
    if (question !== this.#question) return;
    if (answer.kind === 'ready') this.#windows.set(at, answer.value.rows);
    else this.state = answer;
  }

  async #answer(at: number): Promise<LoadedState<Answer>> {
    try {
      return { kind: 'ready', value: await this.#ask(at * windowRows, windowRows) };
    } catch (thrown) {
      return { kind: 'trouble', trouble: troubleFrom(thrown) };
    }
  }
}
