// Owns the index of one set in memory: opened from the store or made from the set's conversations, kept up with changes as
// they are heard of, and put back. Nothing but the index is read to list, filter or sort.
import type { ExportScope } from '../../../src/core/formats/export-wish.ts';
import { exportableOf, type Exportable } from '../../../src/core/listing/exportable.ts';
import { columnsOf, indexedAt, rowAt, withChanges, type Columns } from '../../../src/core/listing/columns.ts';
import { listedPlaces, offeredBy, type ListQuery, type Offered } from '../../../src/core/listing/query.ts';
import type { ConversationRow } from '../../../src/core/listing/row.ts';
import type { Change, Store } from '../../../src/core/ports.ts';
import { placeOf } from '../../../src/core/run/places.ts';
import type { Plan } from '../../../src/core/run/plan.ts';
import type { ListedRows } from '../../studio-api/sets.ts';
import { labelsOfSet, rowOfImported, rowOfOne, rowsOfSet, type FoundRow } from './indexed.ts';

/** What is to be done for a row: to take it in as it is, to take it out (null), to read its labels or all of it again. */
type News = FoundRow | 'labelled' | 'read' | null;

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
  #news = new Map<string, News>();
  /** Pairs of a run that came to an outcome. */
  #outcomes = new Set<string>();
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
    for (const change of changes) {
      if ('put' in change && change.put === 'conversation') this.#hearConversation(change.item);
      else if ('put' in change && change.put === 'verdict') this.#news.set(change.item.about[0], 'read');
      else if ('put' in change && change.put === 'outcome') this.#outcomes.add(change.item.id);
      else if ('put' in change && change.put === 'label') this.#hearLabel(change.item.about);
      else if ('remove' in change && change.remove === 'conversation') this.#news.set(change.id, null);
      else if ('remove' in change && change.remove === 'label')
        this.#hearLabel(change.id.replace(/~.*$/s, ''));
    }
  }

  #hearLabel(about: string): void {
    const known = this.#news.get(about);
    // Of a conversation that is gone there is nothing to read.
    if (known === null) return;
    const isAll = this.#isWhole && (known === undefined || known === 'labelled');
    this.#news.set(about, isAll ? 'labelled' : 'read');
  }

  #hearConversation(conversation: Extract<Change, { put: 'conversation' }>['item']): void {
    const { id, origin } = conversation;
    const known = this.#columns.ids;
    const isAfterAll = this.#isWhole && !this.#news.has(id) && id > (known.at(-1) ?? '');
    const isNew = isAfterAll && placeOf(id) === null && origin.kind === 'imported';
    this.#news.set(id, isNew ? rowOfImported(conversation, known.length + this.#news.size + 1) : 'read');
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
    [this.#news, this.#outcomes] = [new Map(), new Set()];
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
    if (this.#news.size === 0 && this.#outcomes.size === 0) return;
    for (const id of this.#columns.ids) if (this.#outcomes.has(placePartOf(id))) this.#news.set(id, 'read');
    const news = this.#news;
    [this.#news, this.#outcomes] = [new Map(), new Set()];
    const toRead = [...news].filter(([, item]) => item === 'read').map(([id]) => id);
    if (toRead.length > mostReadAgain) return this.#makeAnew();
    const found = new Map<string, FoundRow | null>();
    const labels = new Set(news.values()).has('labelled') ? await labelsOfSet(this.#store, this.#id) : null;
    for (const [id, item] of news) {
      const row = item === 'read' ? await this.#readAgain(id) : item;
      const fresh = row === 'labelled' ? await this.#withLabel(id, labels?.get(id) ?? null) : row;
      if (fresh !== undefined) found.set(id, fresh);
    }
    const texts = await this.#textsOfRows();
    this.#takeIn(found, texts);
    await this.#keep([...news.values()].some((item) => item !== 'labelled'));
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
    if (this.#news.size > 0 || this.#outcomes.size > 0) return;
    const owner = this.#id;
    const rows: Change = { put: 'index', item: { owner, id: 'rows', part: 'rows', columns: this.#columns } };
    const count: Change = {
      put: 'index',
      item: { owner, id: 'count', part: 'count', count: this.#columns.ids.length },
    };
    const texts: Change = {
      put: 'index',
      item: { owner, id: 'texts', part: 'texts', texts: this.#texts ?? [] },
    };
    await this.#store.write(withTexts ? [rows, count, texts] : [rows, count], { durability: 'relaxed' });
  }
}

/** r01-p00003 of the id of a candidate. */
const placePartOf = (id: string): string => /-(r\d+-p\d+)-a\d+-c\d+$/.exec(id)?.[1] ?? '';
