// Owns what a person decides before a run: the plan, frozen when the run starts.
import type { ReasonPlace } from '../critic/expert.ts';
import type { FilterLimits } from '../critic/filter.ts';
import type { ExpertVersion } from '../critic/expert-version.ts';
import { filterNames, type Dimension, type FilterName } from '../critic/verdict.ts';
import type { Decoding } from '../ports.ts';
import type { Trouble } from '../trouble.ts';

/** A model as the catalogue names it; which engine runs it is part of the choice. */
export interface ModelChoice {
  readonly engine: string;
  readonly model: string;
}

/** Which wording a model is prompted with: `mini` is the one form that Parley-mini knows. */
export type PromptForm = 'instruct' | 'mini';

export const presets = ['Quick', 'Studio', 'Paper'] as const;
export type Preset = (typeof presets)[number];

/** How experts are put to the critic: in one call, as an expert group, or in a call each. */
export const waysToAsk = ['together', 'apart'] as const;
export type WayToAsk = (typeof waysToAsk)[number];

/** knock-out: the winner of each match goes on · round-robin: all against all · pointwise: each scored 1–5 by itself. */
export const selections = ['knock-out', 'round-robin', 'pointwise'] as const;
export type Selection = (typeof selections)[number];

/** The experts in force, and how they are asked. The rules are always in force. */
export interface Panel extends FilterLimits {
  /** Each looks at a candidate alone and can drop it. */
  readonly filters: readonly FilterName[];
  readonly filtersAsked: WayToAsk;
  readonly dimensions: readonly Dimension[];
  readonly dimensionsAsked: WayToAsk;
  readonly selection: Selection;
  /** `both`: each comparison is asked again with A and B swapped, and only a choice that survives counts. */
  readonly orders: 'both' | 'one';
  readonly reason: ReasonPlace;
  /** In which wording the critic is asked. Absent: `instruct`. */
  readonly form?: PromptForm;
  /**
   * Experts that answer by the odds of yes and no, or of the five scores, each in a call of one token and without a reason;
   * in the written form where the critic's engine gives no probabilities. Absent: none.
   */
  readonly graded?: readonly Gradable[];
  /**
   * Exact versions: those that differ from the studio's first ones, and a person's own experts, which are asked because they
   * stand here. Once a run has started, of every expert in force.
   */
  readonly versions?: readonly ExpertVersion[];
}

/** `scores`: the dimensions of quality, where they are scored pointwise. */
export const gradables = [...filterNames, 'scores'] as const;
export type Gradable = (typeof gradables)[number];

/** `pair by pair`: written and judged at once · `in phases`: all of a round is written, then judged, so that two models need not be loaded at once. The results are the same. */
export const workOrders = ['pair by pair', 'in phases'] as const;
export type WorkOrder = (typeof workOrders)[number];

/** whole: one completion for the dialogue · turn by turn: each speaker is prompted with its own profile only. */
export const waysToWrite = ['whole', 'turn by turn'] as const;
export type WayToWrite = (typeof waysToWrite)[number];

export interface Plan {
  readonly preset: Preset;
  /** Run seed: any whole number from 1 to 2³¹−2. */
  readonly seed: number;
  readonly rounds: number;
  /** n: candidates written per pair and round, 1–8. */
  readonly candidates: number;
  /** r: how often a pair is written again when no candidate passes the filters. */
  readonly rewrites: number;
  readonly exemplars: number;
  /** Turns asked for in the prompt. */
  readonly turnsAsked: { readonly min: number; readonly max: number };
  /** Turns outside of this are the hard fault `length`. */
  readonly turnsAllowed: { readonly min: number; readonly max: number };
  readonly decoding: Pick<Decoding, 'temperature' | 'topP' | 'topK' | 'repetitionPenalty'>;
  readonly writing: WayToWrite;
  /** Holds the generator to alternating `User 1:` / `User 2:` lines. */
  readonly dialogueGrammar: boolean;
  /** In Paper, rules report and never drop. */
  readonly rulesDrop: boolean;
  /** null: nothing is written; conversations of another set, put into the run before it starts, are judged. */
  readonly generator: ModelChoice | null;
  readonly promptForm: PromptForm;
  /** null: the rules judge alone. */
  readonly critic: ModelChoice | null;
  readonly panel: Panel;
  readonly order: WorkOrder;
}

export const runStates = ['running', 'paused', 'stopped', 'finished'] as const;
export type RunState = (typeof runStates)[number];

/** `owner` is the project's id. The pairs are kept as `pair` items owned by the run's id, in plan order. */
export interface Run {
  readonly owner: string;
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly plan: Plan;
  readonly pairCount: number;
  readonly state: RunState;
  /** Why it paused, where that was nobody's wish. */
  readonly pausedBy?: Trouble;
  /** The id of the run that this one runs again, to be compared with it. */
  readonly reproduces?: string;
  /** The id of the run that was stopped, whose remaining pairs this one has, with another model. */
  readonly goesOnFrom?: string;
}
