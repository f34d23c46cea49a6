// The long-lived worker: store, run loop, locks, watchdogs. The page talks to it and to nothing else.
import './gate/gate.ts';
import { expose } from 'comlink';
import { openIdbStore } from '../src/store/idb/idb-store.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import { Studio } from './studio/studio.ts';
import type { StudioApi } from './studio-api.ts';

async function open(): Promise<Studio> {
  const studio = new Studio(await openIdbStore());
  await studio.tidy();
  return studio;
}

const opened = open();
opened.catch(() => undefined);

/** Calls may come before the database is open; each waits for it, or is told why it did not open. */
const studio = new Proxy({} as StudioApi, {
  get:
    (_, name) =>
    async (...given: unknown[]) => {
      const ready = await opened;
      const call = ready[name as keyof StudioApi] as (...given: unknown[]) => Promise<unknown>;
      return Reflect.apply(call, ready, given);
    },
});

expose(withPlainTrouble(studio));
