// Owns one bench on the desk: its cells as they land, which rows are looked at, and where thresholds stand. Thresholds decide
// here, in the page: nothing is asked for them.
import {
  ordersOf,
  openCells,
  type Bench,
  type BenchColumn,
  type BenchRow,
} from '../../../core/bench/bench.ts';
import {
  cellsOf,
  columnBefore,
  isRight,
  rowFilters,
  rowsThrough,
  sameAnswer,
  truthOf,
  type Cell,
  type RowFilter,
  type Thresholds,
} from '../../../core/bench/table.ts';
import { noLabels, partedLabels, type PartedLabels, type RowLabels } from '../../../core/bench/held-out.ts';
import type { Conversation } from '../../../core/conversation/conversation.ts';
import type { Verdict } from '../../../core/critic/verdict.ts';
import type { Trouble } from '../../../core/trouble.ts';
import type { BenchView } from '../../../../workers/studio-api/critics.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import { byId } from './by-id.ts';

/** Verdicts that land are shown together, a few times a second. */
const betweenShowsMilliseconds = 250;

export interface CellPlace {
  readonly row: BenchRow;
  readonly column: BenchColumn;
}

export class BenchDesk {
  readonly #projectId: string;
  readonly id: string;
  readonly attempt = new Attempt();
  readonly loaded: Loaded<BenchView>;
  readonly #forget: () => void;
  #waiting: Verdict[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  bench: Bench | null = $state.raw(null);
  running = $state(false);
  verdicts: ReadonlyMap<string, Verdict> = $state.raw(byId<Verdict>([]));
  live: { readonly row: string; readonly column: string; readonly text: string } | null = $state.raw(null);
  trouble: Trouble | null = $state.raw(null);
  thresholds: Thresholds = $state.raw({});
  filter: RowFilter = $state('all');
  at: CellPlace | null = $state.raw(null);
  #trusted: string | null = $state(null);

  readonly labels: PartedLabels = $derived.by(() =>
    this.bench ? partedLabels(this.bench, this.loaded.value?.labels ?? []) : noLabels,
  );
  /** The column whose held-out labels were opened on this visit. */
  opened: string | null = $state(null);
  /** A few rows by name instead of a filter. */
  only: { readonly name: string; readonly rows: readonly string[] } | null = $state.raw(null);
  readonly conversations: ReadonlyMap<string, Conversation> = $derived.by(() =>
    byId(this.loaded.value?.conversations ?? []),
  );
  readonly cells = $derived.by(() => cellsOf(this.bench, this.verdicts, this.thresholds));
  readonly rowsBy = $derived.by(() => {
    const through = (filter: RowFilter) =>
      this.bench ? rowsThrough(this.bench, this.cells, (column) => this.labelsFor(column), filter) : [];
    return Object.fromEntries(rowFilters.map((filter) => [filter, through(filter)])) as Record<
      RowFilter,
      readonly BenchRow[]
    >;
  });
  readonly rows = $derived.by(() => {
    const { only } = this;
    return only ? this.rowsBy.all.filter(({ id }) => only.rows.includes(id)) : this.rowsBy[this.filter];
  });
  readonly total = $derived.by(
    () =>
      this.bench?.columns.flatMap((column) => this.bench?.rows.flatMap((row) => ordersOf(column, row)) ?? [])
        .length ?? 0,
  );
  readonly open = $derived.by(() =>
    this.bench ? openCells(this.bench, (id) => this.verdicts.has(id)).length : 0,
  );
  /** The column that the trust panel speaks of. */
  readonly trusted = $derived.by(
    () => this.bench?.columns.find(({ id }) => id === this.#trusted) ?? this.bench?.columns[0],
  );

  constructor(projectId: string, id: string) {
    this.#projectId = projectId;
    this.id = id;
    this.loaded = new Loaded(async () => {
      const view = await studio.benchView(projectId, id);
      this.bench = view.bench;
      this.running = view.running;
      this.verdicts = byId(view.verdicts);
      return view;
    });
    this.#forget = onStudioEvent((event) => {
      if (event.kind !== 'bench' || event.benchId !== id) return;
      const { event: what } = event;
      if (what.kind === 'cell') this.#land(what.verdict);
      if (what.kind === 'live') this.live = what;
      if (what.kind !== 'state') return;
      this.bench = what.bench;
      this.running = what.running;
      this.trouble = what.trouble ?? null;
      if (!what.running) this.live = null;
    });
  }

  #land(verdict: Verdict): void {
    this.#waiting.push(verdict);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.verdicts = byId(this.#waiting, this.verdicts);
      this.#waiting = [];
    }, betweenShowsMilliseconds);
  }

  cell(row: BenchRow, column: BenchColumn): Cell | undefined {
    return this.cells.get(column.id)?.get(row.id);
  }

  /** Against the version before it. */
  isChanged(row: BenchRow, column: BenchColumn): boolean {
    const before = this.bench ? columnBefore(this.bench, column) : undefined;
    const [own, former] = [this.cell(row, column), before && this.cell(row, before)];
    return (
      own?.state !== 'open' &&
      former !== undefined &&
      former.state !== 'open' &&
      own !== undefined &&
      !sameAnswer(own, former)
    );
  }

  /** What may be seen: the held-out part only where it was opened. */
  labelsFor(column: BenchColumn): RowLabels {
    return this.opened === column.id ? this.labels.all : this.labels.tuning;
  }

  isWrong(row: BenchRow, column: BenchColumn): boolean {
    const cell = this.cell(row, column);
    return cell !== undefined && isRight(cell, truthOf(column, row, this.labelsFor(column))) === false;
  }

  isLocked(row: BenchRow, column: BenchColumn): boolean {
    return this.opened !== column.id && this.labels.heldOut.has(row.id);
  }

  async openHeldOut(columnId: string): Promise<void> {
    const bench = await this.attempt.at('held-out', () =>
      studio.openHeldOut(this.#projectId, this.id, columnId),
    );
    if (!bench) return;
    this.bench = bench;
    this.opened = columnId;
  }

  choose(filter: RowFilter): void {
    this.only = null;
    this.filter = filter;
  }

  showOnly(name: string, rows: readonly string[]): void {
    this.only = { name, rows };
  }

  trust(columnId: string): void {
    this.#trusted = columnId;
  }

  decideAbove(columnId: string, atMost: number): void {
    this.thresholds = { ...this.thresholds, [columnId]: atMost };
  }

  async putColumns(columns: readonly Omit<BenchColumn, 'id'>[]): Promise<void> {
    const put = await this.attempt.at('columns', () => studio.putColumns(this.#projectId, this.id, columns));
    if (put) this.bench = put;
  }

  async run(): Promise<void> {
    this.trouble = null;
    await this.attempt.at('run', () => studio.runBench(this.#projectId, this.id));
  }

  async pause(): Promise<void> {
    await this.attempt.at('pause', () => studio.pauseBench(this.#projectId, this.id));
  }

  end(): void {
    this.#forget();
    clearTimeout(this.#timer);
    this.loaded.end();
  }
}
