// Owns assessments of a project's sets: started with copies of the conversations that are drawn, done as long work.
import type { Assessment, AssessmentForm } from '../../src/core/assess/assessment.ts';
import { assessmentChanges, type AssessmentEvent } from '../../src/core/assess/view.ts';
import type { Change, Stop, Store } from '../../src/core/ports.ts';
import { derive } from '../../src/core/random.ts';
import { runId } from '../../src/core/run/places.ts';
import { Broken } from '../../src/core/trouble.ts';
import { sha256 } from '../sha256.ts';
import type { AssessmentSummary, AssessmentView, AssessmentWish } from '../studio-api/assessments.ts';
import { draw } from './assessed-sample.ts';
import { LongWork } from './long-work.ts';
import { casting } from './models/casting.ts';
import type { Models } from './models/models.ts';
import { allOf, listOf } from './pages.ts';

interface AssessmentsDesk {
  readonly store: Store;
  readonly models: Pick<Models, 'cast' | 'dropLost'>;
  readonly tell: (assessment: Pick<Assessment, 'owner' | 'id'>, event: AssessmentEvent) => void;
}

export class Assessments {
  readonly #desk: AssessmentsDesk;
  readonly #work: LongWork<Assessment, AssessmentEvent>;

  constructor(desk: AssessmentsDesk) {
    this.#desk = desk;
    const { store, models, tell } = desk;
    this.#work = new LongWork<Assessment, AssessmentEvent>(store, {
      nameOf: ({ name }) => name,
      loop: (work, stop) => loop(work, stop, desk),
      changesOf: assessmentChanges,
      stateEvent: (work) => ({ kind: 'state', work }),
      ended: (work) => ({ ...work, state: 'finished' }),
      read: ({ owner, id }) => store.read('assessment', owner, id),
      dropLost: ({ plan }) => models.dropLost(casting(plan.critic)),
      tell,
    });
  }

  async start(projectId: string, wish: AssessmentWish): Promise<Assessment> {
    const { store } = this.#desk;
    const id = await freeId(store, projectId, wish);
    const { plan, rows, conversations } = await draw(store, projectId, id, wish);
    const assessment: Assessment = {
      owner: projectId,
      id,
      name: `Assessment ${(await store.count('assessment', projectId)) + 1}`,
      createdAt: Date.now(),
      plan,
      rows,
      state: 'running',
    };
    await store.write([
      { put: 'assessment', item: assessment },
      ...conversations.map((item): Change => ({ put: 'conversation', item })),
    ]);
    await this.#work.go(assessment);
    return assessment;
  }

  async cost(
    projectId: string,
    wish: AssessmentWish,
  ): Promise<Readonly<Partial<Record<AssessmentForm, number>>>> {
    const { askingsOf } = await import('../../src/core/assess/askings.ts');
    const drawn = await draw(this.#desk.store, projectId, 'cost', wish);
    const counts: Partial<Record<AssessmentForm, number>> = {};
    for (const { form } of askingsOf(drawn, drawn.conversations)) counts[form] = (counts[form] ?? 0) + 1;
    return counts;
  }

  async resume(projectId: string, id: string): Promise<void> {
    await this.#work.go(await this.find(projectId, id));
  }

  async halt(projectId: string, id: string, state: 'paused' | 'stopped'): Promise<void> {
    await this.#work.halt(await this.find(projectId, id), state);
  }

  pauseOrphans(assessments: readonly Assessment[]): Promise<void> {
    return this.#work.pauseOrphans(assessments);
  }

  async list(projectId: string): Promise<AssessmentSummary[]> {
    const { store } = this.#desk;
    const list = await listOf(store, 'assessment', projectId);
    const summaries = list.map(async (assessment) => ({
      assessment: this.#work.standing(assessment),
      done: await store.count('verdict', assessment.id),
    }));
    return (await Promise.all(summaries)).sort((a, b) => b.assessment.createdAt - a.assessment.createdAt);
  }

  async view(projectId: string, id: string): Promise<AssessmentView> {
    const { store } = this.#desk;
    const [assessment, conversations, verdicts, { askingsOf }, { assessmentFigures }] = await Promise.all([
      this.find(projectId, id),
      listOf(store, 'conversation', id),
      listOf(store, 'verdict', id),
      import('../../src/core/assess/askings.ts'),
      import('../../src/core/assess/figures.ts'),
    ]);
    return {
      assessment: this.#work.standing(assessment),
      done: verdicts.length,
      total: askingsOf(assessment, conversations).length,
      figures: assessmentFigures(assessment, verdicts),
    };
  }

  async removalOf(
    projectId: string,
    id: string,
  ): Promise<{ readonly name: string; readonly changes: readonly Change[] }> {
    const { store } = this.#desk;
    await this.halt(projectId, id, 'paused');
    const assessment = await this.find(projectId, id);
    const changes: Change[] = [{ remove: 'assessment', owner: projectId, id }];
    for (const kind of ['conversation', 'verdict'] as const)
      for await (const item of allOf(store, kind, id)) changes.push({ remove: kind, owner: id, id: item.id });
    return { name: assessment.name, changes };
  }

  async find(projectId: string, id: string): Promise<Assessment> {
    const assessment = await this.#desk.store.read('assessment', projectId, id);
    if (!assessment) throw new Broken({ kind: 'gone', what: 'assessment' });
    return assessment;
  }
}

/** An m, so that none is called like a run; the same wish again gets the next number. */
async function freeId(store: Store, projectId: string, wish: AssessmentWish): Promise<string> {
  const text = JSON.stringify([projectId, wish]);
  const hash = `m${[1, 2].map((half) => derive(half, text).toString(36).padStart(6, '0')).join('')}`;
  let number = 1;
  while (await store.read('assessment', projectId, runId(hash, number))) number += 1;
  return runId(hash, number);
}

async function* loop(
  the: Assessment,
  stop: Stop,
  { store, models, tell }: AssessmentsDesk,
): AsyncGenerator<AssessmentEvent> {
  const { assess } = await import('../../src/core/assess/assess.ts');
  const [conversations, verdicts] = await Promise.all([
    listOf(store, 'conversation', the.id),
    listOf(store, 'verdict', the.id),
  ]);
  const known = new Set(verdicts.map(({ id }) => id));
  yield* assess(the, conversations, known, {
    ...{ store, sha256, stop },
    clock: () => Date.now(),
    critic: models.cast(casting(the.plan.critic), stop).critic,
    watch: (form, row, text) => tell(the, { kind: 'live', form, row, text }),
  });
}
