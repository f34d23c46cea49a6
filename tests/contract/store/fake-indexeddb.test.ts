import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openIdbStore } from '../../../src/store/idb/idb-store.ts';
import { storeContract } from './store-contract.ts';

let opened = 0;
storeContract('IndexedDB (fake-indexeddb)', () => openIdbStore(`contract ${(opened += 1)}`));

describe('opening the database', () => {
  it('refuses data that a newer studio wrote, and names both versions', async () => {
    (await openDB('newer', 99)).close();
    await expect(openIdbStore('newer')).rejects.toMatchObject({
      trouble: { kind: 'store-newer', found: 99, known: 1 },
    });
  });

  it('makes way for a newer studio in another tab, and says at the next call that it is lost', async () => {
    const store = await openIdbStore('older');
    (await openDB('older', 2)).close();
    await expect(store.count('run', 'p')).rejects.toMatchObject({ trouble: { kind: 'store-lost' } });
  });
});
