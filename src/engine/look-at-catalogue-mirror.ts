// Owns looking at a mirror of the catalogue before it is used: how many of the models lie there. No model is fetched.
import type { CatalogueModel, ModelFiles } from './catalogue.ts';
import { mirrored, type CatalogueMirror } from './catalogue-mirror.ts';
import { asBroken, refuseFailure } from './download.ts';
import { addressesOf } from './webllm/model.ts';

/** How much of the catalogue lies at a mirror. */
export interface FoundAtMirror {
  /** Models whose first file is there; of so many that it could have. */
  readonly models: number;
  readonly of: number;
  /** Of those, models for WebLLM whose library is not there. */
  readonly withoutLibrary: number;
}

const asksAtOnce = 6;

/** Asks for one file of each model, and fetches none. Throws `Broken`. */
export async function lookAtCatalogueMirror(
  models: readonly CatalogueModel[],
  mirror: CatalogueMirror,
  signal: AbortSignal,
): Promise<FoundAtMirror> {
  try {
    return await foundAt(models, mirror, signal);
  } catch (thrown) {
    throw asBroken(thrown, { url: mirror.base }, { model: new URL(mirror.base).host, signal });
  }
}

async function foundAt(
  models: readonly CatalogueModel[],
  mirror: CatalogueMirror,
  signal: AbortSignal,
): Promise<FoundAtMirror> {
  const wanted = models.flatMap((model) => firstFiles(mirrored(model, mirror).files));
  const answers = new Map<string, Promise<boolean>>();
  const isThere = (url: string): Promise<boolean> => {
    const asked = answers.get(url) ?? hasFile(url, signal);
    answers.set(url, asked);
    return asked;
  };
  const [waiting, found] = [wanted.values(), { models: 0, of: wanted.length, withoutLibrary: 0 }];
  const ask = async (): Promise<void> => {
    for (const { file, library } of waiting) {
      if (!(await isThere(file))) continue;
      found.models += 1;
      if (library !== null && !(await isThere(library))) found.withoutLibrary += 1;
    }
  };
  await Promise.all(Array.from({ length: asksAtOnce }, ask));
  return found;
}

function firstFiles(files: ModelFiles): { file: string; library: string | null }[] {
  if (files.kind === 'gguf' && files.from !== undefined) return [{ file: files.from, library: null }];
  if (files.kind !== 'mlc' || !files.from) return [];
  const { weights, library } = files.from;
  return [{ file: addressesOf({ weightsUrl: weights, libraryUrl: library }).configuration, library }];
}

async function hasFile(url: string, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(url, { method: 'HEAD', signal });
  if (answer.status === 404 || answer.status === 410) return false;
  refuseFailure(answer, { url }, { model: new URL(url).host });
  return true;
}
