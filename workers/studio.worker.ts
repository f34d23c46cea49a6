// The long-lived worker: store, run loop, locks, watchdogs. The page talks to it and to nothing else.
import './gate/gate.ts';
import { expose } from 'comlink';
import { openIdbStore } from '../src/store/idb/idb-store.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import { beforeOpening } from './studio/before-opening.ts';
import { openStudio } from './studio/studio.ts';
import type { StudioApi } from './studio-api.ts';

const { ready, ...before } = beforeOpening();
const opened = ready.then(() => openIdbStore()).then(openStudio);
opened.catch(() => undefined);

/** Calls may come before the database is open; each waits for it, or is told why it did not open. */
const studio = new Proxy({} as StudioApi, {
  get:
    (_, name) =>
    async (...given: unknown[]) => {
      const target: object = name in before ? before : await opened;
      const call = target[name as keyof typeof target] as (...given: unknown[]) => Promise<unknown>;
      return Reflect.apply(call, target, given);
    },
});

expose(withPlainTrouble(studio));
