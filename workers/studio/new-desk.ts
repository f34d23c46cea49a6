// Owns laying the desk: what hears of what, from a write in the store to the events that the page and other tabs get.
import type { Store } from '../../src/core/ports.ts';
import { handOver } from './calls/tabs.ts';
import type { Desk } from './desk.ts';
import { Journal } from './journal.ts';
import { Listings } from './listing/listings.ts';
import { watchedStore } from './listing/watched-store.ts';
import { Models } from './models/models.ts';
import { newWork } from './new-work.ts';
import { pauseOrphans } from './orphans.ts';
import { Claims } from './writer/claims.ts';
import { guardedStore } from './writer/guarded-store.ts';
import { Tabs } from './writer/tabs.ts';

export function newDesk(plainStore: Store, tellPage: Desk['tell']): Desk {
  const { tell, ...writer } = newWriter(tellPage, () => desk);
  const { store, listings } = newStores(plainStore, writer.claims);
  const journal = new Journal(store);
  const models = new Models(store, tell);
  const changed: Desk['changed'] = (what, projectId) =>
    tell({ kind: 'changed', what, projectId: projectId ?? null });
  const writeUndoably: Desk['writeUndoably'] = async (projectId, deed, changes) => {
    const id = await journal.write(projectId, deed, changes);
    changed('undoables', projectId || undefined);
    return id;
  };
  const work = newWork({ store, models, tell, changed });
  const desk: Desk = {
    ...{ store, journal, listings, models, ...writer, ...work },
    ...{ tell, writeUndoably, changed },
  };
  return desk;
}

/** Which tab writes, and what the tabs tell each other. `desk`: once it is laid, which is before anything is heard. */
function newWriter(tellPage: Desk['tell'], desk: () => Desk): Pick<Desk, 'claims' | 'tabs' | 'tell'> {
  const claims = new Claims({
    // Of this tab alone: how another one stands is its own affair.
    changed: (projectId) => tellPage({ kind: 'changed', what: 'standing', projectId }),
    inherited: (projectId) => void pauseOrphans(desk(), projectId),
    lost: (projectId) => desk().runs.abandon(projectId),
  });
  const tabs = new Tabs({
    heard: (event) => {
      desk().listings.hearOther(event);
      tellPage(event);
    },
    asked: (projectId) => void handOver(desk(), projectId),
  });
  return {
    ...{ claims, tabs },
    tell: (event) => {
      tellPage(event);
      tabs.tell(event);
    },
  };
}

/** The guard may wait for a claim; a change is heard of only when it is written. */
function newStores(plainStore: Store, claims: Claims): Pick<Desk, 'store' | 'listings'> {
  const claim = (projectId: string) => claims.claim(projectId);
  const watched = watchedStore(plainStore, (owner, changes) => listings.hear(owner, changes));
  const listings = new Listings(watched, claim);
  return { listings, store: guardedStore(watched, claim) };
}
