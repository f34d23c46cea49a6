// Owns what the Conversations screen shows of one set: a list of any length of which only the rows near the view are here,
// and the row that the keyboard is on. Refuses to know the address: opening a conversation is the screen's affair.
import { SvelteMap } from 'svelte/reactivity';
import type { StudioEvent } from '../../../../workers/studio-api.ts';
import type { ListedRows } from '../../../../workers/studio-api/sets.ts';
import { everything, isFiltered, type ListQuery } from '../../../core/listing/query.ts';
import type { ConversationRow } from '../../../core/listing/row.ts';
import type { LoadedState } from '../../loaded.svelte.ts';
import { onStudioEvent, studio, troubleFrom } from '../../studio.ts';
import { looking } from './looking.svelte.ts';

type Head = Pick<ListedRows, 'all' | 'total' | 'offered'>;

/** Rows are fetched so many at a time. */
const windowRows = 100;

export class OneSet {
  readonly id: string;
  query: ListQuery = $state.raw(everything);
  state: LoadedState<Head> = $state.raw({ kind: 'loading' });
  /** Place in the list; -1 before the keyboard is used. */
  active = $state(-1);

  readonly total = $derived.by(() => (this.state.kind === 'ready' ? this.state.value.total : 0));
  readonly all = $derived.by(() => (this.state.kind === 'ready' ? this.state.value.all : 0));
  /** One entry a row, for the list that shows only those in view. */
  readonly places = $derived.by(() => Array.from({ length: this.total }, (_, place) => place));
  readonly isFiltered = $derived(isFiltered(this.query));

  readonly #windows = new SvelteMap<number, readonly ConversationRow[]>();
  /** Windows on their way; nothing shows them. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #asked = new Set<number>();
  readonly #deafen: () => void;
  /** Only answers to the newest question count. */
  #question = 0;

  constructor(projectId: string, setId: string) {
    this.id = setId;
    this.#deafen = onStudioEvent((event) => {
      if (isAbout(event, projectId)) void this.refresh();
    });
    void this.refresh();
  }

  choose(part: Partial<ListQuery>): void {
    this.query = { ...this.query, ...part };
    this.active = -1;
    void this.refresh();
  }

  /** Keeps what is shown until the answer is there, so that nothing flickers. */
  async refresh(): Promise<void> {
    const question = ++this.#question;
    const first = this.active >= 0 ? Math.floor(this.active / windowRows) : 0;
    const answer = await this.#ask(first);
    if (question !== this.#question) return;
    this.#asked.clear();
    this.#windows.clear();
    this.#take(first, answer);
  }

  /** undefined while the row is on its way. */
  row(place: number): ConversationRow | undefined {
    const at = Math.floor(place / windowRows);
    const rows = this.#windows.get(at);
    // Asked for once the list has been laid out.
    if (!rows) queueMicrotask(() => void this.#fetch(at));
    return rows?.[place % windowRows];
  }

  async #fetch(at: number): Promise<void> {
    if (this.#asked.has(at) || this.#windows.has(at)) return;
    this.#asked.add(at);
    const question = this.#question;
    const answer = await this.#ask(at);
    if (question !== this.#question) return;
    if (answer.kind === 'ready') this.#windows.set(at, answer.value.rows);
    else this.state = answer;
  }

  async #ask(at: number): Promise<LoadedState<ListedRows>> {
    try {
      const rows = await studio.conversations(this.id, this.query, at * windowRows, windowRows);
      return { kind: 'ready', value: rows };
    } catch (thrown) {
      return { kind: 'trouble', trouble: troubleFrom(thrown) };
    }
  }

  #take(at: number, answer: LoadedState<ListedRows>): void {
    if (answer.kind === 'ready') this.#windows.set(at, answer.value.rows);
    this.state = answer;
    looking.at(this.id, this.query, this.total);
  }

  /** The place of a row that is here; -1 for one that is not. */
  placeOf(id: string | undefined): number {
    for (const [at, rows] of this.#windows) {
      const place = rows.findIndex((row) => row.id === id);
      if (place !== -1) return at * windowRows + place;
    }
    return -1;
  }

  /** Moves the keyboard's row, starting from the open conversation; says where it now is. */
  move(by: number, openId: string | undefined): number {
    const from = this.active >= 0 ? this.active : this.placeOf(openId);
    this.active = Math.max(0, Math.min(this.total - 1, from + by));
    return this.active;
  }

  end(): void {
    this.#question = -1;
    this.#deafen();
  }
}

const isAbout = (event: StudioEvent, projectId: string): boolean =>
  event.kind === 'changed' && event.what === 'sets' && event.projectId === projectId;
