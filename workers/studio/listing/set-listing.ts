// Owns the index of one set in memory: opened from the store or made from the set's conversations, kept up with changes as
// they are heard of, and put back. Nothing but the index is read to list, filter or sort.
import type { ExportScope } from '../../../src/core/formats/export-wish.ts';
import { exportableOf, type Exportable } from '../../../src/core/listing/exportable.ts';
import { columnsOf, indexedAt, rowAt, withChanges, type Columns } from '../../../src/core/listing/columns.ts';
import { listedPlaces, offeredBy, type ListQuery, type Offered } from '../../../src/core/listing/query.ts';
import type { ConversationRow } from '../../../src/core/listing/row.ts';
import type { Change, Store } from '../../../src/core/ports.ts';
import type { Plan } from '../../../src/core/run/plan.ts';
import type { ListedRows } from '../../studio-api/sets.ts';
import { labelsOfSet, rowOfOne, rowsOfSet, type FoundRow } from './indexed.ts';
import { SetNews, type News } from './set-news.ts';

/** With more rows to read again, reading the whole set page by page is quicker. */
const mostReadAgain = 400;

interface Listed {
  /** The set's. */
  readonly id: string;
  readonly plan: Plan | null;
  readonly mayKeep: () => Promise<boolean>;
}

/** Once a list is open, what a search looks through comes after so long, unless a search asks sooner. */
const millisecondsBeforeTexts = 300;

export class SetListing {
  readonly #store: Store;
  readonly #id: string;
  readonly #plan: Plan | null;
  readonly #mayKeep: () => Promise<boolean>;
  #columns: Columns = columnsOf([]);
  /** While it is being read, nobody can tell which conversations are new. */
  #isWhole = false;
  /** In the order of the columns; null until a search or a change needs them. */
  #texts: readonly string[] | null = [];
  #news = new SetNews();
  /** Of each row in the columns, by its id; made when it is needed. */
  #places: ReadonlyMap<string, number> | null = null;
  #offered: Offered | null = null;
  #answered: { key: string; places: Uint32Array } | null = null;
  /** One at a time: a second question waits for the first. */
  #turn: Promise<unknown>;

  constructor(store: Store, { id, plan, mayKeep }: Listed) {
    this.#store = store;
    this.#id = id;
    this.#plan = plan;
    this.#mayKeep = mayKeep;
    this.#turn = this.#open();
    this.#turn.catch(() => undefined);
  }

  hear(changes: readonly Change[]): void {
    this.#news.hear(changes, this.#isWhole ? this.#columns : null);
  }

  async rows(query: ListQuery, start: number, count: number): Promise<ListedRows> {
    return this.#next(async () => {
      const places = await this.#placesOf(query);
      this.#offered ??= offeredBy(this.#columns);
      return {
        all: this.#columns.ids.length,
        total: places.length,
        offered: this.#offered,
        start,
        rows: Array.from(places.subarray(start, start + count), (place) => rowAt(this.#columns, place)),
      };
    });
  }

  /** The ids of all rows that a query lists, in its order. */
  async ids(query: ListQuery): Promise<string[]> {
    return this.#next(async () =>
      Array.from(await this.#placesOf(query), (place) => this.#columns.ids[place] ?? ''),
    );
  }

  /** What an export of these conversations is reckoned from. */
  exportable(scope: ExportScope): Promise<Exportable> {
    return this.#next(async () => {
      const places = scope.kind === 'filter' ? await this.#placesOf(scope.query) : null;
      return exportableOf(this.#columns, scope, places);
    });
  }

  /** Resolves when all that was heard so far is in the index and kept. */
  async settle(): Promise<void> {
    await this.#next(async () => undefined);
  }

  #next<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
    const asked = this.#turn.then(async () => {
      await this.#catchUp();
      return answer();
    });
    this.#turn = asked.catch(() => undefined);
    return asked;
  }

  async #placesOf(query: ListQuery): Promise<Uint32Array> {
    const key = JSON.stringify(query);
    if (this.#answered?.key === key) return this.#answered.places;
    const texts = query.search.trim() === '' ? [] : await this.#textsOfRows();
    const places = listedPlaces(this.#columns, query, texts);
    this.#answered = { key, places };
    return places;
  }

  async #open(): Promise<void> {
    const kept = await this.#store.read('index', this.#id, 'rows');
    if (kept?.part === 'rows' && (await this.#endsWith(kept.columns.ids.at(-1)))) {
      this.#columns = kept.columns;
      this.#texts = null;
      this.#isWhole = true;
      setTimeout(
        () => void this.#next(() => this.#textsOfRows()).catch(() => undefined),
        millisecondsBeforeTexts,
      );
    } else await this.#makeAnew();
  }

  /** A studio that knows of no index may have added conversations. To count them all takes longer than to list them. */
  async #endsWith(last = ''): Promise<boolean> {
    return (await this.#store.page('conversation', this.#id, { after: last, limit: 1 })).length === 0;
  }

  async #makeAnew(): Promise<void> {
    this.#isWhole = false;
    this.#news = new SetNews();
    const rows = await rowsOfSet(this.#store, this.#id, this.#plan);
    this.#take(
      columnsOf(rows),
      rows.map(({ text }) => text),
    );
    await this.#keep(true);
  }

  /** The texts of an index that was opened stand in an item of their own. */
  async #textsOfRows(): Promise<readonly string[]> {
    if (this.#texts) return this.#texts;
    const kept = await this.#store.read('index', this.#id, 'texts');
    if (kept?.part === 'texts' && kept.texts.length === this.#columns.ids.length) this.#texts = kept.texts;
    else await this.#makeAnew();
    return this.#texts ?? [];
  }

  async #catchUp(): Promise<void> {
    if (this.#news.isEmpty) return;
    const news = this.#news.of(this.#columns.ids);
    this.#news = new SetNews();
    const told = [...news.values()];
    if (told.filter((item) => item === 'read').length > mostReadAgain) return this.#makeAnew();
    const found = await this.#found(news);
    this.#takeIn(found, await this.#textsOfRows());
    await this.#keep(told.some((item) => item !== 'labelled'));
  }

  async #found(news: ReadonlyMap<string, News>): Promise<ReadonlyMap<string, FoundRow | null>> {
    const found = new Map<string, FoundRow | null>();
    const labels = new Set(news.values()).has('labelled') ? await labelsOfSet(this.#store, this.#id) : null;
    for (const [id, item] of news) {
      const row = item === 'read' ? await this.#readAgain(id) : item;
      const fresh = row === 'labelled' ? await this.#withLabel(id, labels?.get(id) ?? null) : row;
      if (fresh !== undefined) found.set(id, fresh);
    }
    return found;
  }

  #readAgain(id: string): Promise<FoundRow | null> {
    const at = this.#placeOf(id) ?? -1;
    const number = at === -1 ? this.#columns.ids.length + 1 : (this.#columns.pairNumber[at] ?? 0);
    return rowOfOne(this.#store, { setId: this.#id, id, plan: this.#plan, number });
  }

  #placeOf(id: string): number | undefined {
    this.#places ??= new Map(this.#columns.ids.map((known, at) => [known, at]));
    return this.#places.get(id);
  }

  /** undefined where there is no such row: a label can outlive its conversation. */
  async #withLabel(id: string, label: ConversationRow['label']): Promise<FoundRow | undefined> {
    const at = this.#placeOf(id);
    if (at === undefined) return undefined;
    const known = indexedAt(this.#columns, at);
    return { ...known, row: { ...known.row, label }, text: (await this.#textsOfRows())[at] ?? '' };
  }

  #takeIn(found: ReadonlyMap<string, FoundRow | null>, texts: readonly string[]): void {
    const textOf = new Map(this.#columns.ids.map((id, at) => [id, texts[at] ?? '']));
    for (const [id, row] of found) if (row) textOf.set(id, row.text);
    const columns = withChanges(this.#columns, found);
    this.#take(
      columns,
      columns.ids.map((id) => textOf.get(id) ?? ''),
    );
  }

  #take(columns: Columns, texts: readonly string[]): void {
    this.#columns = columns;
    this.#texts = texts;
    this.#places = null;
    this.#offered = null;
    this.#answered = null;
    this.#isWhole = true;
  }

  /** Not while something newer was heard: that has taken the kept index away, and it must stay away. */
  async #keep(withTexts: boolean): Promise<void> {
    if (!(await this.#mayKeep())) return;
    if (!this.#news.isEmpty) return;
    const owner = this.#id;
    const { ids } = this.#columns;
    const put = (item: Extract<Change, { put: 'index' }>['item']): Change => ({ put: 'index', item });
    const rows = put({ owner, id: 'rows', part: 'rows', columns: this.#columns });
    const count = put({ owner, id: 'count', part: 'count', count: ids.length });
    const texts = put({ owner, id: 'texts', part: 'texts', texts: this.#texts ?? [] });
    await this.#store.write(withTexts ? [rows, count, texts] : [rows, count], { durability: 'relaxed' });
  }
}
