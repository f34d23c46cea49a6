// Owns what a person can do on the Models screen, and which models it shows in which order.
import type { StudioEvent } from '../../../../workers/studio-api.ts';
import type { Leftovers, Machine, ModelRow } from '../../../../workers/studio-api/models.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { models } from '../../frame/models.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { askToKeepStorage } from '../../frame/storage.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import { matches, ordered, type Order } from './model-list.ts';
import type { ModelGroup } from '../../words/en/models.ts';

export type RoleFilter = 'all' | ModelRow['roles'][number];
export type MemoryAnswer = NonNullable<Machine['memoryGigabytes']>;
export const memoryAnswers = [2, 4, 8, 16] as const satisfies readonly MemoryAnswer[];

const groupOrder: readonly ModelGroup[] = ['own', 'embedded', 'cpu', 'webgpu', 'other'];

export function groupOf({ embedded, engine, own }: ModelRow): ModelGroup {
  if (own) return 'own';
  if (embedded) return 'embedded';
  if (engine === 'wllama') return 'cpu';
  return engine === 'webllm' ? 'webgpu' : 'other';
}

/** Events of a download come thick and fast. */
const betweenAskingsMilliseconds = 500;

export const choiceOf = ({ engine, model }: ModelChoice): ModelChoice => ({ engine, model });

/** What is kept has changed, or a load has come to its end, and what it fetched is kept now. */
const changesStorage = (event: StudioEvent): boolean =>
  event.kind === 'changed' ? event.what === 'models' : event.kind === 'model' && !isLoading(event.row);

const isLoading = ({ state }: ModelRow): boolean => state.kind === 'loading';

export class ModelsState {
  readonly attempt = new Attempt();
  readonly machine = new Loaded<Machine>(() => studio.machine(), changesStorage);
  readonly #deafen = onStudioEvent((event) => {
    if (event.kind === 'model' || (event.kind === 'changed' && event.what === 'models')) this.#askSoon();
  });
  #soon: ReturnType<typeof setTimeout> | null = null;

  role: RoleFilter = $state('all');
  /** null: every engine. */
  engine: string | null = $state(null);

  onlyFitting = $state(false);
  /** The whole catalogue of every engine, not what is picked out alone. */
  all = $state(false);
  wanted = $state('');
  order: Order = $state('recommended');
  readonly leftovers = new Loaded<Leftovers>(() => studio.leftovers(), changesStorage);

  readonly engines = $derived(
    (models.value ?? [])
      .map(({ engine }) => engine)
      .filter((engine) => engine !== 'endpoint')
      .filter((engine, place, all) => all.indexOf(engine) === place),
  );
  readonly shown = $derived(ordered(models.value ?? [], this.order).filter((row) => this.#isShown(row)));
  /** How many more there are than are picked out. */
  readonly others = $derived((models.value ?? []).filter(({ recommended }) => !recommended).length);
  readonly groups = $derived(
    groupOrder
      .map((group) => ({ group, rows: this.shown.filter((row) => groupOf(row) === group) }))
      .filter(({ rows }) => rows.length > 0),
  );

  /** A search looks through the whole catalogue. Servers have a list of their own. */
  #isShown(row: ModelRow): boolean {
    const { engine, roles, fits, recommended, cached, state } = row;
    if (engine === 'endpoint' || !matches(row, this.wanted)) return false;
    const isAtHand = recommended || cached || state.kind === 'loaded' || state.kind === 'loading';
    return (
      (isAtHand || this.all || this.wanted.trim() !== '') &&
      (!this.onlyFitting || fits.kind !== 'no') &&
      (this.role === 'all' || roles.includes(this.role)) &&
      (this.engine === null || engine === this.engine)
    );
  }

  /** How much is used follows what arrives, and what a browser frees a moment after it was deleted. */
  #askSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      void this.machine.refresh();
    }, betweenAskingsMilliseconds);
  }

  async measure(row: ModelRow): Promise<void> {
    await this.attempt.at(`measure ${row.engine}/${row.model}`, () => studio.measureModel(choiceOf(row)));
  }

  async deleteAll(): Promise<void> {
    await this.attempt.at('delete', () => studio.deleteAllModelFiles());
  }

  async deleteLeftovers(): Promise<void> {
    await this.attempt.at('delete', () => studio.deleteLeftovers());
  }

  async answerMemory(gigabytes: MemoryAnswer): Promise<void> {
    await this.attempt.at('memory', async () => {
      await studio.setMemory(gigabytes);
      await Promise.all([this.machine.refresh(), models.refresh()]);
    });
  }

  /** Fails into the model's own row, which stays; so nothing is shown of it here. */
  load(row: ModelRow): void {
    void askToKeepStorage();
    studio.loadModel(choiceOf(row)).catch(() => models.refresh());
  }

  async cancel(row: ModelRow): Promise<void> {
    await this.attempt.at('cancel', () => studio.cancelLoad(choiceOf(row)));
  }

  async unload(row: ModelRow): Promise<void> {
    await this.attempt.at('unload', () => studio.unloadModel(choiceOf(row)));
  }

  async remove(row: ModelRow): Promise<void> {
    await this.attempt.at('remove', async () => {
      await studio.forgetOwnModel(choiceOf(row));
      await Promise.all([this.machine.refresh(), models.refresh()]);
    });
  }

  async deleteFiles(row: ModelRow): Promise<void> {
    await this.attempt.at('delete', async () => {
      await studio.deleteModelFiles(choiceOf(row));
      await Promise.all([this.machine.refresh(), models.refresh()]);
    });
  }

  showAll(): void {
    this.role = 'all';
    this.engine = null;
    this.onlyFitting = false;
    this.wanted = '';
  }

  end(): void {
    this.#deafen();
    if (this.#soon !== null) clearTimeout(this.#soon);
    this.machine.end();
    this.leftovers.end();
  }
}
