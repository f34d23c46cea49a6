// Owns what the page asks of the browser's storage: to keep it, and how much is left.

/** Asked by something that a person just did; a browser may ask them in turn, or decide by itself. */
export async function askToKeepStorage(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // A browser without it keeps what it can; Models says whether it is kept.
  }
}

/** What Chromium names as free, whatever the disk holds. */
const toldToEverySite = 10 * 2 ** 30;

/** Bytes that are left, as the browser reckons; null where it does not tell. */
export async function freeStorage(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    const free = quota === undefined ? toldToEverySite : Math.max(0, quota - (usage ?? 0));
    return free === toldToEverySite ? null : free;
  } catch {
    return null;
  }
}
