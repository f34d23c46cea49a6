// Owns what a long run asks of the browser, if the person wants it: that the machine stays awake while it goes on, and a
// notification when it ends. Both choices are remembered in this browser.
import type { Run } from '../../core/run/plan.ts';
import { onStudioEvent } from '../studio.ts';
import { frameWords as words } from '../words/en/frame.ts';
import { runProgress } from './run-progress.svelte.ts';

const keyOf = (choice: 'awake' | 'notify'): string => `parley-${choice}`;

class LongJob {
  readonly canStayAwake = 'wakeLock' in navigator;
  readonly canNotify = 'Notification' in globalThis;
  awake: boolean = $state(remembered('awake'));
  notify: boolean = $state(remembered('notify') && this.canNotify && Notification.permission === 'granted');
  #lock: WakeLockSentinel | null = null;

  constructor() {
    onStudioEvent((event) => {
      if (event.kind !== 'run' || event.event.kind !== 'state') return;
      if (event.event.run.state !== 'running') this.#tell(event.event.run);
      // What is under way is known a moment later.
      setTimeout(() => void this.#holdAwake(), 0);
    });
    // A browser lets go of the lock when the page is hidden.
    document.addEventListener('visibilitychange', () => void this.#holdAwake());
  }

  chooseAwake(chosen: boolean): void {
    this.awake = chosen;
    remember('awake', chosen);
    void this.#holdAwake();
  }

  async chooseNotify(chosen: boolean): Promise<void> {
    this.notify = chosen && (await Notification.requestPermission()) === 'granted';
    remember('notify', this.notify);
  }

  async #holdAwake(): Promise<void> {
    // The choice may have been made in a former version of this browser.
    const wants = this.canStayAwake && this.awake;
    const wanted = wants && runProgress.newest !== undefined && document.visibilityState === 'visible';
    if (!wanted) {
      await this.#lock?.release();
      this.#lock = null;
    } else if (!this.#lock || this.#lock.released) {
      // Refused, for a low battery say, the run goes on all the same.
      this.#lock = await navigator.wakeLock.request('screen').catch(() => null);
    }
  }

  #tell(run: Run): void {
    if (!this.notify || document.visibilityState === 'visible') return;
    new Notification(words.runEnded(run.name, run.state), { tag: run.id });
  }
}

function remembered(choice: 'awake' | 'notify'): boolean {
  try {
    return localStorage.getItem(keyOf(choice)) === 'yes';
  } catch {
    return false;
  }
}

function remember(choice: 'awake' | 'notify', chosen: boolean): void {
  try {
    localStorage.setItem(keyOf(choice), chosen ? 'yes' : 'no');
  } catch {
    // A browser that keeps nothing for this site: the choice holds until the page is closed.
  }
}

export const longJob = new LongJob();
