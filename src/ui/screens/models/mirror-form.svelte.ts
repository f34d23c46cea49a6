// Owns a mirror of the catalogue while it is being named: what is typed, what was found there, and whether it can be used.
import type { LookedAtCatalogueMirror } from '../../../../workers/studio-api/models.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { studio } from '../../studio.ts';

type Looked = Extract<LookedAtCatalogueMirror, { kind: 'looked' }>;
type NoAddress = Extract<LookedAtCatalogueMirror, { kind: 'no address' }>;

export class MirrorForm {
  readonly attempt = new Attempt();
  base = $state('');
  libraries = $state('');
  wrong: NoAddress | null = $state.raw(null);
  looked: Looked | null = $state.raw(null);
  readonly canUse = $derived(this.looked !== null && this.looked.found.models > 0);

  constructor(known: Looked['mirror'] | null) {
    this.base = known?.base ?? '';
    this.libraries = known?.libraries ?? '';
  }

  /** What is typed anew has not been looked at. */
  forget(): void {
    [this.wrong, this.looked] = [null, null];
  }

  async look(): Promise<void> {
    this.forget();
    const looked = await this.attempt.at('look', () =>
      studio.lookAtCatalogueMirror(this.base, this.libraries),
    );
    if (looked?.kind === 'no address') this.wrong = looked;
    if (looked?.kind === 'looked') this.looked = looked;
  }

  /** The mirror, once it is used; null where it could not be. */
  async use(): Promise<Looked['mirror'] | null> {
    const mirror = this.looked?.mirror;
    if (!mirror || !this.canUse) return null;
    const used = await this.attempt.at('use', async () => {
      await studio.useCatalogueMirror(mirror);
      return mirror;
    });
    return used ?? null;
  }
}
