// Owns building profiles on the screen: the latest building, how far it is, and what a person does with it.
import type { Building, BuildingPlan } from '../../../core/persona/building/plan.ts';
import type { BuildingEvent, BuildingLive } from '../../../core/persona/building/view.ts';
import type { Profile } from '../../../core/persona/profile.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';

export class BuildingsState {
  readonly #projectId: string;
  readonly #deafen: () => void;
  readonly list: Loaded<readonly Building[]>;
  readonly attempt = new Attempt();

  live: BuildingLive | null = $state.raw(null);
  /** Profiles finished since this page heard of it. */
  #heard: { readonly id: string; readonly done: number } | null = $state.raw(null);

  readonly latest = $derived.by(() => this.list.value?.[0] ?? null);

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.list = new Loaded(() => studio.buildings(projectId));
    this.#deafen = onStudioEvent((event) => {
      if (event.kind === 'building' && event.projectId === projectId)
        this.#hear(event.buildingId, event.event);
    });
  }

  /** Of the latest: as the events say, or by counting those that are here. */
  doneOf({ id, prefix }: Building, profiles: readonly Profile[]): number {
    if (this.#heard?.id === id) return this.#heard.done;
    return profiles.filter((profile) => profile.id.startsWith(`${prefix}-`) && !profile.unfinished).length;
  }

  async start(plan: BuildingPlan): Promise<boolean> {
    const started = await this.attempt.at('start', () => studio.startBuilding(this.#projectId, plan));
    await this.list.refresh();
    return started !== undefined;
  }

  readonly pause = () => this.#act('pause', (id) => studio.pauseBuilding(this.#projectId, id));
  readonly resume = () => this.#act('resume', (id) => studio.resumeBuilding(this.#projectId, id));
  readonly stop = () => this.#act('stop', (id) => studio.stopBuilding(this.#projectId, id));

  end(): void {
    this.#deafen();
    this.list.end();
  }

  async #act(what: string, act: (id: string) => Promise<void>): Promise<void> {
    const { latest } = this;
    if (latest) await this.attempt.at(what, () => act(latest.id));
  }

  #hear(id: string, event: BuildingEvent): void {
    switch (event.kind) {
      case 'live':
        this.live = event.live;
        break;
      case 'profile':
        this.#heard = { id, done: event.done };
        break;
      case 'state':
        this.live = null;
        this.list.change((list) => list.map((known) => (known.id === id ? event.work : known)));
        break;
      case 'asked':
        break;
    }
  }
}
