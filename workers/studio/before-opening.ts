// Owns the moment before the database is opened: where an older version wrote projects, which it can't read once this one has
// opened them, a person may save a backup.
import { olderVersion, openOlderStore } from '../../src/store/idb/older-database.ts';
import { databaseVersion } from '../../src/store/idb/schema.ts';
import type { PendingUpgrade, UpgradeCalls } from '../studio-api/upgrade.ts';

export interface BeforeOpening extends UpgradeCalls {
  /** Resolves when the database may be opened. */
  readonly ready: Promise<void>;
}

export function beforeOpening(): BeforeOpening {
  let agree: () => void = () => undefined;
  const agreed = new Promise<void>((resolve) => (agree = resolve));
  const pending = pendingUpgrade();
  let saving: Promise<unknown> = Promise.resolve();
  return {
    ready: pending.then((found) => (found ? agreed : undefined)),
    alive: () => Promise.resolve(),
    pendingUpgrade: () => pending,
    async backup() {
      const made = pending.then((found) => backupOf(found?.found ?? databaseVersion));
      saving = made.catch(() => undefined);
      return made;
    },
    async upgrade() {
      // An open backup would block the upgrade.
      await saving;
      agree();
    },
  };
}

async function pendingUpgrade(): Promise<PendingUpgrade | null> {
  const found = await olderVersion();
  return found !== null && (await holdsProjects(found)) ? { found, known: databaseVersion } : null;
}

async function holdsProjects(version: number): Promise<boolean> {
  const store = await openOlderStore(version);
  try {
    return (await store.count('project', '')) > 0;
  } finally {
    store.close();
  }
}

async function backupOf(version: number): Promise<{ name: string; file: Blob }> {
  const { backupFile } = await import('./project-file/backup.ts');
  const store = await openOlderStore(version);
  try {
    return await backupFile(store, version);
  } finally {
    store.close();
  }
}
