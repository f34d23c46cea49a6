// Owns the models that the person added: what is remembered of each, and bringing their files here. One is taken in at a time.
import type { LoadProgress, Store } from '../../../src/core/ports.ts';
import { Broken } from '../../../src/core/trouble.ts';
import type { CatalogueModel } from '../../../src/engine/catalogue.ts';
import type { OwnFound, PickedFile } from '../../../src/engine/own/look.ts';
import { addressesOf, modelOf, type OwnModel } from '../../../src/engine/own/own-model.ts';
import { allowEndpoint } from '../../gate/gate.ts';
import { Stopper } from '../../stopper.ts';
import type { MirrorFound, NewOwnModel } from '../../studio-api/own-models.ts';
import { studioRoot } from '../origin.ts';
import { listOf } from '../pages.ts';
import { withWholeShortage } from './room.ts';

const prefix = 'own-model ';
const lookMilliseconds = 30_000;

export class OwnModels {
  readonly #store: Store;
  #stopper: Stopper | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  async list(): Promise<readonly OwnModel[]> {
    const settings = await listOf(this.#store, 'setting', '');
    return settings.filter(({ id }) => id.startsWith(prefix)).map(({ value }) => value as OwnModel);
  }

  async models(): Promise<readonly CatalogueModel[]> {
    return (await this.list()).map(modelOf);
  }

  async lookAtFiles(picked: readonly PickedFile[]): Promise<OwnFound> {
    const { lookAtFiles } = await import('../../../src/engine/own/look.ts');
    return lookAtFiles(picked);
  }

  async lookAtAddress(typed: string): Promise<MirrorFound> {
    const { lookAtMirror, readMirror } = await import('../../../src/engine/own/mirror.ts');
    const address = readMirror(typed);
    if (!address.ok) return { kind: 'no address', problem: address.problem };
    allowEndpoint(address.value);
    const found = await lookAtMirror(address.value, AbortSignal.timeout(lookMilliseconds));
    return { kind: 'looked', address: address.value, found };
  }

  async add(
    wanted: NewOwnModel,
    picked: readonly PickedFile[],
    onProgress: (progress: LoadProgress) => void,
  ): Promise<void> {
    const stopper = new Stopper();
    this.#stopper = stopper;
    const { sha256Of, sourceOfFiles, sourceOfFolder, takeIn } =
      await import('../../../src/engine/own/take-in.ts');
    const own = await this.#described(wanted, picked, (file) => sha256Of(file, stopper));
    const model = modelOf(own);
    addressesOf(model).forEach(allowEndpoint);
    if (picked.length > 0) {
      const { files } = model;
      const source =
        files.kind === 'mlc'
          ? sourceOfFolder({ library: wanted.libraryFile }, picked, files.weights)
          : sourceOfFiles(model, picked);
      try {
        await takeIn(model, source, { root: studioRoot, stop: stopper, onProgress });
      } catch (thrown) {
        throw await withWholeShortage(thrown, model);
      }
    }
    const item = { owner: '', id: prefix + own.id, value: own };
    await this.#store.write([{ put: 'setting', item }]);
  }

  cancel(): void {
    this.#stopper?.pull();
  }

  async forget(id: string): Promise<void> {
    await this.#store.write([{ remove: 'setting', owner: '', id: prefix + id }]);
  }

  /** With the hash of each file that comes from the disk. */
  async #described(
    { libraryFile: _, ...own }: NewOwnModel,
    picked: readonly PickedFile[],
    hash: (file: Blob) => Promise<string>,
  ): Promise<OwnModel> {
    const known = await this.list();
    if (known.some(({ id }) => id === own.id)) throw new Broken({ kind: 'name-taken', name: own.name });
    if (own.form.kind === 'mlc' || picked.length === 0) return own;
    const files = [];
    for (const file of own.form.files) {
      const blob = picked.find(({ path }) => path.endsWith(file.name))?.file;
      files.push({ ...file, sha256: blob ? await hash(blob) : file.sha256 });
    }
    return { ...own, form: { ...own.form, files } };
  }
}
