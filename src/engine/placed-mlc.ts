// Owns where the files of a model for WebLLM are for one studio: the catalogue's addresses, seen from the studio's root.
import { Broken } from '../core/trouble.ts';
import type { CatalogueModel, ModelFiles } from './catalogue.ts';
import { isOwnAddress } from './own/own-model.ts';
import type { WebLlmModel } from './webllm/model.ts';

type Mlc = ModelFiles & { readonly kind: 'mlc' };

const at = (address: string, root: URL): string => new URL(address, root).href;

export function placedMlc(
  { choice, name, contextTokens, requiredFeatures, largestBufferBytes, embedded }: CatalogueModel,
  { weights, library, thinks, own, from: mirror }: Mlc,
  root: URL,
): WebLlmModel {
  const [weightsUrl, libraryUrl] = [at(weights, root), at(library, root)];
  const { model } = choice;
  const needs = { requiredFeatures, ...(largestBufferBytes === undefined ? {} : { largestBufferBytes }) };
  const placed = { model, contextTokens, ...needs, embedded, thinks, weightsUrl, libraryUrl };
  if (mirror) return { ...placed, from: { weightsUrl: mirror.weights, libraryUrl: mirror.library } };
  if (own === undefined) return placed;
  const from = { weightsUrl: own.weights, libraryUrl: own.library && at(own.library, root) };
  return { ...placed, from, source: lostFile(name) };
}

/** For a model that was added from the disk: what is here no more can be fetched from nowhere. */
export const lostFile =
  (model: string) =>
  (url: string): undefined => {
    if (!isOwnAddress(url)) return undefined;
    throw new Broken({ kind: 'own-file-lost', model, file: url.split('/').at(-1) ?? url });
  };
