// Owns the person's mirror of the catalogue: what is remembered of it, and looking whether it has what it should.
import type { Store } from '../../../src/core/ports.ts';
import { catalogue } from '../../../src/engine/catalogue.ts';
import type { CatalogueMirror } from '../../../src/engine/catalogue-mirror.ts';
import { allowEndpoint } from '../../gate/gate.ts';
import type { LookedAtCatalogueMirror } from '../../studio-api/models.ts';

const setting = 'catalogue-mirror';
const lookMilliseconds = 30_000;

export class Mirror {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** null: models come from their usual hosts. */
  async current(): Promise<CatalogueMirror | null> {
    const kept = await this.#store.read('setting', '', setting);
    return (kept?.value as CatalogueMirror | undefined) ?? null;
  }

  /** `libraries` empty: under their usual path below the base. Nothing is kept. */
  async look(typedBase: string, typedLibraries: string): Promise<LookedAtCatalogueMirror> {
    const [{ readMirror }, { lookAtCatalogueMirror }] = await Promise.all([
      import('../../../src/engine/own/mirror.ts'),
      import('../../../src/engine/look-at-catalogue-mirror.ts'),
    ]);
    const base = readMirror(typedBase);
    if (!base.ok) return { kind: 'no address', which: 'base', problem: base.problem };
    const libraries = typedLibraries.trim() === '' ? null : readMirror(typedLibraries);
    if (libraries && !libraries.ok)
      return { kind: 'no address', which: 'libraries', problem: libraries.problem };
    const mirror = { base: base.value, libraries: libraries && libraries.value };
    for (const address of [mirror.base, mirror.libraries]) if (address !== null) allowEndpoint(address);
    const signal = AbortSignal.timeout(lookMilliseconds);
    return { kind: 'looked', mirror, found: await lookAtCatalogueMirror(catalogue, mirror, signal) };
  }

  /** What is kept of models stays, and counts as theirs. */
  async use(mirror: CatalogueMirror | null): Promise<void> {
    await this.#store.write([
      mirror
        ? { put: 'setting', item: { owner: '', id: setting, value: mirror } }
        : { remove: 'setting', owner: '', id: setting },
    ]);
  }
}
