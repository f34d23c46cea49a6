// Owns the plan while a person works on it: the proposal it began with, every change, and the start.
// Refuses to know how it looks, and to invent numbers: presets and proposals come from the studio.
import type { CostGrounds, Machine, ModelRow, Proposal } from '../../../../workers/studio-api/models.ts';
import type { Personas } from '../../../../workers/studio-api/personas.ts';
import type { ExpertVersion } from '../../../core/critic/expert-version.ts';
import { costOf } from '../../../core/run/cost.ts';
import { usualHabits } from '../../../core/run/habits.ts';
import type { ModelChoice, Plan, Preset } from '../../../core/run/plan.ts';
import type { Trouble } from '../../../core/trouble.ts';
import { models, sameModel } from '../../frame/models.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { address } from '../../route.svelte.ts';
import { askToKeepStorage } from '../../frame/storage.ts';
import { studio, troubleFrom } from '../../studio.ts';
import { plan as words } from '../../words/en/run.ts';
import { heldAtOnce, orderFor } from './held-at-once.ts';
import { chosenPairs, firstChoice, type PairChoice } from './pair-choice.ts';
import { panelFor, withVersions } from './panel-form.ts';
import { planProblems } from './plan-checks.ts';

export class PlanForm {
  readonly #projectId: string;
  readonly proposal: Loaded<Proposal>;
  readonly personas: Loaded<Personas>;
  readonly machine: Loaded<Machine>;
  readonly grounds: Loaded<CostGrounds>;

  /** null until the proposal is there. */
  plan: Plan | null = $state.raw(null);
  /** The preset as it was taken; what differs from it was changed by the person. */
  #base: Plan | null = $state.raw(null);
  pairChoice: PairChoice | null = $state.raw(null);
  /** null until the person gives another than the proposed name. */
  givenName: string | null = $state(null);
  #runCount = $state(0);
  starting = $state(false);
  trouble: Trouble | null = $state.raw(null);
  #versions: readonly ExpertVersion[] = [];
  #newest = 0;
  /** Models that were chosen while the studio is still asked what follows from them. */
  #wanted: Partial<Pick<Plan, 'generator' | 'critic'>> | null = null;

  readonly name = $derived.by(
    () => this.givenName ?? words.runName(this.plan?.preset ?? 'Quick', this.#runCount + 1),
  );
  readonly pairs = $derived.by(() => this.personas.value?.pairs ?? []);
  readonly choice: PairChoice = $derived.by(() => this.pairChoice ?? firstChoice(this.pairs));
  readonly chosen = $derived.by(() => chosenPairs(this.pairs, this.choice));
  readonly pairIds = $derived.by(() => this.chosen.map(({ id }) => id));
  readonly problems = $derived.by(() => (this.plan ? planProblems(this.plan) : {}));
  readonly generator = $derived.by(() => this.#rowOf(this.plan?.generator));
  readonly critic = $derived.by(() => this.#rowOf(this.plan?.critic));
  /** null where one model plays both parts, or there is no critic. */
  readonly held = $derived.by(() =>
    heldAtOnce(this.generator, this.critic, this.machine.value?.memoryGigabytes ?? null),
  );
  readonly isChanged = $derived.by(() => JSON.stringify(this.plan) !== JSON.stringify(this.#base));
  /** null while the plan is incomplete. */
  readonly cost = $derived.by(() => {
    const [plan, grounds] = [this.plan, this.grounds.value];
    if (!plan || !grounds || Object.keys(this.problems).length > 0 || this.pairIds.length === 0) return null;
    const habitsOf = (choice: ModelChoice | null) =>
      (choice && grounds.habits[`${choice.engine}/${choice.model}`]) ?? usualHabits;
    return costOf(plan, {
      pairs: this.chosen,
      seeds: grounds.seeds,
      generator: habitsOf(plan.generator),
      critic: habitsOf(plan.critic),
      callsAtOnce: {
        generator: this.generator?.callsAtOnce ?? 1,
        critic: this.critic?.callsAtOnce ?? 1,
      },
      contextTokens: this.generator?.contextTokens || 4096,
    });
  });
  /** What is still to be fetched for the chosen models. */
  readonly downloadBytes = $derived.by(() =>
    [this.generator, this.critic]
      .filter((row, place, rows) => rows.indexOf(row) === place)
      .reduce((sum, row) => sum + (row && !row.cached && !row.embedded ? row.downloadBytes : 0), 0),
  );
  readonly problemCount = $derived.by(
    () =>
      Object.keys(this.problems).length + (this.pairIds.length === 0 ? 1 : 0) + (this.name.trim() ? 0 : 1),
  );
  readonly canStart = $derived.by(() => this.plan !== null && this.problemCount === 0 && !this.starting);

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.proposal = new Loaded(async () => {
      const [proposal, versions] = await Promise.all([studio.proposal(), studio.versionsInUse(projectId)]);
      this.#versions = versions;
      if (this.plan === null) this.#take(proposal.plan);
      return proposal;
    });
    this.personas = new Loaded(
      () => studio.personas(projectId),
      (event) => event.kind === 'changed' && event.what === 'personas',
    );
    this.machine = new Loaded(() => studio.machine());
    this.grounds = new Loaded(() => studio.costGrounds());
    void this.#countRuns();
  }

  change(part: Partial<Plan>): void {
    if (this.plan) this.plan = { ...this.plan, ...part };
  }

  async choosePreset(preset: Preset): Promise<void> {
    const { plan } = this;
    const generator = plan?.generator;
    if (!plan || !generator) return;
    const fresh = await this.#latest(() => studio.presetPlan(preset, generator, plan.critic));
    if (fresh) this.#take({ ...fresh, order: orderFor(this.held) });
  }

  /**
   * Other models keep what was changed. The forms of the prompts follow them, and where they are as they came, the exemplars, and the
   * order of work what both need together.
   */
  async chooseModels(chosen: Partial<Pick<Plan, 'generator' | 'critic'>>): Promise<void> {
    if (!this.plan) return;
    const { preset, generator: before, critic: criticBefore } = this.plan;
    const wanted = { generator: before, critic: criticBefore, ...this.#wanted, ...chosen };
    this.#wanted = wanted;
    const { generator, critic } = wanted;
    if (!generator) return;
    const fresh = await this.#latest(() => studio.presetPlan(preset, generator, critic));
    if (this.#wanted !== wanted) return;
    this.#wanted = null;
    const { plan } = this;
    if (!fresh || !plan) return;
    const memory = this.machine.value?.memoryGigabytes ?? null;
    const order = orderFor(heldAtOnce(this.#rowOf(generator), this.#rowOf(critic), memory));
    const kept = {
      ...(plan.order === this.#base?.order ? { order } : {}),
      ...(plan.exemplars === this.#base?.exemplars ? { exemplars: fresh.exemplars } : {}),
    };
    this.#base = withVersions({ ...fresh, order }, this.#versions);
    const panel = panelFor(plan, fresh, this.#versions);
    this.change({
      ...{ generator: fresh.generator, critic: fresh.critic, promptForm: fresh.promptForm, panel },
      ...kept,
    });
  }

  useProposed(plan: Plan): void {
    this.#take(plan);
  }

  async tellMemory(gigabytes: 2 | 4 | 8 | 16): Promise<void> {
    await this.#latest(() => studio.setMemory(gigabytes));
    this.plan = null;
    await Promise.all([this.machine.refresh(), this.proposal.refresh(), models.refresh()]);
  }

  async start(): Promise<void> {
    if (!this.plan || !this.canStart) return;
    this.starting = true;
    this.trouble = null;
    void askToKeepStorage();
    try {
      const run = await studio.start(this.#projectId, this.name.trim(), this.plan, this.pairIds);
      address.go({ screen: 'run', projectId: this.#projectId, runId: run.id });
    } catch (thrown) {
      this.trouble = troubleFrom(thrown);
    } finally {
      this.starting = false;
    }
  }

  end(): void {
    for (const loaded of [this.proposal, this.personas, this.machine, this.grounds]) loaded.end();
  }

  #take(plan: Plan): void {
    // What Critics says of the next run.
    this.plan = withVersions(plan, this.#versions);
    this.#base = this.plan;
  }

  #rowOf(choice: ModelChoice | null | undefined): ModelRow | undefined {
    return choice ? models.value?.find((row) => sameModel(row, choice)) : undefined;
  }

  /** null when it failed, which is then said, or when a later question overtook it. */
  async #latest<T>(ask: () => Promise<T>): Promise<T | null> {
    const question = ++this.#newest;
    this.trouble = null;
    try {
      const answer = await ask();
      return question === this.#newest ? answer : null;
    } catch (thrown) {
      this.trouble = troubleFrom(thrown);
      return null;
    }
  }

  async #countRuns(): Promise<void> {
    // Only for a name to propose.
    this.#runCount = (await studio.runs(this.#projectId).catch(() => [])).length;
  }
}
