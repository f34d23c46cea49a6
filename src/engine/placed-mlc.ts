// Owns where the files of a model for WebLLM are for one studio: the catalogue's addresses, seen from the studio's root.
import type { CatalogueModel, ModelFiles } from './catalogue.ts';
import type { WebLlmModel } from './webllm/model.ts';

type Mlc = ModelFiles & { readonly kind: 'mlc' };

const at = (address: string, root: URL): string => new URL(address, root).href;

export function placedMlc(
  { choice, contextTokens, requiredFeatures, embedded }: CatalogueModel,
  { weights, library, thinks }: Mlc,
  root: URL,
): WebLlmModel {
  const [weightsUrl, libraryUrl] = [at(weights, root), at(library, root)];
  const { model } = choice;
  return { model, contextTokens, requiredFeatures, embedded, thinks, weightsUrl, libraryUrl };
}
