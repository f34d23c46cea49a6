// Owns finding out what model a person's files are, or what lies at their address: nothing is copied or fetched but lists and
// headers. What is not a whole model is said by what it lacks.
import { z } from 'zod';
import { mostFileBytes } from '../wllama/model.ts';
import { headerBytes, readGgufHeader, type GgufHeader } from './gguf-header.ts';

/** A file with its path below what was picked, with slashes. */
export interface PickedFile {
  readonly path: string;
  readonly file: Blob;
}

export type OwnProblem =
  | { readonly kind: 'nothing'; readonly files: number }
  | { readonly kind: 'missing'; readonly files: readonly string[] }
  | { readonly kind: 'length'; readonly file: string; readonly bytes: number; readonly wanted: number }
  | { readonly kind: 'unreadable'; readonly file: string }
  | { readonly kind: 'no-gguf'; readonly file: string }
  | { readonly kind: 'too-large'; readonly file: string }
  | { readonly kind: 'splits'; readonly found: number; readonly wanted: number }
  | { readonly kind: 'several'; readonly files: readonly string[] }
  | { readonly kind: 'older'; readonly file: string };

interface Described {
  readonly name: string;
  readonly quantisation: string;
  readonly bytes: number;
  readonly contextTokens: number;
  readonly mini: boolean;
}

export type FoundMlc = Described & {
  readonly kind: 'mlc';
  readonly thinks: boolean;
  /** The path of its program; null where none lies with it. */
  readonly library: string | null;
  readonly shards: readonly string[];
};

export type FoundGguf = Described & {
  readonly kind: 'gguf';
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
};

export type OwnFound = FoundMlc | FoundGguf | { readonly kind: 'problem'; readonly problem: OwnProblem };

export const problem = (which: OwnProblem): OwnFound => ({ kind: 'problem', problem: which });

/** More context than this takes memory that few machines have; the person may still choose it. */
const usualContext = 4096;

export const listName = 'tensor-cache.json';
export const configurationName = 'mlc-chat-config.json';
export const tokenizerName = 'tokenizer.json';

const configurationShape = z.object({
  model_type: z.string(),
  quantization: z.string(),
  /** -1: a window slides over a text without end; it is then what fits at once. */
  context_window_size: z.number().int().optional(),
  sliding_window_size: z.number().int().optional(),
});
const listShape = z.object({
  records: z.array(z.object({ dataPath: z.string(), nbytes: z.number() })).min(1),
});

export async function lookAtFiles(picked: readonly PickedFile[]): Promise<OwnFound> {
  const configuration = picked.find(({ path }) => nameOf(path) === configurationName);
  const folder = configuration ? configuration.path.slice(0, -configurationName.length) : null;
  const ggufs = picked.filter(({ path }) => path.toLowerCase().endsWith('.gguf'));
  if (folder === null && ggufs.length > 0) return lookAtGguf(ggufs);
  // A folder with all but its settings is meant to be one all the same.
  const looksLikeMlc = picked.some(({ path }) => /params_shard_\d+\.bin$|tensor-cache\.json$/.test(path));
  if (folder === null && !looksLikeMlc) return onlyFile(picked);
  return lookAtFolder(picked, folder ?? '');
}

function onlyFile(picked: readonly PickedFile[]): OwnFound {
  const [only] = picked;
  return picked.length === 1 && only
    ? problem({ kind: 'no-gguf', file: nameOf(only.path) })
    : problem({ kind: 'nothing', files: picked.length });
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;

async function lookAtFolder(picked: readonly PickedFile[], folder: string): Promise<OwnFound> {
  const at = (name: string) => picked.find(({ path }) => path === folder + name)?.file;
  const wanted = [configurationName, listName, tokenizerName];
  const missing = wanted.filter((name) => !at(name));
  if (missing.includes(listName) && at('ndarray-cache.json'))
    return problem({ kind: 'older', file: 'ndarray-cache.json' });
  if (missing.length > 0) return problem({ kind: 'missing', files: missing });
  const libraries = picked.filter(({ path }) => path.endsWith('.wasm'));
  if (libraries.length > 1) return problem({ kind: 'several', files: libraries.map(({ path }) => path) });
  const [settings, list] = await Promise.all([textOf(at(configurationName)), textOf(at(listName))]);
  const found = readMlc(settings, list, folder.split('/').at(-2) ?? '', libraries[0]?.path ?? null);
  if (found.kind !== 'mlc') return found;
  return wrongShard(found, list, at) ?? { ...found, bytes: found.bytes + (libraries[0]?.file.size ?? 0) };
}

const textOf = async (file: Blob | undefined): Promise<string> => (await file?.text()) ?? '';

function wrongShard(
  { shards }: FoundMlc,
  list: string,
  at: (name: string) => Blob | undefined,
): OwnFound | null {
  const missing = shards.filter((name) => !at(name));
  if (missing.length > 0) return problem({ kind: 'missing', files: missing });
  for (const { dataPath, nbytes } of listShape.parse(JSON.parse(list)).records) {
    const bytes = at(dataPath)?.size ?? 0;
    if (bytes !== nbytes) return problem({ kind: 'length', file: dataPath, bytes, wanted: nbytes });
  }
  return null;
}

/** From the two lists of a model in MLC form, wherever they lie. */
export function readMlc(settings: string, list: string, folder: string, library: string | null): OwnFound {
  const configuration = configurationShape.safeParse(parsed(settings)).data;
  if (!configuration) return problem({ kind: 'unreadable', file: configurationName });
  const weights = listShape.safeParse(parsed(list)).data;
  if (!weights) return problem({ kind: 'unreadable', file: listName });
  const { model_type: type, quantization } = configuration;
  const context = contextOf(configuration);
  if (context <= 0) return problem({ kind: 'unreadable', file: configurationName });
  return {
    kind: 'mlc',
    name: readable(folder) || type,
    quantisation: quantization,
    bytes: weights.records.reduce((sum, { nbytes }) => sum + nbytes, 0) + settings.length + list.length,
    contextTokens: Math.min(context, usualContext),
    mini: type === 'tiny-llama',
    thinks: type.startsWith('qwen3'),
    library,
    shards: weights.records.map(({ dataPath }) => dataPath),
  };
}

const contextOf = ({
  context_window_size: whole = usualContext,
  sliding_window_size: sliding = -1,
}: z.infer<typeof configurationShape>): number => (whole > 0 ? whole : sliding);

/** A folder that is called by its place says nothing of the model. */
const readable = (folder: string): string => (/^(?:main|resolve|\d+)$/.test(folder) ? '' : folder);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const splitName = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i;

async function lookAtGguf(picked: readonly PickedFile[]): Promise<OwnFound> {
  const files = picked
    .map(({ path, file }) => ({ name: nameOf(path), bytes: file.size, file }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const [first] = files;
  if (!first) return problem({ kind: 'nothing', files: 0 });
  const wanted = Number(splitName.exec(first.name)?.[3] ?? 1);
  if (wanted !== files.length) {
    return wanted === 1
      ? problem({ kind: 'several', files: files.map(({ name }) => name) })
      : problem({ kind: 'splits', found: files.length, wanted });
  }
  const large = files.find(({ bytes }) => bytes > mostFileBytes);
  if (large) return problem({ kind: 'too-large', file: large.name });
  const header = readGgufHeader(new Uint8Array(await first.file.slice(0, headerBytes).arrayBuffer()));
  if (!header) return problem({ kind: 'no-gguf', file: first.name });
  return foundGguf(
    header,
    files.map(({ name, bytes }) => ({ name, bytes })),
  );
}

export function foundGguf(header: GgufHeader, files: FoundGguf['files']): OwnFound {
  const name = files[0]?.name.replace(splitName, '$1').replace(/\.gguf$/i, '') ?? '';
  return {
    kind: 'gguf',
    name: header.name ?? name,
    quantisation: header.quantisation ?? '',
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    contextTokens: Math.min(header.contextTokens ?? usualContext, usualContext),
    mini: header.name === 'mini persona dialogue',
    files,
  };
}
