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

const death = new Promise<never>((_, reject) => {
  worker.addEventListener('error', (event) => {
    const detail = event.message || 'The studio worker could not be started.';
    reject({ kind: 'unexpected', detail } satisfies Trouble);
  });
});
death.catch(() => undefined);

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
