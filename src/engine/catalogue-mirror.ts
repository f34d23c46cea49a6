// Owns fetching the catalogue's models from a host of the person's own instead of their usual ones: which address of the mirror
// stands for which. What is fetched is kept under its usual address and checked as usual,
// so that a mirror can come and go.
import type { CatalogueModel, ModelFiles } from './catalogue.ts';

export interface CatalogueMirror {
  /** Ends in a slash; below it stand the paths of huggingface.co. */
  readonly base: string;
  /** Folder with WebLLM's model libraries, ending in a slash; null: below the base, under their path at GitHub. */
  readonly libraries: string | null;
}

const weightsHost = 'https://huggingface.co/';
const librariesHost = 'https://raw.githubusercontent.com/';

/** Where a mirror has what lies at a usual address; null for an address of another host. */
export function atMirror(address: string, { base, libraries }: CatalogueMirror): string | null {
  if (address.startsWith(weightsHost)) return base + address.slice(weightsHost.length);
  if (!address.startsWith(librariesHost)) return null;
  if (libraries === null) return base + address.slice(librariesHost.length);
  return libraries + (address.split('/').at(-1) ?? '');
}

/** The model with where its files come from; as it is where all of them come from elsewhere. */
export function mirrored(model: CatalogueModel, mirror: CatalogueMirror | null): CatalogueModel {
  const files = mirror && mirroredFiles(model.files, mirror);
  return files ? { ...model, files } : model;
}

function mirroredFiles(files: ModelFiles, mirror: CatalogueMirror): ModelFiles | null {
  if (files.kind === 'gguf') {
    const from = files.elsewhere === null ? null : atMirror(files.elsewhere, mirror);
    return from === null ? null : { ...files, from };
  }
  if (files.kind !== 'mlc') return null;
  // A person's own weights may run by a library of the catalogue.
  const { own } = files;
  const library = atMirror(own ? (own.library ?? '') : files.library, mirror);
  if (own) return library === null ? null : { ...files, own: { ...own, library } };
  const weights = atMirror(files.weights, mirror);
  return weights === null || library === null ? null : { ...files, from: { weights, library } };
}
