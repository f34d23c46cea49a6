// Owns the page's one line to the studio worker. A call never hangs on a dead worker: each is raced with its death.
// What a call rejects with is always a plain `Trouble`.
import { proxy, wrap, type Remote } from 'comlink';
import type { StudioApi, StudioEvent } from '../../workers/studio-api.ts';
import type { Trouble } from '../core/trouble.ts';

const worker: Worker = import.meta.hot?.data.worker ?? makeWorker();
// An edit of this module must not leave a second worker behind.
if (import.meta.hot) import.meta.hot.data.worker = worker;

function makeWorker(): Worker {
  return new Worker(new URL('../../workers/studio.worker.ts', import.meta.url), {
    type: 'module',
    name: 'studio',
  });
}

let die: (trouble: Trouble) => void = () => undefined;
const death = new Promise<never>((_, reject) => {
  die = reject;
  worker.addEventListener('error', (event) => {
    const detail = event.message || 'The studio worker could not be started.';
    reject(
      (isSecureContext ? { kind: 'unexpected', detail } : { kind: 'insecure-address' }) satisfies Trouble,
    );
  });
});
death.catch(() => undefined);

/** A worker that ends without a word rejects nothing, so it is asked from time to time; the longest task in it takes seconds. */
const betweenBeatsMilliseconds = 10_000;
const longestSilenceMilliseconds = 90_000;

const remote: Remote<StudioApi> = wrap<StudioApi>(worker);

/** The studio. Arguments are sent as plain data: hand over snapshots, never `$state` proxies. */
export const studio = new Proxy({} as StudioApi, {
  get:
    (_, name) =>
    (...given: unknown[]) =>
      Promise.race([death, callRemote(name, given)]),
});

const callRemote = (name: string | symbol, given: unknown[]): Promise<unknown> =>
  (remote[name as keyof StudioApi] as (...given: unknown[]) => Promise<unknown>)(...given);

function watchOver(): void {
  let heard = performance.now();
  const timer = setInterval(() => {
    // A page that was asleep has missed beats; they count from when it wakes.
    if (document.visibilityState === 'hidden') heard = performance.now();
    void callRemote('alive', [])
      .then(() => (heard = performance.now()))
      .catch(() => undefined);
    if (performance.now() - heard < longestSilenceMilliseconds) return;
    clearInterval(timer);
    die({ kind: 'studio-silent', seconds: Math.round(longestSilenceMilliseconds / 1000) });
  }, betweenBeatsMilliseconds);
}
watchOver();

/** Hears that the studio worker is gone, and of what. Every call rejects from then on. */
export const onStudioDeath = (hear: (trouble: Trouble) => void): void =>
  void death.catch((thrown: unknown) => hear(troubleFrom(thrown)));

const listeners = new Set<(event: StudioEvent) => void>();
void studio
  .listen(proxy((event: StudioEvent) => listeners.forEach((hear) => hear(event))))
  .catch(() => undefined);

/** Hears every event of the studio until the returned function is called. */
export function onStudioEvent(hear: (event: StudioEvent) => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

/** Anything caught from a call, as the `Trouble` that it is. */
export function troubleFrom(thrown: unknown): Trouble {
  if (typeof thrown === 'object' && thrown !== null && 'kind' in thrown) return thrown as Trouble;
  return { kind: 'unexpected', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
