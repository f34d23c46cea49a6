// Owns expansions of a project's attributes: started with a copy of what is there, done as long work, looked at and changed by
// hand.
import { expansionChanges } from '../../src/core/persona/expansion/changes.ts';
import {
  categoriesToAsk,
  expansionHash,
  type Expansion,
  type ExpansionPlan,
} from '../../src/core/persona/expansion/plan.ts';
import { givenQuestions, overruledStep, type Question } from '../../src/core/persona/expansion/step.ts';
import type { ExpansionEvent, ExpansionView } from '../../src/core/persona/expansion/view.ts';
import type { Change, Embedder, Stop, Store } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import { openEmbedder, type OpenEmbedder } from './analysis.ts';
import { freeWorkId, LongWork } from './long-work.ts';
import { casting } from './models/casting.ts';
import type { Models } from './models/models.ts';
import { listOf } from './pages.ts';

export interface ExpansionDesk {
  readonly store: Store;
  readonly models: Pick<Models, 'cast' | 'dropLost'>;
  readonly tell: (expansion: Pick<Expansion, 'owner' | 'id'>, event: ExpansionEvent) => void;
}

export class Expansions {
  readonly #desk: ExpansionDesk;
  readonly #work: LongWork<Expansion, ExpansionEvent>;

  constructor(desk: ExpansionDesk, embedder: (stop: Stop) => OpenEmbedder = openEmbedder) {
    this.#desk = desk;
    const { store, models, tell } = desk;
    this.#work = new LongWork<Expansion, ExpansionEvent>(store, {
      nameOf: ({ name }) => name,
      loop: (work, stop) => loop(work, stop, desk, embedder(stop)),
      changesOf: expansionChanges,
      stateEvent: (work) => ({ kind: 'state', work }),
      ended: (work, last) =>
        last?.kind === 'waits' ? { ...work, state: 'paused', waits: true } : { ...work, state: 'finished' },
      read: ({ owner, id }) => store.read('expansion', owner, id),
      dropLost: ({ plan }) => models.dropLost(casting(plan.generator)),
      tell,
    });
  }

  async start(projectId: string, plan: ExpansionPlan, writer: Expansion['writer']): Promise<Expansion> {
    const { store } = this.#desk;
    const attributes = await listOf(store, 'attribute', projectId);
    // An x, so that none is called like a run.
    const hash = `x${expansionHash(plan, attributes)}`;
    const id = await freeWorkId(store, hash);
    const expansion: Expansion = {
      owner: projectId,
      id,
      name: `Expansion ${(await store.count('expansion', projectId)) + 1}`,
      createdAt: Date.now(),
      plan,
      writer,
      categoryCount: categoriesToAsk(attributes, plan).length,
      state: 'running',
    };
    await store.write([
      { put: 'expansion', item: expansion },
      ...givenQuestions(expansion).map((item): Change => ({ put: 'question', item })),
      ...attributes.map((item): Change => ({ put: 'attribute', item: { ...item, owner: expansion.id } })),
    ]);
    await this.#work.go(expansion);
    return expansion;
  }

  async resume(projectId: string, id: string): Promise<void> {
    const { waits, ...expansion } = await this.#find(projectId, id);
    await this.#work.go(waits ? { ...expansion, lookedThrough: true } : expansion);
  }

  async halt(projectId: string, id: string, state: 'paused' | 'stopped'): Promise<void> {
    await this.#work.halt(await this.#find(projectId, id), state);
  }

  standing(expansion: Expansion): Expansion {
    return this.#work.standing(expansion);
  }

  pauseOrphans(expansions: readonly Expansion[]): Promise<void> {
    return this.#work.pauseOrphans(expansions);
  }

  async view(projectId: string, id: string): Promise<ExpansionView> {
    const { store } = this.#desk;
    const [expansion, questions, steps] = await Promise.all([
      this.#find(projectId, id),
      listOf(store, 'question', id),
      listOf(store, 'expansionStep', id),
    ]);
    return { expansion: this.standing(expansion), live: null, questions, steps };
  }

  /** Edits or takes out a question. A loop under way would not hear of it, so it waits until that is paused. */
  async putQuestion(projectId: string, question: Question): Promise<void> {
    const expansion = await this.#find(projectId, question.owner);
    const going = this.#work.isGoing(expansion.id);
    if (going) await this.#work.halt(expansion, 'paused');
    await this.#keep(expansion, { kind: 'question', question });
    if (going) await this.resume(projectId, expansion.id);
  }

  /** What a person decides of a new attribute while the loop goes on counts for it from its next beginning on. */
  async overrule(projectId: string, id: string, stepId: string): Promise<void> {
    const { store } = this.#desk;
    const expansion = await this.#find(projectId, id);
    const step = await store.read('expansionStep', id, stepId);
    if (step?.kind === 'attribute')
      await this.#keep(expansion, { kind: 'overruled', step: overruledStep(step) });
  }

  async #keep(expansion: Expansion, event: ExpansionEvent): Promise<void> {
    await this.#desk.store.write(expansionChanges(expansion, event));
    this.#desk.tell(expansion, event);
  }

  async #find(projectId: string, id: string): Promise<Expansion> {
    const expansion = await this.#desk.store.read('expansion', projectId, id);
    if (!expansion) throw new Broken({ kind: 'gone', what: 'expansion' });
    return expansion;
  }
}

/** The core's loop with the models of this studio; the embedder is closed at its end, however it ends. */
async function* loop(
  the: Expansion,
  stop: Stop,
  { store, models, tell }: ExpansionDesk,
  embedder: OpenEmbedder,
): AsyncGenerator<ExpansionEvent> {
  const { expand } = await import('../../src/core/persona/expansion/expand.ts');
  const { generator } = models.cast(casting(the.plan.generator), stop);
  try {
    yield* expand(the, {
      store,
      generator,
      embedder: (): Promise<Embedder> => embedder.open(),
      clock: () => Date.now(),
      stop,
      watch: (live) => tell(the, { kind: 'live', live }),
    });
  } finally {
    embedder.close();
  }
}
