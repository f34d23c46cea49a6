// Owns who writes: of all tabs, one may write to a project at a time. The right is a Web Lock, so that it goes with the tab that
// held it, however that ended. Refuses to decide what a tab does with a project that it may only read.
const lockOf = (projectId: string): string => `parley project ${projectId}`;

/** A tab that is reloaded lets go a moment after it asks again. */
const attempts = 6;
const betweenAttemptsMilliseconds = 120;
/** So long a project stays free for the tab that left it, which may only have been reloaded. */
const graceMilliseconds = 2500;
/** Taken for a write in passing, a project is let go after so long without another. */
const idleMilliseconds = 4000;

interface Held {
  readonly release: () => void;
  idle: ReturnType<typeof setTimeout> | null;
}

export interface ClaimsSurroundings {
  /** This tab came to hold the project, or to see that another one does. */
  readonly changed: (projectId: string) => void;
  /** The tab that held the project is gone, and this one, which shows it, holds it now. */
  readonly inherited: (projectId: string) => void;
  /** The lock was taken away, because this tab did not answer: nothing more may be written. */
  readonly lost: (projectId: string) => void;
}

export class Claims {
  readonly #around: ClaimsSurroundings;
  readonly #held = new Map<string, Held>();
  readonly #claiming = new Map<string, Promise<boolean>>();
  readonly #watched = new Set<string>();
  #open: string | null = null;

  constructor(around: ClaimsSurroundings) {
    this.#around = around;
  }

  holds(projectId: string): boolean {
    return this.#held.has(projectId);
  }

  /** The project that the tab shows: held as long as it does, if no other tab holds it. */
  async open(projectId: string): Promise<void> {
    const before = this.#open;
    this.#open = projectId;
    if (before !== null && before !== projectId) this.#letGoWhenIdle(before);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (await this.claim(projectId)) return;
      await pause(betweenAttemptsMilliseconds);
    }
    this.#watch(projectId);
  }

  /** Takes the project if nobody holds it; false when another tab does. */
  claim(projectId: string): Promise<boolean> {
    if (this.#held.has(projectId)) {
      this.#letGoWhenIdle(projectId);
      return Promise.resolve(true);
    }
    const claiming = this.#claiming.get(projectId) ?? this.#request(projectId, { ifAvailable: true });
    this.#claiming.set(projectId, claiming);
    return claiming.finally(() => this.#claiming.delete(projectId));
  }

  /** Waits until the other tab lets go, and takes the project away from it after `patienceMilliseconds`; true if it had to. */
  async take(projectId: string, patienceMilliseconds: number): Promise<boolean> {
    const patience = AbortSignal.timeout(patienceMilliseconds);
    if (await this.#request(projectId, { signal: patience }).catch(() => false)) return false;
    await this.#request(projectId, { steal: true });
    return true;
  }

  release(projectId: string): void {
    const held = this.#held.get(projectId);
    if (!held) return;
    if (held.idle) clearTimeout(held.idle);
    this.#held.delete(projectId);
    held.release();
    if (this.#open === projectId) this.#watch(projectId);
    this.#around.changed(projectId);
  }

  #request(projectId: string, options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        if (!lock) return void resolve(false);
        return new Promise<void>((release) => {
          this.#held.set(projectId, { release, idle: null });
          this.#letGoWhenIdle(projectId);
          this.#around.changed(projectId);
          resolve(true);
        });
      };
      navigator.locks.request(lockOf(projectId), options, hold).catch((thrown: unknown) => {
        // Stolen while it was held, or not given in time.
        if (this.#held.delete(projectId)) this.#heardOfLoss(projectId);
        else reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      });
    });
  }

  #heardOfLoss(projectId: string): void {
    this.#around.lost(projectId);
    if (this.#open === projectId) this.#watch(projectId);
    this.#around.changed(projectId);
  }

  #letGoWhenIdle(projectId: string): void {
    const held = this.#held.get(projectId);
    if (!held) return;
    if (held.idle) clearTimeout(held.idle);
    held.idle = setTimeout(() => {
      if (this.#open !== projectId) this.release(projectId);
    }, idleMilliseconds);
  }

  /** When the tab that holds the project is gone for good, this one takes it, if it still shows it. */
  #watch(projectId: string): void {
    if (this.#watched.has(projectId)) return;
    this.#watched.add(projectId);
    void navigator.locks
      .request(lockOf(projectId), () => undefined)
      .then(() => pause(graceMilliseconds))
      .then(async () => {
        this.#watched.delete(projectId);
        if (this.#open !== projectId || this.#held.has(projectId)) return;
        await this.open(projectId);
        if (this.#held.has(projectId)) this.#around.inherited(projectId);
      });
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
