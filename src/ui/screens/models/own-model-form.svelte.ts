// Owns a model of the person's own while it is being added: what was picked or lies at an address, what it is called, and
// whether it can be added.
import { proxy } from 'comlink';
import type { KnownLibrary, MirrorFound, NewOwnModel } from '../../../../workers/studio-api/own-models.ts';
import type { LoadProgress } from '../../../core/ports.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { askToKeepStorage, freeStorage } from '../../frame/storage.ts';
import { studio } from '../../studio.ts';
import { idFor } from './endpoint-names.ts';
import type { Picked } from './picked-files.ts';

type Looked = Extract<MirrorFound, { kind: 'looked' }>['found'];
type Found = Exclude<Looked, { kind: 'problem' }>;
type Problem = Extract<Looked, { kind: 'problem' }>['problem'];
type AddressProblem = Extract<MirrorFound, { kind: 'no address' }>['problem'];

/** Stands for an address that is typed. */
export const otherLibrary = 'other';

export class OwnModelForm {
  readonly attempt = new Attempt();
  address = $state('');
  addressProblem: AddressProblem | null = $state(null);
  problem: Problem | null = $state.raw(null);
  found: Found | null = $state.raw(null);
  name = $state('');
  contextTokens = $state(0);
  mini = $state(false);
  /** An address, `otherLibrary`, or '' for none yet. */
  library = $state('');
  libraryAddress = $state('');
  libraries: readonly KnownLibrary[] = $state.raw([]);
  free: number | null = $state(null);
  progress: LoadProgress | null = $state.raw(null);
  /** Where it was found; null: on the disk. */
  from: string | null = $state(null);
  #picked: readonly Picked[] = [];

  readonly contextIsFine = $derived(
    Number.isInteger(this.contextTokens) && this.contextTokens >= 256 && this.contextTokens <= 131_072,
  );
  readonly hasRoom = $derived(
    this.from !== null || this.free === null || this.found === null || this.found.bytes < this.free,
  );
  readonly canAdd = $derived(
    this.found !== null &&
      this.name.trim() !== '' &&
      this.contextIsFine &&
      this.hasRoom &&
      (this.found.kind === 'gguf' || this.found.library !== null || this.libraryUrl !== null),
  );

  get libraryUrl(): string | null {
    const url = this.library === otherLibrary ? this.libraryAddress.trim() : this.library;
    return URL.canParse(url) ? url : null;
  }

  /** What a picker or a drop still gathers; null where the person thought better of it. */
  async takeWhatComes(coming: Promise<readonly Picked[] | null>): Promise<void> {
    const picked = await this.attempt.at('pick', () => coming);
    if (picked) await this.take(picked);
  }

  async take(picked: readonly Picked[]): Promise<void> {
    this.#picked = picked;
    this.addressProblem = null;
    await this.attempt.at('look', async () => this.#see(await studio.lookAtFiles(picked), null));
  }

  async lookAtAddress(): Promise<void> {
    this.#picked = [];
    this.addressProblem = null;
    await this.attempt.at('look', async () => {
      const looked = await studio.lookAtAddress(this.address);
      if (looked.kind === 'no address') this.addressProblem = looked.problem;
      else await this.#see(looked.found, looked.address);
    });
  }

  async #see(found: Looked, from: string | null): Promise<void> {
    this.problem = found.kind === 'problem' ? found.problem : null;
    this.found = found.kind === 'problem' ? null : found;
    this.from = from;
    if (found.kind === 'problem') return;
    [this.name, this.contextTokens, this.mini] = [found.name, found.contextTokens, found.mini];
    [this.library, this.libraryAddress] = ['', ''];
    const [libraries, free] = await Promise.all([studio.knownLibraries(), freeStorage()]);
    this.libraries = libraries.filter(
      ({ quantisation }) => found.kind === 'mlc' && (quantisation === found.quantisation || found.mini),
    );
    this.free = free;
  }

  /** Whether it was added. */
  async add(): Promise<boolean> {
    const { found } = this;
    if (!found || !this.canAdd) return false;
    void askToKeepStorage();
    const added = await this.attempt.at('add', async () => {
      const others = await studio.ownModels();
      const hear = proxy((progress: LoadProgress) => (this.progress = progress));
      await studio.addOwnModel(this.#wanted(found, others), this.#picked, hear);
      return true;
    });
    this.progress = null;
    if (this.attempt.trouble?.kind === 'stopped') this.attempt.trouble = null;
    return added === true;
  }

  #wanted(found: Found, others: readonly { readonly id: string }[]): NewOwnModel {
    const { bytes, quantisation } = found;
    const name = this.name.trim();
    const [mini, contextTokens, from] = [this.mini, this.contextTokens, this.from];
    const own = { id: idFor(name.slice(0, 40), others), name, bytes, quantisation, contextTokens, mini };
    if (found.kind === 'mlc') {
      const library = found.library === null ? this.libraryUrl : null;
      const form = { kind: 'mlc', weights: from, library, thinks: found.thinks } as const;
      return { ...own, form, libraryFile: found.library };
    }
    const files = found.files.map((file) => ({ ...file, sha256: null, from }));
    return { ...own, form: { kind: 'gguf', files }, libraryFile: null };
  }

  async stop(): Promise<void> {
    await studio.cancelAddingModel();
  }
}
