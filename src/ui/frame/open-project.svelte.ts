// Owns which project is open: the one in the address, or else the one that was in it last, so that Models and Settings
// do not close it.
import type { ProjectSummary } from '../../../workers/studio-api/projects.ts';
import { address } from '../route.svelte.ts';
import { projects } from './projects.svelte.ts';

class OpenProject {
  #last: string | undefined;

  readonly #named: string | undefined = $derived.by(() => {
    if ('projectId' in address.route) this.#last = address.route.projectId;
    return this.#last;
  });

  get summary(): ProjectSummary | undefined {
    return projects.value?.find((project) => project.id === this.#named);
  }

  /** Undefined once the list of projects is there and does not hold it. */
  get id(): string | undefined {
    return this.isGone ? undefined : this.#named;
  }

  get isGone(): boolean {
    return projects.value !== undefined && this.#named !== undefined && this.summary === undefined;
  }
}

export const openProject = new OpenProject();
