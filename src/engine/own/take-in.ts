// Owns copying the files of a person's own model into this browser, checked as if they had been fetched. What fails or is
// stopped leaves nothing behind.
import type { LoadProgress, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import type { CatalogueModel } from '../catalogue.ts';
import { hasherOf } from '../download.ts';
import { deleteKept } from '../kept.ts';
import { placedMlc } from '../placed-mlc.ts';
import { configurationName, type FoundMlc, type PickedFile } from './look.ts';
import { ownLibraryName } from './own-model.ts';

export interface TakeIn {
  readonly root: URL;
  readonly stop: Stop;
  onProgress(progress: LoadProgress): void;
}

/** The picked files under the addresses that the model's own will be kept at. */
export function sourceOfFolder(
  { library }: Pick<FoundMlc, 'library'>,
  picked: readonly PickedFile[],
  weights: string,
): (url: string) => Blob | undefined {
  const settings = picked.find(({ path }) => path.split('/').at(-1) === configurationName)?.path ?? '';
  const folder = settings.slice(0, -configurationName.length);
  const files = new Map(
    picked.map(({ path, file }): [string, Blob] => [
      weights + (path === library ? ownLibraryName : path.slice(folder.length)),
      file,
    ]),
  );
  return (url) => files.get(url);
}

/** By the names of the files, wherever they lie. */
export function sourceOfFiles(
  model: CatalogueModel,
  picked: readonly PickedFile[],
): (url: string) => Blob | undefined {
  const wanted = model.files.kind === 'own-gguf' ? model.files.files : [];
  const files = new Map<string, Blob>();
  for (const { url } of wanted) {
    const name = decodeURIComponent(url.split('/').at(-1) ?? '');
    const found = picked.find(({ path }) => path.split('/').at(-1) === name);
    if (found) files.set(url, found.file);
  }
  return (url) => files.get(url);
}

/** Throws `Broken`: `stopped`, `no-room-for-model`, `bad-model-file`. */
export async function takeIn(
  model: CatalogueModel,
  source: (url: string) => Blob | undefined,
  { root, stop, onProgress }: TakeIn,
): Promise<void> {
  const { files, contextTokens } = model;
  try {
    if (files.kind === 'mlc') {
      const { fetchWeights } = await import('../webllm/fetch-weights.ts');
      await fetchWeights({ ...placedMlc(model, files, root), source }, { stop, onProgress });
    } else if (files.kind === 'own-gguf') {
      const { fetchModel } = await import('../wllama/model.ts');
      const placed = { model: model.name, contextTokens, files: files.files, kept: true, source };
      await fetchModel(placed, { stop, onProgress });
    }
  } catch (thrown) {
    await deleteKept(model, root);
    throw thrown;
  }
}

/** Of a file on the disk, so that records can name what wrote them. */
export async function sha256Of(file: Blob, stop: Stop): Promise<string> {
  const hasher = await hasherOf('sha256');
  const reader = file.stream().getReader();
  for (;;) {
    if (stop.stopped) throw new Broken({ kind: 'stopped' });
    const { done, value } = await reader.read();
    if (done) return hasher.digest('hex');
    hasher.update(value);
  }
}
