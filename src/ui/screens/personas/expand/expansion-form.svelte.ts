// Owns the plan of an expansion while a person works on it: what it began with, every change, what is wrong with it.
import type { CostGrounds } from '../../../../../workers/studio-api/models.ts';
import { expansionCost } from '../../../../core/persona/expansion/cost.ts';
import {
  categoriesToAsk,
  expansionPlan,
  expansionRanges,
  type ExpansionPlan,
  type ExpansionSize,
} from '../../../../core/persona/expansion/plan.ts';
import type { Attribute } from '../../../../core/persona/profile.ts';
import { usualHabits } from '../../../../core/run/habits.ts';
import type { ModelChoice } from '../../../../core/run/plan.ts';
import { ranges } from '../../../../core/run/presets.ts';
import { models, sameModel } from '../../../frame/models.svelte.ts';
import { Loaded } from '../../../loaded.svelte.ts';
import { studio } from '../../../studio.ts';
import type { NumberSetting } from '../../../words/en/expansion.ts';
import { decodingFields, numberProblem, wholeProblem, type DecodingField } from '../../run/plan-checks.ts';

export const questionSettings = [
  ...([
    'categories',
    'attributesPerQuestion',
    'bootstrappingSteps',
    'questionsShown',
    'questionsPerStep',
  ] as const),
] satisfies readonly NumberSetting[];
export const attributeSettings = [
  ...(['askings', 'attributesShown', 'nearAbove', 'seed'] as const),
] satisfies readonly NumberSetting[];

const isDecoding = (setting: NumberSetting): setting is DecodingField =>
  (decodingFields as readonly string[]).includes(setting);

export class ExpansionForm {
  readonly #attributes: () => readonly Attribute[];
  readonly #grounds = new Loaded<CostGrounds>(() => studio.costGrounds());
  readonly #proposed: Loaded<ModelChoice>;

  size: ExpansionSize = $state('Quick');
  /** What the person changed of the plan of that size. */
  #changes: Partial<ExpansionPlan> = $state.raw({});

  readonly generator = $derived.by(() => this.#changes.generator ?? this.#proposed.value ?? null);
  readonly model = $derived.by(() => models.value?.find((row) => sameModel(row, this.generator)));
  /** It answers questions in a form of its own, and finds none. */
  readonly isMini = $derived.by(() => this.model?.promptsEditable === false);
  readonly plan: ExpansionPlan | null = $derived.by(() =>
    this.generator
      ? { ...expansionPlan(this.size, this.generator, this.isMini ? 'mini' : 'instruct'), ...this.#changes }
      : null,
  );
  readonly categoryCount = $derived.by(() =>
    this.plan ? categoriesToAsk(this.#attributes(), this.plan).length : 0,
  );
  readonly problems = $derived.by(() => (this.plan ? problemsOf(this.plan) : {}));
  readonly problemCount = $derived.by(() => Object.keys(this.problems).length);
  readonly canStart = $derived.by(
    () =>
      this.plan !== null &&
      this.model !== undefined &&
      this.problemCount === 0 &&
      (this.isMini || this.categoryCount > 0),
  );
  readonly cost = $derived.by(() => {
    if (!this.plan || Object.keys(this.problems).length > 0) return null;
    const { engine, model } = this.plan.generator;
    const habits = this.#grounds.value?.habits[`${engine}/${model}`] ?? usualHabits;
    return expansionCost(this.plan, this.categoryCount, habits);
  });

  constructor(attributes: () => readonly Attribute[]) {
    this.#attributes = attributes;
    this.#proposed = new Loaded(async () => (await studio.proposal()).generator);
  }

  chooseSize(size: ExpansionSize): void {
    this.size = size;
    const { generator } = this.#changes;
    this.#changes = generator ? { generator } : {};
  }

  change(changes: Partial<ExpansionPlan>): void {
    this.#changes = { ...this.#changes, ...changes };
  }

  valueOf(setting: NumberSetting): number {
    if (!this.plan) return Number.NaN;
    return isDecoding(setting) ? this.plan.decoding[setting] : this.plan[setting];
  }

  set(setting: NumberSetting, value: number): void {
    if (!this.plan) return;
    this.change(
      isDecoding(setting) ? { decoding: { ...this.plan.decoding, [setting]: value } } : { [setting]: value },
    );
  }

  end(): void {
    this.#grounds.end();
    this.#proposed.end();
  }
}

function problemsOf(plan: ExpansionPlan): Partial<Record<NumberSetting, string>> {
  const { nearAbove, ...whole } = expansionRanges;
  const found: [string, string | null][] = [
    ...Object.entries(whole).map(([setting, range]): [string, string | null] => [
      setting,
      wholeProblem(plan[setting as keyof typeof whole], range),
    ]),
    ['nearAbove', numberProblem(plan.nearAbove, nearAbove)],
    ...decodingFields.map((field): [string, string | null] => [
      field,
      (field === 'topK' ? wholeProblem : numberProblem)(plan.decoding[field], ranges[field]),
    ]),
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}
