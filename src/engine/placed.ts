// Owns where a model's files are for one studio: the catalogue's addresses, seen from the studio's root.
import { z } from 'zod';
import { Broken } from '../core/trouble.ts';
import type { CatalogueModel, ModelFiles } from './catalogue.ts';
import type { WebLlmModel } from './webllm/model.ts';
import type { WllamaModel } from './wllama/model.ts';

type Gguf = ModelFiles & { readonly kind: 'gguf' };
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

/** From our own origin where the set-up has fetched it, else from its host. */
export async function placedGguf(
  { choice, contextTokens, downloadBytes }: CatalogueModel,
  { address, elsewhere, sha256 }: Gguf,
  root: URL,
): Promise<WllamaModel> {
  const near = elsewhere === null || (await setUpHas(address, root));
  const url = at(near ? address : elsewhere, root);
  const file = { url, bytes: downloadBytes, hash: { algorithm: 'sha256', hex: sha256 } } as const;
  return { model: choice.model, contextTokens, file, kept: !near };
}

const localModelsShape = z.object({ models: z.array(z.object({ file: z.string(), state: z.string() })) });

/** A host that only serves files has no such list, and may answer with a page: then nothing is there. */
async function setUpHas(address: string, root: URL): Promise<boolean> {
  const list = await fetch(at('index.json', new URL(address, root)))
    .then((answer): Promise<unknown> | null => (answer.ok ? answer.json() : null))
    .catch((thrown: unknown) => {
      if (thrown instanceof Broken) throw thrown;
      return null;
    });
  const { data } = localModelsShape.safeParse(list);
  return data?.models.some(({ file, state }) => address.endsWith(`/${file}`) && state === 'present') ?? false;
}
