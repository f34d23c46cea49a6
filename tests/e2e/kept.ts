// Owns what the browser keeps of the person's work, read past the studio.
import type { Page } from '@playwright/test';
import type { Items, Kind } from '../../src/core/items.ts';

/** All items of a kind. */
export const kept = <K extends Kind>(page: Page, kind: K): Promise<readonly Items[K][]> =>
  page.evaluate(async (store) => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('parley'));
    const all: unknown[] = await asked(database.transaction(store).objectStore(store).getAll());
    database.close();
    return all;
  }, kind) as Promise<readonly Items[K][]>;
