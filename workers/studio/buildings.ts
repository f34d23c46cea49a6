// Owns building a project's profiles: started with a copy of its attributes, done as long work.
import { buildingHash, type Building, type BuildingPlan } from '../../src/core/persona/building/plan.ts';
import { buildingChanges, type BuildingEvent } from '../../src/core/persona/building/view.ts';
import type { Change, Stop, Store } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import { sha256 } from '../sha256.ts';
import { openEmbedder, type OpenEmbedder } from './analysis.ts';
import { freeWorkId, LongWork } from './long-work.ts';
import { casting } from './models/casting.ts';
import type { Models } from './models/models.ts';
import { listOf } from './pages.ts';

interface BuildingDesk {
  readonly store: Store;
  readonly models: Pick<Models, 'cast' | 'dropLost'>;
  readonly tell: (building: Pick<Building, 'owner' | 'id'>, event: BuildingEvent) => void;
}

export class Buildings {
  readonly #desk: BuildingDesk;
  readonly #work: LongWork<Building, BuildingEvent>;

  constructor(desk: BuildingDesk, embedder: (stop: Stop) => OpenEmbedder = openEmbedder) {
    this.#desk = desk;
    const { store, models, tell } = desk;
    this.#work = new LongWork<Building, BuildingEvent>(store, {
      nameOf: ({ name }) => name,
      loop: (work, stop) => loop(work, stop, desk, embedder(stop)),
      changesOf: buildingChanges,
      stateEvent: (work) => ({ kind: 'state', work }),
      ended: (work) => ({ ...work, state: 'finished' }),
      read: ({ owner, id }) => store.read('building', owner, id),
      dropLost: async ({ plan }) => {
        if (plan.critic) await models.dropLost(casting(plan.critic));
      },
      tell,
    });
  }

  async start(projectId: string, plan: BuildingPlan): Promise<Building> {
    const { store } = this.#desk;
    const attributes = await listOf(store, 'attribute', projectId);
    const id = await freeWorkId(store, `b${buildingHash(plan, attributes)}`);
    const building: Building = {
      owner: projectId,
      id,
      name: `Profiles ${(await store.count('building', projectId)) + 1}`,
      createdAt: Date.now(),
      plan,
      prefix: id,
      state: 'running',
    };
    await store.write([
      { put: 'building', item: building },
      ...attributes.map((item): Change => ({ put: 'attribute', item: { ...item, owner: id } })),
    ]);
    await this.#work.go(building);
    return building;
  }

  async resume(projectId: string, id: string): Promise<void> {
    await this.#work.go(await this.#find(projectId, id));
  }

  async halt(projectId: string, id: string, state: 'paused' | 'stopped'): Promise<void> {
    await this.#work.halt(await this.#find(projectId, id), state);
  }

  standing(building: Building): Building {
    return this.#work.standing(building);
  }

  pauseOrphans(buildings: readonly Building[]): Promise<void> {
    return this.#work.pauseOrphans(buildings);
  }

  async #find(projectId: string, id: string): Promise<Building> {
    const building = await this.#desk.store.read('building', projectId, id);
    if (!building) throw new Broken({ kind: 'gone', what: 'building' });
    return building;
  }
}

async function* loop(
  the: Building,
  stop: Stop,
  { store, models, tell }: BuildingDesk,
  embedder: OpenEmbedder,
): AsyncGenerator<BuildingEvent> {
  const { build } = await import('../../src/core/persona/building/build.ts');
  const { plan } = the;
  const critic = plan.critic
    ? models.cast(casting(plan.critic), stop).critic
    : () => Promise.reject(new Error('No critic is asked in this building of profiles.'));
  try {
    yield* build(the, {
      store,
      critic,
      embedder: () => embedder.open(),
      sha256,
      stop,
      watch: (live) => tell(the, { kind: 'live', live }),
    });
  } finally {
    embedder.close();
  }
}
