// Owns the gate round the network: in each worker it is the first import, before any library, and everything that leaves
// the worker goes through its fetch. What could pass beside it is taken away or led through it.
import './uncompiled-shapes.ts';
import { Broken } from '../../src/core/trouble.ts';
import { addedOriginOf, isAllowed } from './hosts.ts';
import { countTraffic } from './traffic.ts';

const ungated = globalThis.fetch.bind(globalThis);

/** Origins of servers that the person added, in this worker. */
const added = new Set<string>();

/** Lets through what goes to the server of an endpoint that the person added. */
export const allowEndpoint = (baseUrl: string): unknown => added.add(new URL(baseUrl).origin);

function refuseUnlisted(address: string): URL {
  const url = new URL(address, location.href);
  if (!isAllowed(url, location.origin, added)) throw new Broken({ kind: 'host-not-allowed', host: url.host });
  return url;
}

async function gatedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const asked = refuseUnlisted(input instanceof Request ? input.url : String(input));
  const isOwn = asked.origin === location.origin || !asked.host;
  if (!isOwn) countTraffic(hostOf(asked), asked.href.length + sizeOf(init?.body), 0);
  const response = await ungated(input, init);
  // A listed host may send elsewhere.
  const came = response.url ? refuseUnlisted(response.url) : asked;
  return isOwn ? response : counted(response, hostOf(came));
}

/** Of a person's own server, as it was added. */
const hostOf = (url: URL): string => new URL(addedOriginOf(url, added) ?? url.href).host;

/** The studio sends text alone, and nothing to hosts of models. */
const sizeOf = (body: BodyInit | null | undefined): number => {
  if (typeof body === 'string') return new TextEncoder().encode(body).length;
  return body instanceof Blob ? body.size : body instanceof ArrayBuffer ? body.byteLength : 0;
};

/** The same answer, its bytes counted as they are read. */
function counted(response: Response, host: string): Response {
  if (!response.body) return response;
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      countTraffic(host, 0, piece.byteLength);
      controller.enqueue(piece);
    },
  });
  const { status, statusText, headers, url } = response;
  const same = new Response(response.body.pipeThrough(counting), { status, statusText, headers });
  // A response that is made has no address of its own.
  return Object.defineProperty(same, 'url', { value: url });
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
