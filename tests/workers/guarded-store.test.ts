import { describe, expect, it } from 'vitest';
import type { Change, Store } from '../../src/core/ports.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { guardedStore } from '../../workers/studio/writer/guarded-store.ts';

const project = { owner: '', id: 'p', name: 'Bees', kind: 'own', createdAt: 0 } as const;
const outcomes = (count: number): Change[] =>
  Array.from({ length: count }, (_, pair) => ({
    put: 'outcome',
    item: {
      ...{ owner: 'set not there yet', id: `r01-p${pair}`, round: 0, pair },
      ...{ kind: 'failed', reasons: [], extraAttempts: 0 },
    },
  }));

/** How often the store is read while so many items of one owner are written. */
async function readsToWrite(count: number): Promise<number> {
  const inner: Store = new MemoryStore();
  await inner.write([{ put: 'project', item: project }]);
  let reads = 0;
  const counting: Store = {
    write: (changes, manner) => inner.write(changes, manner),
    read: (kind, owner, id) => {
      reads += 1;
      return inner.read(kind, owner, id);
    },
    page: (kind, owner, options) => inner.page(kind, owner, options),
    count: (kind, owner) => inner.count(kind, owner),
    clear: (kind, owner) => inner.clear(kind, owner),
    close: () => inner.close(),
  };
  await guardedStore(counting, () => Promise.resolve(true)).write(outcomes(count));
  return reads;
}

describe('the guard before the store', () => {
  it('asks whose a set is once, however many of its items are written', async () => {
    expect(await readsToWrite(1000)).toBe(await readsToWrite(1));
  });
});
