// Owns a new assessment while a person puts it together: sets, forms, critic, how many, and what it will cost.
import type { AssessmentWish } from '../../../../workers/studio-api/assessments.ts';
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import { assessmentForms, assessmentRanges, type AssessmentForm } from '../../../core/assess/assessment.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { sameModel } from '../../frame/models.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { address } from '../../route.svelte.ts';
import { studio } from '../../studio.ts';
import { assessWords as words } from '../../words/en/assess.ts';

type Counts = Readonly<Partial<Record<AssessmentForm, number>>>;

const isWithin = (value: number, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

export class AssessForm {
  readonly #projectId: string;
  readonly attempt = new Attempt();
  readonly sets: Loaded<readonly SetSummary[]>;
  readonly #proposal: Loaded<void>;

  chosen: readonly string[] = $state.raw([]);
  forms: readonly AssessmentForm[] = $state.raw(['g-eval']);
  critic: ModelChoice | null = $state.raw(null);
  sample = $state(25);
  seed = $state(1);
  /** null while it is counted, or where there is a problem. */
  counts: Counts | null = $state.raw(null);
  #counting = 0;

  readonly sampleProblem = $derived.by(() =>
    isWithin(this.sample, assessmentRanges.sample) ? undefined : words.problems.sample,
  );
  readonly seedProblem = $derived.by(() =>
    isWithin(this.seed, assessmentRanges.seed) ? undefined : words.problems.seed,
  );
  readonly problem = $derived.by((): string | null => {
    if (this.chosen.length === 0) return words.problems.sets;
    if (this.forms.length === 0) return words.problems.forms;
    if (this.forms.includes('win-rate') && this.chosen.length < 2) return words.problems.winRate;
    if (!this.critic) return words.problems.critic;
    return this.sampleProblem ?? this.seedProblem ?? null;
  });
  readonly calls = $derived.by(() =>
    this.counts === null ? null : Object.values(this.counts).reduce((sum, calls) => sum + calls, 0),
  );
  readonly canStart = $derived.by(
    () => this.problem === null && this.attempt.doing === null && (this.calls ?? 0) > 0,
  );

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.sets = new Loaded(async () => {
      const sets = await studio.sets(projectId);
      if (this.chosen.length === 0) this.chosen = sets.slice(0, 1).map(({ id }) => id);
      void this.#count();
      return sets;
    });
    this.#proposal = new Loaded(async () => {
      const [{ critic }, rows] = await Promise.all([studio.proposal(), studio.models()]);
      // Parley-mini can be asked in no other words than its own.
      const able = rows.some((row) => row.promptsEditable && sameModel(row, critic));
      this.change({ critic: this.critic ?? (able ? critic : null) });
    });
  }

  change(part: Partial<Pick<AssessForm, 'critic' | 'sample' | 'seed'>>): void {
    Object.assign(this, part);
    void this.#count();
  }

  toggleSet(id: string): void {
    const all = this.chosen.includes(id) ? this.chosen.filter((other) => other !== id) : [...this.chosen, id];
    // In the order in which they are listed, whichever was ticked first.
    this.chosen = (this.sets.value ?? []).flatMap((set) => (all.includes(set.id) ? [set.id] : []));
    void this.#count();
  }

  toggleForm(form: AssessmentForm): void {
    const has = this.forms.includes(form);
    this.forms = assessmentForms.filter((one) => (one === form ? !has : this.forms.includes(one)));
    void this.#count();
  }

  async start(): Promise<void> {
    const wish = this.#wish();
    if (!wish || !this.canStart) return;
    const started = await this.attempt.at('start', () => studio.startAssessment(this.#projectId, wish));
    if (started) address.go({ screen: 'assess', projectId: this.#projectId, assessmentId: started.id });
  }

  end(): void {
    this.sets.end();
    this.#proposal.end();
  }

  #wish(): AssessmentWish | null {
    const { critic, forms, sample, seed, chosen, problem } = this;
    return critic && problem === null ? { critic, forms, sample, seed, setIds: chosen } : null;
  }

  /** Refuses late answers. */
  async #count(): Promise<void> {
    const turn = ++this.#counting;
    this.counts = null;
    const wish = this.#wish();
    if (!wish) return;
    const counts = await this.attempt.at('count', () => studio.assessmentCost(this.#projectId, wish));
    if (turn === this.#counting) this.counts = counts ?? null;
  }
}
