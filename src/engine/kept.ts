// Owns what of a model's files lies in this browser, and deleting them. Knows the libraries' caches by name,
// so that a list of models need not load a library.
import type { CatalogueModel } from './catalogue.ts';
import { placedMlc } from './placed-mlc.ts';
import { addressesOf, webLlmCaches } from './webllm/model.ts';
import { modelsCache } from './wllama/model.ts';

/** All of them, so that loading needs no network. */
export async function isKept(model: CatalogueModel, root: URL): Promise<boolean> {
  const { files } = model;
  if (!('caches' in globalThis)) return false;
  if (files.kind === 'mlc') {
    const { configuration } = addressesOf(placedMlc(model, files, root));
    return (await caches.match(configuration, { cacheName: webLlmCaches.configuration })) !== undefined;
  }
  if (files.kind !== 'gguf' || files.elsewhere === null) return false;
  return (await caches.match(files.elsewhere, { cacheName: modelsCache })) !== undefined;
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
  if (files.kind === 'gguf' && files.elsewhere !== null) await deleteBelow(modelsCache, files.elsewhere);
}

async function deleteBelow(cacheName: string, address: string): Promise<void> {
  const cache = await caches.open(cacheName);
  const below = (await cache.keys()).filter(({ url }) => url.startsWith(address));
  await Promise.all(below.map((request) => cache.delete(request)));
}
