// Owns what is remembered of a model that the person added: files of their own, or an address of their own. Its bytes lie where
// those of every other model lie, under addresses that no host can have.
import { memoryOf } from '../catalogue-gguf.ts';
import type { CatalogueModel, ModelFiles } from '../catalogue.ts';
import type { WantedFile } from '../download.ts';

export interface OwnModel {
  /** Made from the name when it was added; part of the model's choice. */
  readonly id: string;
  readonly name: string;
  readonly quantisation: string;
  readonly bytes: number;
  readonly contextTokens: number;
  /** It knows Parley-mini's forms of prompt alone. */
  readonly mini: boolean;
  readonly form: OwnMlc | OwnGguf;
}

export interface OwnMlc {
  readonly kind: 'mlc';
  /** Folder, ending in a slash; null: from the person's disk. */
  readonly weights: string | null;
  /** The program for it; null: from the person's disk. */
  readonly library: string | null;
  readonly thinks: boolean;
}

export interface OwnGguf {
  readonly kind: 'gguf';
  /** `from` null: from the person's disk. */
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string | null;
    readonly from: string | null;
  }[];
}

/** RFC 2606: a name that never resolves. */
const host = '.own-model.invalid';

const rootOf = (id: string): string => `https://${id}${host}/resolve/main/`;

export const ownLibraryName = 'library.wasm';

/** Whether what lies there came from the person's disk. */
export const isOwnAddress = (url: string): boolean => new URL(url).hostname.endsWith(host);

export function modelOf(own: OwnModel): CatalogueModel {
  const { id, name, quantisation, bytes, contextTokens, mini, form } = own;
  return {
    choice: { engine: form.kind === 'mlc' ? 'webllm' : 'wllama', model: `own/${id}` },
    name,
    roles: ['generator', 'critic'],
    family: name,
    parameters: '',
    quantisation,
    downloadBytes: bytes,
    bytesAreReckoned: false,
    memoryMegabytes: memoryOf(bytes),
    contextTokens,
    licence: 'As its author says',
    embedded: false,
    requiredFeatures: form.kind === 'mlc' && quantisation.includes('f16') ? ['shader-f16'] : [],
    caveat: null,
    promptForm: mini ? 'mini' : 'instruct',
    promptsEditable: !mini,
    files: form.kind === 'mlc' ? mlcFiles(id, form) : ggufFiles(id, form),
  };
}

function mlcFiles(id: string, { weights, library, thinks }: OwnMlc): ModelFiles {
  const root = rootOf(id);
  return { kind: 'mlc', weights: root, library: root + ownLibraryName, thinks, own: { weights, library } };
}

function ggufFiles(id: string, { files }: OwnGguf): ModelFiles {
  return {
    kind: 'own-gguf',
    files: files.map(({ name, bytes, sha256, from }): WantedFile => ({
      url: rootOf(id) + encodeURIComponent(name),
      ...(from === null ? {} : { from }),
      bytes,
      ...(sha256 === null ? {} : { hash: { algorithm: 'sha256', hex: sha256 } }),
    })),
  };
}

/** Where it comes from, when that is a host of the person's own: for the gate. */
export function addressesOf({ files }: CatalogueModel): readonly string[] {
  if (files.kind === 'own-gguf') return files.files.flatMap(({ from }) => (from === undefined ? [] : [from]));
  if (files.kind === 'gguf') return files.from === undefined ? [] : [files.from];
  if (files.kind !== 'mlc') return [];
  const { weights = null, library = null } = files.own ?? files.from ?? {};
  return [weights, library].filter((address) => address !== null);
}

/** Whether a model's bytes came from the person's disk or an address of theirs; null where it is none of their own. */
export function originOf({ files }: CatalogueModel): 'disk' | 'address' | null {
  if (files.kind === 'own-gguf')
    return files.files.some(({ from }) => from === undefined) ? 'disk' : 'address';
  if (files.kind !== 'mlc' || !files.own) return null;
  return files.own.weights === null ? 'disk' : 'address';
}
