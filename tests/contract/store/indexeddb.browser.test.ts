import { describe, expect, it } from 'vitest';
import { openIdbStore } from '../../../src/store/idb/idb-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('IndexedDB (Chromium)', () => openIdbStore(`contract ${crypto.randomUUID()}`));

describe('IndexedDB in Chromium', () => {
  it('still holds everything when it is opened again', async () => {
    const name = `reopened ${crypto.randomUUID()}`;
    const first = await openIdbStore(name);
    await first.write([{ put: 'setting', item: { owner: '', id: 'memory', value: 8 } }]);
    first.close();
    const second = await openIdbStore(name);
    expect((await second.read('setting', '', 'memory'))?.value).toBe(8);
    second.close();
  });
});
