/* global self, caches */
// Owns the studio where there is no network: all its programs but models, each version whole and in a cache of its own, so that a
// page never gets parts of two. Where a host can't send the guarding headers, answers from here carry them all the same.
// The build puts in what stands in capitals (scripts/offline/plugin.mjs). Models are not its affair: engines keep those.

/** Changes with every file. */
const version = '__VERSION__';
/** Fetched at once, paths below the scope. */
const files = new Set('__FILES__');
/** Large programs, kept when they are first used. */
const programs = new Set('__PROGRAMS__');
/** @type {Record<string, string>} */
const guards = '__GUARDS__';

const ownCache = `parley ${version}`;
const programCache = 'parley programs';
const scope = new URL(self.registration.scope);
const startFile = 'index.html';

self.addEventListener('install', (event) => event.waitUntil(fetchAll()));
self.addEventListener('activate', (event) =>
  event.waitUntil(forgetOthers().then(() => self.clients.claim())),
);
// A page says so when a person wants the new version; until then the old one stays whole.
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(event.request, path));
});

async function fetchAll() {
  const cache = await caches.open(ownCache);
  await Promise.all(
    [...files].map(async (path) => {
      const address = new URL(path, scope);
      // A name that tells the content can come from the browser's own cache, nothing else may.
      const response = await fetch(address, { cache: path.startsWith('assets/') ? 'default' : 'no-cache' });
      if (!response.ok) throw new Error(`${address} was answered with ${response.status}.`);
      await cache.put(address, response);
    }),
  );
}

async function forgetOthers() {
  for (const name of await caches.keys())
    if (name.startsWith('parley ') && name !== ownCache && name !== programCache) await caches.delete(name);
  const cache = await caches.open(programCache);
  for (const request of await cache.keys())
    if (!programs.has(new URL(request.url).pathname.slice(scope.pathname.length)))
      await cache.delete(request);
}

/** The path of what is answered from here; null for everything else. */
function pathOf(request) {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.origin || request.headers.has('range')) return null;
  if (!url.pathname.startsWith(scope.pathname)) return null;
  const path = url.pathname.slice(scope.pathname.length) || startFile;
  return files.has(path) || programs.has(path) ? path : null;
}

async function answer(request, path) {
  const cache = await caches.open(files.has(path) ? ownCache : programCache);
  const address = new URL(path, scope);
  const kept = await cache.match(address);
  if (kept) return guarded(kept, path);
  const response = await fetch(request);
  if (response.ok && response.status === 200) await keep(cache, address, response.clone());
  return guarded(response, path);
}

/** A full disk keeps nothing, and breaks nothing either. */
const keep = (cache, address, response) => cache.put(address, response).catch(() => undefined);

function guarded(response, path) {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(guards)) headers.set(name, value);
  // Not every host knows it, and only so a program is compiled while it arrives.
  if (path.endsWith('.wasm')) headers.set('Content-Type', 'application/wasm');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
