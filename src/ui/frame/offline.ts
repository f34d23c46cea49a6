// Owns the studio's service worker as the page sees it: kept so that the studio opens without a network, updated only when the
// person says so, and on hosts that send no isolation headers the way to them.
import { toast } from 'svelte-sonner';
import { atFirstUse } from './first-use.ts';
import { frameWords as words } from '../words/en/frame.ts';

/** Until the page has what it needs itself. */
const afterStartMilliseconds = 4000;
const reloadedKey = 'parley-reloaded-for-isolation';

let begun = false;

export function keepForOffline(): void {
  // The development server changes its files all the time.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const isFirst = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // Another version serves all tabs from now on: none goes on with parts of the old one.
    if (isFirst) reloadForIsolation();
    else location.reload();
  });
  atFirstUse(() => (begun = true));
  // Where threads wait for it, it comes at once.
  setTimeout(() => void register(), crossOriginIsolated ? afterStartMilliseconds : 0);
}

async function register(): Promise<void> {
  try {
    const kept = await navigator.serviceWorker.register('./service-worker.js', { updateViaCache: 'none' });
    if (kept.waiting) offer(kept.waiting);
    kept.addEventListener('updatefound', () => {
      const coming = kept.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && navigator.serviceWorker.controller) offer(coming);
      });
    });
  } catch {
    // A browser that keeps nothing for this site: the studio works, with a network.
  }
}

function offer(waiting: ServiceWorker): void {
  const onClick = (): void => waiting.postMessage('take over');
  toast(words.newVersion, { duration: Infinity, action: { label: words.useNewVersion, onClick } });
}

/** Once, and never under a person's hands: the next visit has it anyway. */
function reloadForIsolation(): void {
  if (crossOriginIsolated || begun || sessionStorage.getItem(reloadedKey)) return;
  sessionStorage.setItem(reloadedKey, 'yes');
  location.reload();
}
