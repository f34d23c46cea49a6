// Owns the expansions of a project on the screen: which are there, the one that is looked at, and what a person does with it.
import {
  figuresOf,
  phasesOf,
  reduceExpansion,
  type ExpansionEvent,
  type ExpansionView,
} from '../../../../core/persona/expansion/view.ts';
import type { Expansion, ExpansionPlan } from '../../../../core/persona/expansion/plan.ts';
import { isKept, type AttributeStep, type Question } from '../../../../core/persona/expansion/step.ts';
import { Attempt } from '../../../attempt.svelte.ts';
import { Loaded } from '../../../loaded.svelte.ts';
import { onStudioEvent, studio, troubleFrom } from '../../../studio.ts';
import type { Trouble } from '../../../../core/trouble.ts';

export const shownKinds = ['all', 'kept', 'rejected'] as const;

export class ExpansionsState {
  readonly #projectId: string;
  readonly #deafen: () => void;
  readonly list: Loaded<readonly Expansion[]>;
  readonly attempt = new Attempt();

  /** What came while the view was on its way. */
  #early: ExpansionEvent[] = [];
  #id: string | null = null;
  view: ExpansionView | null = $state.raw(null);
  unread: Trouble | null = $state.raw(null);
  /** A new one is being planned. */
  planning = $state(false);
  shown: (typeof shownKinds)[number] = $state('all');

  /** Those in which something is asked. */
  readonly phases = $derived(this.view ? phasesOf(this.view).filter(({ total }) => total > 0) : []);
  readonly figures = $derived(this.view ? figuresOf(this.view) : null);
  /** Newest first. */
  readonly steps: readonly AttributeStep[] = $derived.by(() => {
    const steps = (this.view?.steps ?? []).filter((step) => step.kind === 'attribute').toReversed();
    return this.shown === 'all' ? steps : steps.filter((step) => isKept(step) === (this.shown === 'kept'));
  });

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.#deafen = onStudioEvent((event) => {
      if (event.kind === 'expansion' && event.expansionId === this.#id) this.#hear(event.event);
    });
    this.list = new Loaded(async () => {
      const list = await studio.expansions(projectId);
      const [latest] = list;
      if (this.#id === null && latest) void this.look(latest.id);
      return list;
    });
  }

  async look(id: string): Promise<void> {
    this.#id = id;
    this.#early = [];
    this.view = null;
    this.unread = null;
    this.planning = false;
    try {
      const view = await studio.expansionView(this.#projectId, id);
      if (this.#id === id) this.view = this.#early.reduce(reduceExpansion, view);
    } catch (thrown) {
      this.unread = troubleFrom(thrown);
    }
  }

  async start(plan: ExpansionPlan): Promise<void> {
    const started = await this.attempt.at('start', () => studio.startExpansion(this.#projectId, plan));
    if (!started) return;
    await Promise.all([this.list.refresh(), this.look(started.id)]);
  }

  readonly pause = () => this.#act('pause', (id) => studio.pauseExpansion(this.#projectId, id));
  readonly resume = () => this.#act('resume', (id) => studio.resumeExpansion(this.#projectId, id));
  readonly stop = () => this.#act('stop', (id) => studio.stopExpansion(this.#projectId, id));

  put(question: Question): Promise<void> {
    return this.#act('put', () => studio.putQuestion(this.#projectId, question));
  }

  overrule({ id: stepId }: AttributeStep): Promise<void> {
    return this.#act('overrule', (id) => studio.overruleAttribute(this.#projectId, id, stepId));
  }

  end(): void {
    this.#deafen();
    this.list.end();
  }

  async #act(what: string, act: (id: string) => Promise<void>): Promise<void> {
    const id = this.#id;
    if (id !== null) await this.attempt.at(what, () => act(id));
  }

  #hear(event: ExpansionEvent): void {
    if (this.view) this.view = reduceExpansion(this.view, event);
    else this.#early.push(event);
  }
}
