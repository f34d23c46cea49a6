import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openIdbStore } from '../../../src/store/idb/idb-store.ts';
import { databaseVersion, kindsOf } from '../../../src/store/idb/schema.ts';
import { storeContract } from './store-contract.ts';

let opened = 0;
storeContract('IndexedDB (fake-indexeddb)', () => openIdbStore(`contract ${(opened += 1)}`));

describe('opening the database', () => {
  it('refuses data that a newer studio wrote, and names both versions', async () => {
    (await openDB('newer', 99)).close();
    await expect(openIdbStore('newer')).rejects.toMatchObject({
      trouble: { kind: 'store-newer', found: 99, known: databaseVersion },
    });
  });

  it('makes way for a newer studio in another tab, and says at the next call that it is lost', async () => {
    const store = await openIdbStore('older');
    (await openDB('older', databaseVersion + 1)).close();
    await expect(store.count('run', 'p')).rejects.toMatchObject({ trouble: { kind: 'store-lost' } });
  });

  it('takes over what version 1 wrote, and adds what it lacked', async () => {
    const former = await openDB('version 1', 1, {
      upgrade: (database) => {
        for (const kind of kindsOf(1)) database.createObjectStore(kind, { keyPath: ['owner', 'id'] });
      },
    });
    const setting = { owner: '', id: 'memory', value: 8 };
    await former.put('setting', setting);
    former.close();
    const store = await openIdbStore('version 1');
    expect(await store.read('setting', '', 'memory')).toEqual(setting);
    const answer = {
      owner: '',
      id: 'hash',
      text: 'a',
      ended: 'stop',
      promptTokens: 1,
      answerTokens: 1,
    } as const;
    await store.write([{ put: 'answer', item: answer }]);
    expect(await store.read('answer', '', 'hash')).toEqual(answer);
  });

  it('writes into a label of version 2 which conversation it is about, since its id said that alone', async () => {
    const former = await openDB('version 2', 2, {
      upgrade: (database) => {
        for (const kind of kindsOf(2)) database.createObjectStore(kind, { keyPath: ['owner', 'id'] });
      },
    });
    const label = { owner: 'set', id: 'c1', decision: 'reject', annotator: 'Ada' };
    await former.put('label', label);
    former.close();
    const store = await openIdbStore('version 2');
    expect(await store.page('label', 'set')).toEqual([{ ...label, about: 'c1' }]);
  });
});
