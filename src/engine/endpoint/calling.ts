// Owns one request to a server the person added: its key in the header alone, a refusal that passes waited for.
import { Broken } from '../../core/trouble.ts';
import type { Endpoint } from '../catalogue.ts';
import { passes, paused, waitBefore } from '../patience.ts';
import { mostTries, refusal } from './failures.ts';

export interface Caller {
  readonly endpoint: Pick<Endpoint, 'baseUrl' | 'contextTokens'>;
  /** Kept here and in the header; it stands in no error and no log. */
  readonly key: string | null;
  /** Before the second try, in milliseconds; each further wait is twice as long. */
  readonly firstWait?: number;
}

const usualFirstWait = 1000;

/** An answer with status 2xx. Throws `Broken`; an abort as it comes. */
export async function call(
  { endpoint, key, firstWait = usualFirstWait }: Caller,
  url: string,
  signal: AbortSignal,
  body?: string,
): Promise<Response> {
  const { host } = new URL(endpoint.baseUrl);
  const init = { ...requestOf(key, body), signal };
  for (let tried = 1; ; tried += 1) {
    const answer = await fetch(url, init).catch((thrown: unknown) => {
      if (thrown instanceof Broken || signal.aborted) throw thrown;
      if (tried >= mostTries) throw unreachable(endpoint.baseUrl);
      return null;
    });
    if (answer?.ok) return answer;
    if (answer && (!passes(answer.status) || tried >= mostTries))
      throw new Broken(refusal(answer.status, await answer.text(), host, endpoint.contextTokens));
    await answer?.body?.cancel();
    const wait = waitBefore(tried, answer?.headers.get('retry-after') ?? null, Date.now(), firstWait);
    await paused(wait, signal);
  }
}

/** Whether the server answers to an address; asked once. */
export const answers = (baseUrl: string, key: string | null): Promise<boolean> =>
  fetch(`${baseUrl}/models`, requestOf(key)).then(
    ({ ok }) => ok,
    () => false,
  );

const requestOf = (key: string | null, body?: string): RequestInit => ({
  method: body === undefined ? 'GET' : 'POST',
  headers: {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  },
  ...(body === undefined ? {} : { body }),
  // Nothing of the browser's goes along, and nothing is followed to a host that was not added.
  credentials: 'omit',
  redirect: 'error',
  cache: 'no-store',
});

/**
 * Where nothing could be reached. A browser says the same of a server that is away and of one that does not let this page read
 * its answers (CORS), and an isolated page may not even ask without reading; so both are said.
 */
const unreachable = (baseUrl: string): Broken =>
  new Broken({ kind: 'endpoint-away', host: new URL(baseUrl).host });
