// Owns what is to be written: of which set, in which format and parts, and how the file will begin.
import type { ExportPreview } from '../../../../workers/studio-api/exports.ts';
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import {
  plainWish,
  usualSplit,
  type ExportScope,
  type ExportWish,
} from '../../../core/formats/export-wish.ts';
import { isFiltered } from '../../../core/listing/query.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { studio } from '../../studio.ts';
import { looking } from '../conversations/looking.svelte.ts';
import { saveFile } from '../../save-file.ts';

/** While somebody types, the preview waits for so long. */
const quietMilliseconds = 250;

export class ExportState {
  readonly attempt = new Attempt();
  readonly sets: Loaded<readonly SetSummary[]>;
  /** An empty licence is filled in from the sources. */
  wish: ExportWish = $state.raw({ ...plainWish, card: { ...plainWish.card, licence: '' } });
  setId: string | null = $state(null);
  /** null while there is no set to look into. */
  preview: Loaded<ExportPreview> | null = $state.raw(null);
  #later: ReturnType<typeof setTimeout> | undefined;

  /** What a person has before them in the list of the set. */
  readonly #looking = $derived.by(() => (this.setId === null ? null : looking.filterOf(this.setId)));
  readonly chosen = $derived.by(() => (this.setId === null ? [] : [...looking.chosenOf(this.setId)]));
  readonly filtered = $derived.by(() =>
    this.#looking && isFiltered(this.#looking.query) ? this.#looking : null,
  );

  constructor(projectId: string) {
    this.sets = new Loaded(
      async () => {
        const sets = await studio.sets(projectId);
        const looked = sets.find(({ id }) => looking.filterOf(id) !== null);
        if (!sets.some(({ id }) => id === this.setId)) this.chooseSet((looked ?? sets[0])?.id ?? null);
        return sets;
      },
      (event) => event.kind === 'changed' && (event.what === 'sets' || event.what === 'runs'),
    );
  }

  /** Begins with what was chosen in the list, if anything was. */
  chooseSet(setId: string | null): void {
    this.setId = setId;
    this.wish = { ...this.wish, scope: this.chosen.length > 0 ? this.scopeOf('selection') : { kind: 'all' } };
    this.preview?.end();
    this.preview =
      setId === null
        ? null
        : new Loaded(
            () => studio.exportPreview(setId, this.wish),
            // Not at each outcome of a run that goes on.
            (event) => event.kind === 'run' && event.runId === setId && event.event.kind === 'state',
          );
  }

  scopeOf(kind: ExportScope['kind']): ExportScope {
    if (kind === 'selection') return { kind, ids: this.chosen };
    return kind === 'filter' && this.filtered ? { kind, query: this.filtered.query } : { kind: 'all' };
  }

  change(part: Partial<ExportWish>): void {
    this.wish = { ...this.wish, ...part };
    clearTimeout(this.#later);
    this.#later = setTimeout(() => void this.preview?.refresh(), quietMilliseconds);
  }

  changeSplit(part: Partial<NonNullable<ExportWish['split']>> | null): void {
    this.change({ split: part && { ...(this.wish.split ?? usualSplit), ...part } });
  }

  changeCard(part: Partial<ExportWish['card']>): void {
    this.change({ card: { ...this.wish.card, ...part } });
  }

  async download(): Promise<void> {
    const { setId, wish } = this;
    if (setId === null) return;
    const written = await this.attempt.at('download', () => studio.exportFile(setId, wish));
    if (written) saveFile(written.name, written.file);
  }

  end(): void {
    clearTimeout(this.#later);
    this.sets.end();
    this.preview?.end();
  }
}
