// Owns the plan of a run that only judges, while a person works on it: which critic, which filters, and the start.
import type { CostGrounds, Proposal } from '../../../../workers/studio-api/models.ts';
import type { JudgedSample } from '../../../../workers/studio-api/runs.ts';
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import type { ExpertVersion } from '../../../core/critic/expert-version.ts';
import { usualHabits } from '../../../core/run/habits.ts';
import { judgingCost } from '../../../core/run/judging-cost.ts';
import type { ModelChoice, Plan } from '../../../core/run/plan.ts';
import type { Trouble } from '../../../core/trouble.ts';
import { models, sameModel } from '../../frame/models.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { address } from '../../route.svelte.ts';
import { askToKeepStorage } from '../../frame/storage.ts';
import { studio, troubleFrom } from '../../studio.ts';
import { judge as words } from '../../words/en/judge.ts';
import { looking } from '../conversations/looking.svelte.ts';
import { panelFor, withVersions } from './panel-form.ts';
import { limitProblems, type PlanProblems } from './plan-checks.ts';

export class JudgeForm {
  readonly #projectId: string;
  readonly #setId: string;
  #versions: readonly ExpertVersion[] = [];
  readonly proposal: Loaded<Proposal>;
  readonly sets: Loaded<readonly SetSummary[]>;

  /** null until the proposal is there. */
  plan: Plan | null = $state.raw(null);
  givenName: string | null = $state(null);
  starting = $state(false);
  trouble: Trouble | null = $state.raw(null);

  /** What was chosen in the list of the set; null for all of it. */
  chosen: readonly string[] | null = $state.raw(null);
  readonly sample: Loaded<JudgedSample>;
  readonly #grounds = new Loaded<CostGrounds>(() => studio.costGrounds());
  readonly #critic = $derived.by(() =>
    models.value?.find((row) => sameModel(row, this.plan?.critic ?? null)),
  );
  /** null until it can be reckoned. */
  readonly cost = $derived.by(() => {
    const [plan, sample, grounds] = [this.plan, this.sample.value, this.#grounds.value];
    if (!plan?.critic || !sample || !grounds || Object.keys(this.problems).length > 0) return null;
    const { engine, model } = plan.critic;
    const critic = grounds.habits[`${engine}/${model}`] ?? usualHabits;
    return judgingCost(plan, { ...sample, critic, callsAtOnce: this.#critic?.callsAtOnce ?? 1 });
  });
  readonly set = $derived.by(() => this.sets.value?.find(({ id }) => id === this.#setId));
  readonly name = $derived.by(() => this.givenName ?? words.runName(this.set?.name ?? ''));
  readonly problems: PlanProblems = $derived.by(() => {
    const { plan } = this;
    if (!plan?.critic) return {};
    return Object.fromEntries(limitProblems(plan.panel).filter(([, problem]) => problem !== null));
  });
  readonly canStart = $derived.by(
    () =>
      this.plan !== null &&
      this.name.trim() !== '' &&
      Object.keys(this.problems).length === 0 &&
      !this.starting,
  );

  constructor(projectId: string, setId: string) {
    this.#projectId = projectId;
    this.#setId = setId;
    const chosen = [...looking.chosenOf(setId)];
    this.chosen = chosen.length > 0 ? chosen : null;
    this.proposal = new Loaded(async () => {
      const [proposal, versions] = await Promise.all([studio.proposal(), studio.versionsInUse(projectId)]);
      this.#versions = versions;
      this.plan ??= judging(withVersions(proposal.plan, versions));
      return proposal;
    });
    this.sets = new Loaded(() => studio.sets(projectId));
    this.sample = new Loaded(() => studio.judged(setId, ...(this.chosen ? [this.chosen] : [])));
  }

  judgeAll(): void {
    this.chosen = null;
    void this.sample.refresh();
  }

  change(part: Partial<Plan>): void {
    if (this.plan) this.plan = { ...this.plan, ...part };
  }

  /** Another critic keeps what was changed of the panel, where it can be asked in the same form. */
  async chooseCritic(critic: ModelChoice | null): Promise<void> {
    const generator = this.proposal.value?.generator;
    if (!this.plan || !generator) return;
    this.trouble = null;
    try {
      const fresh = await studio.presetPlan(this.plan.preset, generator, critic);
      this.change({ critic, panel: panelFor(this.plan, fresh, this.#versions) });
    } catch (thrown) {
      this.trouble = troubleFrom(thrown);
    }
  }

  async start(): Promise<void> {
    if (!this.plan || !this.canStart) return;
    this.starting = true;
    this.trouble = null;
    void askToKeepStorage();
    try {
      const { chosen, plan } = this;
      const run = await studio.judge(
        ...([this.#projectId, this.name.trim(), plan, this.#setId] as const),
        ...(chosen ? [chosen] : []),
      );
      address.go({ screen: 'run', projectId: this.#projectId, runId: run.id });
    } catch (thrown) {
      this.trouble = troubleFrom(thrown);
    } finally {
      this.starting = false;
    }
  }

  end(): void {
    for (const loaded of [this.proposal, this.sets, this.sample, this.#grounds]) loaded.end();
  }
}

/** The same panel, and nothing written: one candidate a pair, which is there already. */
const judging = (plan: Plan): Plan => ({
  ...plan,
  generator: null,
  rounds: 1,
  candidates: 1,
  rewrites: 0,
  exemplars: 0,
});
