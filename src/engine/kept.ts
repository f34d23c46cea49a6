// Owns what of a model's files lies in this browser, and deleting them. Knows the libraries' caches by name,
// so that a list of models need not load a library.
import type { CatalogueModel } from './catalogue.ts';
import { placedMlc } from './placed-mlc.ts';
import { addressesOf, webLlmCaches } from './webllm/model.ts';
import { modelsCache } from './wllama/cache.ts';

/** All of them, so that loading needs no network. `kept`: the addresses that are kept, where they are known already. */
export async function isKept(model: CatalogueModel, root: URL, kept?: ReadonlySet<string>): Promise<boolean> {
  const { files } = model;
  const addresses = kept ?? (await keptAddresses());
  if (files.kind === 'mlc') {
    return addresses.has(addressesOf(placedMlc(model, files, root)).configuration);
  }
  if (files.kind === 'own-gguf') return files.files.every(({ url }) => addresses.has(url));
  return files.kind === 'gguf' && files.elsewhere !== null && addresses.has(files.elsewhere);
}

/** Whether some of its weights are here, as after a download that was cancelled. */
export function isBegun(model: CatalogueModel, root: URL, kept: ReadonlySet<string>): boolean {
  const [weights] = beginningsOf(model, root);
  return weights !== undefined && [...kept].some((address) => address.startsWith(weights));
}

const allCaches = [...Object.values(webLlmCaches), modelsCache];

/** Of every file of a model in this browser; one look for a whole list. */
export async function keptAddresses(): Promise<ReadonlySet<string>> {
  return new Set((await keptRequests()).map(({ url }) => url));
}

async function keptRequests(): Promise<readonly Request[]> {
  if (!('caches' in globalThis)) return [];
  const known = await caches.keys();
  const present = allCaches.filter((name) => known.includes(name));
  return (await Promise.all(present.map(async (name) => (await caches.open(name)).keys()))).flat();
}

interface Leftovers {
  readonly files: number;
  /** As far as the files say how long they are. */
  readonly bytes: number;
}

/** Files that belong to no model of this version: of an older one, say. */
export async function leftovers(models: readonly CatalogueModel[], root: URL): Promise<Leftovers> {
  const found = await leftoverRequests(models, root);
  return { files: found.length, bytes: await bytesOf(found) };
}

interface KeptBytes {
  readonly own: number;
  readonly others: number;
}

/** What the files of one model take, and those of all others with the leftovers; as far as they say how long they are. */
export async function keptBytes(model: CatalogueModel, root: URL): Promise<KeptBytes> {
  const beginnings = beginningsOf(model, root);
  const isOwn = ({ url }: Request): boolean => beginnings.some((beginning) => url.startsWith(beginning));
  const found = await keptRequests();
  const [own, others] = await Promise.all([
    bytesOf(found.filter(isOwn)),
    bytesOf(found.filter((request) => !isOwn(request))),
  ]);
  return { own, others };
}

export async function deleteLeftovers(models: readonly CatalogueModel[], root: URL): Promise<void> {
  const found = await leftoverRequests(models, root);
  for (const name of allCaches) {
    const cache = await caches.open(name);
    await Promise.all(found.map((request) => cache.delete(request)));
  }
}

async function leftoverRequests(models: readonly CatalogueModel[], root: URL): Promise<readonly Request[]> {
  const known = models.flatMap((model) => beginningsOf(model, root));
  return (await keptRequests()).filter(({ url }) => !known.some((beginning) => url.startsWith(beginning)));
}

function beginningsOf(model: CatalogueModel, root: URL): readonly string[] {
  const { files } = model;
  if (files.kind === 'own-gguf') return files.files.map(({ url }) => url);
  if (files.kind === 'gguf') return files.elsewhere === null ? [] : [files.elsewhere];
  if (files.kind !== 'mlc') return [];
  const { weightsUrl, libraryUrl } = placedMlc(model, files, root);
  return [weightsUrl, libraryUrl];
}

async function bytesOf(requests: readonly Request[]): Promise<number> {
  const sizes = await Promise.all(requests.map(async (request) => lengthOf(await caches.match(request))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const lengthOf = (response: Response | undefined): number =>
  Number(response?.headers.get('content-length') ?? 0);

/** Every file of every model that this browser has fetched. */
export async function deleteAllKept(): Promise<void> {
  if (!('caches' in globalThis)) return;
  // The mark of completeness first: what is cut off here is fetched again.
  await caches.delete(webLlmCaches.configuration);
  await Promise.all(allCaches.map((name) => caches.delete(name)));
}

export async function deleteKept(model: CatalogueModel, root: URL): Promise<void> {
  const { files } = model;
  if (!('caches' in globalThis)) return;
  if (files.kind === 'mlc') {
    const placed = placedMlc(model, files, root);
    // The mark of completeness first: what is cut off here is fetched again.
    await deleteBelow(webLlmCaches.configuration, placed.weightsUrl);
    await deleteBelow(webLlmCaches.weights, placed.weightsUrl);
    await deleteBelow(webLlmCaches.library, placed.libraryUrl);
  }
  if (files.kind === 'gguf' || files.kind === 'own-gguf')
    for (const beginning of beginningsOf(model, root)) await deleteBelow(modelsCache, beginning);
}

async function deleteBelow(cacheName: string, address: string): Promise<void> {
  const cache = await caches.open(cacheName);
  const below = (await cache.keys()).filter(({ url }) => url.startsWith(address));
  // The mark of a file in parts first, which has the shortest address.
  below.sort((a, b) => a.url.length - b.url.length);
  await Promise.all(below.map((request) => cache.delete(request)));
}
