// Owns what the Conversations screen shows of one set: its rows as searched, filtered and sorted, and the row that the
// keyboard is on. Refuses to know the address: opening a conversation is the screen's affair.
import type { ConversationRow } from '../../../../workers/studio-api/sets.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { studio } from '../../studio.ts';
import { everything, listedRows, occurring, type Choice } from './listed.ts';

export class OneSet {
  readonly rows: Loaded<readonly ConversationRow[]>;
  choice: Choice = $state.raw(everything);
  /** Index in `listed`; -1 before the keyboard is used. */
  active = $state(-1);

  readonly all = $derived.by(() => this.rows.value ?? []);
  readonly listed = $derived.by(() => listedRows(this.all, this.choice));
  readonly offered = $derived.by(() => occurring(this.all));

  constructor(projectId: string, setId: string) {
    this.rows = new Loaded(
      () => studio.conversations(setId),
      (event) => event.kind === 'changed' && event.what === 'sets' && event.projectId === projectId,
    );
  }

  choose(part: Partial<Choice>): void {
    this.choice = { ...this.choice, ...part };
    this.active = -1;
  }

  /** Moves the keyboard's row, starting from the open conversation; says where it now is. */
  move(by: number, openId: string | undefined): number {
    const from = this.active >= 0 ? this.active : this.listed.findIndex(({ id }) => id === openId);
    this.active = Math.max(0, Math.min(this.listed.length - 1, from + by));
    return this.active;
  }

  end(): void {
    this.rows.end();
  }
}
