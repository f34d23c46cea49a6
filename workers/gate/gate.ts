// Owns the gate round the network: in each worker it is the first import, before any library, and everything that leaves
// the worker goes through its fetch. What could pass beside it is taken away or led through it.
import { Broken } from '../../src/core/trouble.ts';
import { isAllowed } from './hosts.ts';

const ungated = globalThis.fetch.bind(globalThis);

function refuseUnlisted(address: string): void {
  const url = new URL(address, location.href);
  if (!isAllowed(url, location.origin)) throw new Broken({ kind: 'host-not-allowed', host: url.host });
}

async function gatedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  refuseUnlisted(input instanceof Request ? input.url : String(input));
  const response = await ungated(input, init);
  // A listed host may send elsewhere.
  if (response.url) refuseUnlisted(response.url);
  return response;
}

globalThis.fetch = gatedFetch;

// Cache.add and addAll fetch by themselves.
Cache.prototype.add = async function add(this: Cache, request: RequestInfo | URL): Promise<void> {
  const response = await gatedFetch(request);
  if (!response.ok) throw new TypeError(`The answer to ${String(request)} was ${response.status}.`);
  await this.put(request, response);
};
Cache.prototype.addAll = async function addAll(
  this: Cache,
  requests: Iterable<RequestInfo | URL>,
): Promise<void> {
  await Promise.all([...requests].map((request) => this.add(request)));
};

for (const name of ['XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport']) {
  Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
}
