// Owns what a person decides before an expansion: the plan, frozen when it starts, with the paper's numbers behind it.
import { derive } from '../../random.ts';
import type { ModelChoice, Plan, PromptForm, RunState } from '../../run/plan.ts';
import type { Attribute } from '../profile.ts';
import { nearAttributeAbove } from './nearness.ts';
import { writtenQuestions } from './written-questions.ts';
import type { Trouble } from '../../trouble.ts';

export interface ExpansionPlan {
  /** Any whole number from 1 to 2³¹−2. */
  readonly seed: number;
  readonly generator: ModelChoice;
  /** Questions are induced from at most so many categories, the largest first. */
  readonly categories: number;
  /** Attributes sampled of a category, for the question that they all answer. */
  readonly attributesPerQuestion: number;
  /** Calls for more questions like some that there are. */
  readonly bootstrappingSteps: number;
  readonly questionsShown: number;
  /** Further questions asked for at a step. */
  readonly questionsPerStep: number;
  /** How often each question is put, each time to someone else. */
  readonly askings: number;
  /** Random attributes that say who is asked. */
  readonly attributesShown: number;
  /** A new attribute whose cosine with one that exists is above this is rejected. */
  readonly nearAbove: number;
  readonly decoding: Plan['decoding'];
  /** Pauses before the first attribute, so that a person can look through the questions. */
  readonly looksThrough: boolean;
  /** In which wording the model is asked for attributes. Absent: `instruct`. */
  readonly form?: PromptForm;
  /** Questions to begin with, for a model that finds none. Absent: none. */
  readonly questions?: readonly string[];
}

/**
 * The numbers of the paper (method.md, section 1.2–1.4). It ended with 188 questions and 5,648 new attributes, 30 for each
 * question. How many questions a step asked for is not stated. The nearness is the encoder's (`nearAttributeAbove`).
 */
export const paperExpansion = {
  categories: 323,
  attributesPerQuestion: 3,
  bootstrappingSteps: 100,
  questionsShown: 5,
  questionsPerStep: 5,
  askings: 30,
  attributesShown: 5,
  decoding: { temperature: 0.7, topP: 1, topK: 40, repetitionPenalty: 1 },
} as const;

export const expansionRanges = {
  seed: { min: 1, max: 2 ** 31 - 2 },
  categories: { min: 0, max: 2000 },
  attributesPerQuestion: { min: 1, max: 10 },
  bootstrappingSteps: { min: 0, max: 1000 },
  questionsShown: { min: 1, max: 20 },
  questionsPerStep: { min: 1, max: 10 },
  askings: { min: 1, max: 200 },
  attributesShown: { min: 0, max: 10 },
  nearAbove: { min: 0, max: 1 },
} as const;

/**
 * An expansion of a project's attributes: a run of its own. `owner` is the project's id. The attributes it began with are
 * kept as `attribute` items owned by its id, so that a later edit changes no draw.
 */
export interface Expansion {
  readonly owner: string;
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly plan: ExpansionPlan;
  /** Who writes, for the source of what is new. */
  readonly writer: { readonly name: string; readonly licence: string };
  /** Categories that questions are induced from. */
  readonly categoryCount: number;
  readonly state: RunState;
  /** Why it paused, where that was nobody's wish. */
  readonly pausedBy?: Trouble;
  /** It paused by itself before the first attribute. */
  readonly waits?: true;
  /** The person has gone on from there. */
  readonly lookedThrough?: true;
}

export interface AttributeGroup {
  readonly name: string;
  /** In the order of their ids. */
  readonly attributes: readonly Attribute[];
}

/** The categories to induce questions from: the largest first, then by name. Attributes without a category are in none. */
export function categoriesToAsk(
  attributes: readonly Attribute[],
  { categories }: Pick<ExpansionPlan, 'categories'>,
): readonly AttributeGroup[] {
  const groups = new Map<string, Attribute[]>();
  for (const attribute of attributes) {
    const { category } = attribute;
    if (category) groups.set(category, [...(groups.get(category) ?? []), attribute]);
  }
  return [...groups]
    .map(([name, group]) => ({ name, attributes: group.sort((a, b) => (a.id < b.id ? -1 : 1)) }))
    .sort((a, b) => b.attributes.length - a.attributes.length || (a.name < b.name ? -1 : 1))
    .slice(0, categories);
}

/** 12 characters that tell expansions apart: the same plan on the same attributes gives the same. */
export function expansionHash(plan: ExpansionPlan, attributes: readonly Attribute[]): string {
  const text = JSON.stringify([plan, attributes]);
  return [1, 2].map((half) => derive(half, text).toString(36).padStart(6, '0')).join('');
}

/** Engine calls, at most: when no question is a duplicate. Askings again of what could not be read are not counted. */
export function mostCalls(plan: ExpansionPlan, categoryCount: number) {
  const induction = Math.min(plan.categories, categoryCount);
  const bootstrapping = plan.bootstrappingSteps;
  const given = plan.questions?.length ?? 0;
  const attributes = (given + induction + bootstrapping * plan.questionsPerStep) * plan.askings;
  return { induction, bootstrapping, attributes, total: induction + bootstrapping + attributes };
}

/** For a first look, and for models on a processor. */
const quickExpansion = {
  ...paperExpansion,
  categories: 12,
  bootstrappingSteps: 3,
  questionsPerStep: 3,
  askings: 2,
} as const;

export const expansionSizes = ['Quick', 'Paper'] as const;
export type ExpansionSize = (typeof expansionSizes)[number];

/** Parley-mini answers questions in its own form, and cannot find any. */
const miniExpansion = {
  form: 'mini',
  questions: writtenQuestions,
  categories: 0,
  bootstrappingSteps: 0,
} as const;

export const expansionPlan = (
  size: ExpansionSize,
  generator: ModelChoice,
  form: PromptForm = 'instruct',
): ExpansionPlan => ({
  ...(size === 'Paper' ? paperExpansion : quickExpansion),
  ...(form === 'mini' ? miniExpansion : {}),
  seed: 20231218,
  generator,
  nearAbove: nearAttributeAbove,
  looksThrough: true,
});
