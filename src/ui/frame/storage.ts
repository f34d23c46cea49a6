// Owns what the page asks of the browser's storage: to keep it, and how much is left.

/** Asked by something that a person just did; a browser may ask them in turn, or decide by itself. */
export async function askToKeepStorage(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // A browser without it keeps what it can; Models says whether it is kept.
  }
}

/** Bytes that are left, as the browser reckons; null where it does not tell. */
export async function freeStorage(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
  } catch {
    return null;
  }
}
