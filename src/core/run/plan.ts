// Owns what a person decides before a run: the plan, frozen when the run starts.
import type { Decoding } from '../ports.ts';

/** A model as the catalogue names it; which engine runs it is part of the choice. */
export interface ModelChoice {
  readonly engine: string;
  readonly model: string;
}

/** Which wording a generator is prompted with: `mini` is the one form that Parley-mini knows. */
export type PromptForm = 'instruct' | 'mini';

export const presets = ['Quick', 'Studio', 'Paper'] as const;
export type Preset = (typeof presets)[number];

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
  /** Holds the generator to alternating `User 1:` / `User 2:` lines. */
  readonly dialogueGrammar: boolean;
  /** In Paper, rules report and never drop. */
  readonly rulesDrop: boolean;
  readonly generator: ModelChoice;
  readonly promptForm: PromptForm;
  /** null: the rules judge alone. */
  readonly critic: ModelChoice | null;
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
}
