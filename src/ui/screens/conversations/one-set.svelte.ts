// Owns what the Conversations screen shows of one set: which of its rows are listed in which order, and the row that the
// keyboard is on. Refuses to know the address: opening a conversation is the screen's affair.
import type { StudioEvent } from '../../../../workers/studio-api.ts';
import type { ListedRows } from '../../../../workers/studio-api/sets.ts';
import { everything, isFiltered, type ListQuery } from '../../../core/listing/query.ts';
import type { ConversationRow } from '../../../core/listing/row.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import { Windowed } from '../../windowed.svelte.ts';
import { looking } from './looking.svelte.ts';

export class OneSet {
  readonly id: string;
  query: ListQuery = $state.raw(everything);
  /** Place in the list; -1 before the keyboard is used. */
  active = $state(-1);

  readonly #rows: Windowed<ConversationRow, ListedRows>;
  readonly state = $derived.by(() => this.#rows.state);
  readonly total = $derived.by(() => this.#rows.total);
  readonly all = $derived.by(() => this.#rows.value?.all ?? 0);
  readonly isFiltered = $derived(isFiltered(this.query));
  readonly #deafen: () => void;

  constructor(projectId: string, setId: string) {
    this.id = setId;
    this.#rows = new Windowed((start, count) => studio.conversations(setId, this.query, start, count));
    this.#deafen = onStudioEvent((event) => {
      if (isAbout(event, projectId)) void this.#refresh();
    });
    void this.#refresh();
  }

  choose(part: Partial<ListQuery>): void {
    this.query = { ...this.query, ...part };
    this.active = -1;
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    if (await this.#rows.refresh(this.active)) looking.at(this.id, this.query, this.total);
  }

  /** undefined while the row is on its way. */
  row(place: number): ConversationRow | undefined {
    return this.#rows.row(place);
  }

  /** Moves the keyboard's row, starting from the open conversation; says where it now is. */
  move(by: number, openId: string | undefined): number {
    const from = this.active >= 0 ? this.active : this.#rows.placeOf(({ id }) => id === openId);
    this.active = Math.max(0, Math.min(this.total - 1, from + by));
    return this.active;
  }

  end(): void {
    this.#rows.end();
    this.#deafen();
  }
}

const isAbout = (event: StudioEvent, projectId: string): boolean =>
  event.kind === 'changed' && event.what === 'sets' && event.projectId === projectId;
