// Owns where the file of a model for wllama is for one studio: beside it, where the set-up has fetched it, or at its host.
import { z } from 'zod';
import { Broken } from '../core/trouble.ts';
import type { CatalogueModel, ModelFiles } from './catalogue.ts';
import type { WllamaModel } from './wllama/model.ts';

type Gguf = ModelFiles & { readonly kind: 'gguf' };

const at = (address: string, root: URL): string => new URL(address, root).href;

/** From our own origin where the set-up has fetched it, else from its host. */
export async function placedGguf(
  { choice, contextTokens, downloadBytes }: CatalogueModel,
  { address, elsewhere, sha256, thinks, from }: Gguf,
  root: URL,
): Promise<WllamaModel> {
  const near = address !== null && (elsewhere === null || (await setUpHas(address, root)));
  const url = at((near ? address : elsewhere) ?? '', root);
  const hash =
    sha256 === null ? {} : { bytes: downloadBytes, hash: { algorithm: 'sha256', hex: sha256 } as const };
  const source = near || from === undefined ? {} : { from };
  return { model: choice.model, contextTokens, thinks, files: [{ url, ...source, ...hash }], kept: !near };
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
