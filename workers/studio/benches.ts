// Owns benches under way: one loop each, every verdict written before the next cell is asked. One that was running when the
// studio closed is found paused; going on is the same loop, which asks only what has no verdict.
import type { Bench, BenchColumn } from '../../src/core/bench/bench.ts';
import type { Label } from '../../src/core/review/label.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { Broken, troubleOf, type Trouble } from '../../src/core/trouble.ts';
import { sha256 } from '../sha256.ts';
import { Stopper } from '../stopper.ts';
import type { BenchEvent, BenchView, RowsWish } from '../studio-api/critics.ts';
import type { Models } from './models/models.ts';
import { listOf } from './pages.ts';

interface BenchesSurroundings {
  readonly store: Store;
  readonly models: Models;
  readonly tell: (benchId: string, event: BenchEvent) => void;
}

/** A lost or hung engine is loaded again this often in a row before the bench pauses. */
const mostReloads = 2;

export class Benches {
  readonly #around: BenchesSurroundings;
  readonly #active = new Map<string, { readonly stopper: Stopper; readonly ended: Promise<void> }>();

  constructor(around: BenchesSurroundings) {
    this.#around = around;
  }

  async read(projectId: string, benchId: string): Promise<Bench> {
    const bench = await this.#around.store.read('bench', projectId, benchId);
    if (!bench) throw new Broken({ kind: 'gone', what: 'bench' });
    return bench;
  }

  async add(projectId: string, name: string, wish: RowsWish): Promise<Bench> {
    const { store } = this.#around;
    const { frozenRows } = await import('./bench-rows.ts');
    const id = `${projectId}-bench-${Date.now().toString(36)}`;
    const { rows, conversations } = await frozenRows(store, id, wish);
    const seed = 'seed' in wish ? wish.seed : 1;
    const made = { owner: projectId, id, name, createdAt: Date.now(), seed };
    const bench: Bench = { ...made, rows, columns: [], state: 'idle' };
    await store.write(conversations.map((item): Change => ({ put: 'conversation', item })));
    // The bench comes last: what was cut off before that is never seen.
    await store.write([{ put: 'bench', item: bench }]);
    return bench;
  }

  /** Verdicts of columns that go stay: should one come back, nothing is asked again. */
  async putColumns(bench: Bench, columns: readonly Omit<BenchColumn, 'id'>[]): Promise<Bench> {
    await this.pause(bench);
    // What a column is told by brings the experts' templates along; the first screen has no use for them.
    const { columnId } = await import('../../src/core/bench/bench.ts');
    const all = columns.map((column) => ({ ...column, id: columnId(column) }));
    const distinct = all.filter(({ id }, place) => all.findIndex((column) => column.id === id) === place);
    const changed: Bench = { ...bench, columns: distinct, state: 'idle' };
    await this.#around.store.write([{ put: 'bench', item: changed }]);
    this.#tellState(changed);
    return changed;
  }

  /** Not to be taken back: what was seen can't be unseen. */
  async openHeldOut(projectId: string, benchId: string, columnId: string): Promise<Bench> {
    const bench = await this.read(projectId, benchId);
    const column = bench.columns.find(({ id }) => id === columnId);
    if (!column) return bench;
    const { openingOf } = await import('../../src/core/bench/held-out.ts');
    const changed: Bench = { ...bench, openings: [...(bench.openings ?? []), openingOf(column, Date.now())] };
    await this.#around.store.write([{ put: 'bench', item: changed }]);
    this.#tellState(changed);
    return changed;
  }

  async view(bench: Bench): Promise<BenchView> {
    const { store } = this.#around;
    const [conversations, verdicts] = await Promise.all([
      listOf(store, 'conversation', bench.id),
      listOf(store, 'verdict', bench.id),
    ]);
    const labels = await labelsOf(store, bench);
    return { bench, conversations, verdicts, labels, running: this.#active.has(bench.id) };
  }

  async run(bench: Bench): Promise<void> {
    if (this.#active.has(bench.id)) return;
    const stopper = new Stopper();
    let decide: (taken: boolean) => void = () => undefined;
    const taken = new Promise<boolean>((resolve) => (decide = resolve));
    const ended = navigator.locks.request(`parley bench ${bench.id}`, { ifAvailable: true }, async (lock) => {
      decide(lock !== null);
      if (lock) await this.#work(bench, stopper);
    });
    this.#active.set(bench.id, { stopper, ended });
    if (await taken) return;
    this.#active.delete(bench.id);
    throw new Broken({ kind: 'running-elsewhere', run: bench.name });
  }

  /** Resolves when the answer being given has been let go. */
  async pause({ id }: Bench): Promise<void> {
    const active = this.#active.get(id);
    active?.stopper.pull();
    await active?.ended;
  }

  async #work(bench: Bench, stopper: Stopper): Promise<void> {
    try {
      await this.#setState(bench, 'running');
      await this.#fill(bench, stopper);
      this.#active.delete(bench.id);
      await this.#setState(bench, stopper.stopped ? 'paused' : 'idle');
    } catch (thrown) {
      this.#active.delete(bench.id);
      console.warn('A bench paused:', thrown);
      await this.#setState(bench, 'paused', troubleOf(thrown)).catch((late: unknown) => console.warn(late));
    }
  }

  async #fill(bench: Bench, stopper: Stopper): Promise<void> {
    const { store, models, tell } = this.#around;
    const { runBench } = await import('../../src/core/bench/run-bench.ts');
    for (let reloads = 0; ;) {
      const known = new Set((await listOf(store, 'verdict', bench.id)).map(({ id }) => id));
      try {
        const cells = runBench(bench, known, {
          ...{ store, clock: () => Date.now(), sha256, stop: stopper },
          engine: (model) => models.engine(model, stopper),
          watch: ({ row, column, order }, text) =>
            tell(bench.id, { kind: 'live', row: row.id, column: column.id, order, text }),
        });
        for await (const { verdict, answers } of cells) {
          await store.write([
            { put: 'verdict', item: verdict },
            ...answers.map((item): Change => ({ put: 'answer', item })),
          ]);
          tell(bench.id, { kind: 'cell', verdict });
          reloads = 0;
        }
        return;
      } catch (thrown) {
        const { kind } = troubleOf(thrown);
        if (stopper.stopped && (kind === 'stopped' || kind === 'engine-lost')) return;
        if ((kind !== 'engine-lost' && kind !== 'engine-hung') || reloads >= mostReloads) throw thrown;
        reloads += 1;
      }
    }
  }

  async #setState(bench: Bench, state: Bench['state'], trouble?: Trouble): Promise<void> {
    // As it stands now: the held-out labels may have been opened meanwhile.
    const changed: Bench = { ...(await this.read(bench.owner, bench.id)), state };
    await this.#around.store.write([{ put: 'bench', item: changed }]);
    this.#tellState(changed, trouble);
  }

  #tellState(bench: Bench, trouble?: Trouble): void {
    const running = this.#active.has(bench.id);
    this.#around.tell(bench.id, { kind: 'state', bench, running, ...(trouble ? { trouble } : {}) });
  }
}

/** What people said of the conversations that the rows are copies of, as it stands now. */
async function labelsOf(store: Store, { rows }: Bench): Promise<Label[]> {
  const places = new Map(
    rows.flatMap(({ id, from }) => (from ? [[`${from.setId} ${from.conversationId}`, id] as const] : [])),
  );
  const sets = [...new Set(rows.flatMap(({ from }) => (from ? [from.setId] : [])))];
  const labels = await Promise.all(sets.map((setId) => listOf(store, 'label', setId)));
  return labels.flat().flatMap((label) => {
    const row = places.get(`${label.owner} ${label.about}`);
    return row === undefined ? [] : [{ ...label, about: row }];
  });
}
