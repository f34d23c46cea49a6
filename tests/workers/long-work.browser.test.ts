// Long work under way, in a browser for its Web Locks: pause and go on, a lost engine, a second tab, a closed tab.
import { describe, expect, it } from 'vitest';
import type { Change, Stop, Store } from '../../src/core/ports.ts';
import type { RunState } from '../../src/core/run/plan.ts';
import { Broken, type Trouble } from '../../src/core/trouble.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { LongWork } from '../../workers/studio/long-work.ts';

interface Counting {
  readonly owner: string;
  readonly id: string;
  readonly state: RunState;
  readonly pausedBy?: Trouble;
}
type Event =
  { readonly kind: 'counted'; readonly number: number } | { readonly kind: 'state'; readonly work: Counting };

const upTo = 40;
const setting = (id: string, value: unknown): Change => ({
  put: 'setting',
  item: { owner: 'count', id, value },
});
const counted = (store: Store) => store.count('setting', 'count');

/** Counts to forty, and keeps each number; `fail` may break it before one is kept. */
function counter(store: Store, fail: (number: number) => Trouble | null = () => null) {
  const events: Event[] = [];
  let dropped = 0;
  async function* loop(_: Counting, stop: Stop): AsyncGenerator<Event> {
    for (let number = await counted(store); number < upTo; number += 1) {
      await new Promise((resume) => setTimeout(resume, 2));
      if (stop.stopped) return;
      const trouble = fail(number);
      if (trouble) throw new Broken(trouble);
      yield { kind: 'counted', number };
    }
  }
  const read = async (id: string) =>
    (await store.read('setting', 'states', id))?.value as Counting | undefined;
  const work = new LongWork<Counting, Event>(store, {
    nameOf: () => 'Counting',
    loop,
    changesOf: (_, event) =>
      event.kind === 'counted'
        ? [setting(String(event.number).padStart(3, '0'), event.number)]
        : [{ put: 'setting', item: { owner: 'states', id: event.work.id, value: event.work } }],
    stateEvent: (of) => ({ kind: 'state', work: of }),
    ended: (of) => ({ ...of, state: 'finished' }),
    read: ({ id }) => read(id),
    dropLost: async () => void (dropped += 1),
    tell: (_, event) => void events.push(event),
  });
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resume) => setTimeout(resume, 2));
  };
  const works = () => events.flatMap((event) => (event.kind === 'state' ? [event.work] : []));
  const states = () => works().map(({ state }) => state);
  return { work, events, works, states, until, read, dropped: () => dropped };
}

const lost: Trouble = { kind: 'engine-lost', model: 'm', detail: 'gone.' };
const full: Trouble = { kind: 'quota-full' };
let made = 0;
const fresh = (): Counting => ({ owner: 'p', id: `work ${(made += 1)}`, state: 'running' });

describe('long work in the studio worker', () => {
  it('pauses where it is and goes on to its end, with nothing done twice', async () => {
    const store = new MemoryStore();
    const { work, events, states, until } = counter(store);
    const the = fresh();
    await work.go(the);
    await until(() => events.length > 5);
    await work.halt(the, 'paused');
    const before = await counted(store);
    expect(before).toBeLessThan(upTo);
    await work.go({ ...the, state: 'paused' });
    await until(() => states().includes('finished'));
    const numbers = events.flatMap((event) => (event.kind === 'counted' ? [event.number] : []));
    expect(numbers).toEqual(Array.from({ length: upTo }, (_, number) => number));
    expect(states()).toEqual(['running', 'paused', 'running', 'finished']);
  });

  it('loads a lost engine again, and pauses with the reason when it stays lost', async () => {
    let failures = 0;
    const once = counter(new MemoryStore(), (number) =>
      number === 7 && (failures += 1) === 1 ? lost : null,
    );
    await once.work.go(fresh());
    await once.until(() => once.states().includes('finished'));
    expect(once.dropped()).toBe(1);
    const always = counter(new MemoryStore(), (number) => (number === 7 ? lost : null));
    await always.work.go(fresh());
    await always.until(() => always.states().includes('paused'));
    // Twice to be loaded again, and once more so that what died is not shown as loaded.
    expect(always.dropped()).toBe(3);
    const [paused] = always.works().slice(-1);
    expect(paused).toMatchObject({ state: 'paused', pausedBy: lost });
    if (!paused) throw new Error('It paused.');
    expect(await always.read(paused.id)).toEqual(paused);
    // It has let go of its lock then.
    await navigator.locks.request(`parley work ${paused.id}`, () => undefined);
    await always.work.go(paused);
    await always.until(() => always.states().at(-1) === 'paused' && always.states().length > 2);
    expect(always.works().at(-2)).toEqual({ ...fresh(), id: paused.id });
  });

  it('says why it paused also where nothing can be written any more, and forgets that once it can', async () => {
    const store = new MemoryStore();
    const { work, works, states, until } = counter(store, (number) => (number === 7 ? full : null));
    const the = fresh();
    await work.go(the);
    await until(() => works().length > 0);
    const write = store.write.bind(store);
    store.write = () => Promise.reject(new Broken(full));
    await until(() => states().includes('paused'));
    expect(work.standing(the)).toEqual({ ...the, state: 'paused', pausedBy: full });
    store.write = write;
    await work.halt(the, 'stopped');
    expect(work.standing(the)).toEqual(the);
  });

  it('is done by one tab at a time', async () => {
    const store = new MemoryStore();
    const [first, second] = [counter(store), counter(store)];
    const the = fresh();
    await first.work.go(the);
    await expect(second.work.go(the)).rejects.toMatchObject({
      trouble: { kind: 'running-elsewhere', run: 'Counting' },
    });
    await second.work.pauseOrphans([the]);
    expect(second.states()).toEqual([]);
    await first.work.halt(the, 'stopped');
    expect(first.states().at(-1)).toBe('stopped');
  });

  it('is found paused when its tab was closed in the middle', async () => {
    const { work, works } = counter(new MemoryStore());
    const the = fresh();
    await work.pauseOrphans([the, { ...fresh(), state: 'finished' }]);
    expect(works()).toEqual([{ ...the, state: 'paused', pausedBy: { kind: 'interrupted' } }]);
  });
});
