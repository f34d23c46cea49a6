// Owns what the page may ask before the studio is open: whether what an older version wrote is to be changed, and a backup first.

export interface PendingUpgrade {
  /** Versions of the database. */
  readonly found: number;
  readonly known: number;
}

export interface UpgradeCalls {
  /** Answers at once, whatever goes on. */
  alive(): Promise<void>;
  /** null when the studio opens by itself. Until `upgrade` is called all other calls wait. */
  pendingUpgrade(): Promise<PendingUpgrade | null>;
  /** All projects as they are, each as a project file, in one archive. */
  backup(): Promise<{ readonly name: string; readonly file: Blob }>;
  upgrade(): Promise<void>;
}
