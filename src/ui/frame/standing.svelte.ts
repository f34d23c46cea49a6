// Owns how this tab stands to the project it shows: it writes, or another tab does and this one watches.
import type { Standing } from '../../../workers/studio-api/tabs.ts';
import { Attempt } from '../attempt.svelte.ts';
import { Loaded } from '../loaded.svelte.ts';
import { studio } from '../studio.ts';

export class ProjectStanding {
  readonly attempt = new Attempt();
  readonly #projectId: string;
  readonly #standing: Loaded<Standing>;

  constructor(projectId: string) {
    this.#projectId = projectId;
    let isKnown = false;
    this.#standing = new Loaded(
      () => {
        if (isKnown) return studio.standing(projectId);
        isKnown = true;
        return studio.openProject(projectId);
      },
      (event) => event.kind === 'changed' && event.what === 'standing' && event.projectId === projectId,
    );
  }

  get isReading(): boolean {
    return this.#standing.value === 'reading';
  }

  async takeOver(): Promise<void> {
    await this.attempt.at('take over', () => studio.takeOver(this.#projectId));
    await this.#standing.refresh();
  }

  end(): void {
    this.#standing.end();
  }
}
