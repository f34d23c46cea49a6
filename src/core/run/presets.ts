// Owns the presets as data. Paper follows method.md's numbers literally where this version can; Studio fixes what the
// paper leaves open at a cost a browser can pay; Quick is for small models and the CPU.
import { dimensions, filterNames } from '../critic/verdict.ts';
import { miniPanel } from '../critic/mini/panel.ts';
import type { ModelChoice, Panel, Plan, Preset, PromptForm } from './plan.ts';

type Cast = Pick<Plan, 'generator' | 'critic' | 'promptForm'>;

const studioPanel: Panel = {
  filters: filterNames,
  filtersAsked: 'together',
  dimensions,
  dimensionsAsked: 'together',
  selection: 'knock-out',
  orders: 'both',
  reason: 'first',
  // Up to "medium" on the scale of method.md, section 3; "strong" begins above 0.8.
  toxicityAtMost: 0.5,
};

const panels: Readonly<Record<Preset, Panel>> = {
  // Every filter more is read by a processor at some ten tokens a second; the rules look for the rest.
  Quick: { ...studioPanel, filters: ['faithfulness'] },
  Studio: studioPanel,
  Paper: {
    ...studioPanel,
    filters: ['faithfulness', 'toxicity'],
    filtersAsked: 'apart',
    dimensionsAsked: 'apart',
    selection: 'round-robin',
    orders: 'one',
    reason: 'last',
  },
};

const shared = {
  writing: 'whole' as const,
  order: 'pair by pair' as const,
  seed: 20231218,
  rewrites: 2,
  candidates: 3,
  decoding: { temperature: 0.7, topP: 1, topK: 40, repetitionPenalty: 1 },
};

const settings: Readonly<Record<Preset, Omit<Plan, keyof Cast | 'preset' | 'panel'>>> = {
  Quick: {
    ...shared,
    rounds: 1,
    candidates: 2,
    exemplars: 1,
    turnsAsked: { min: 6, max: 8 },
    turnsAllowed: { min: 4, max: 12 },
    // Small models go round in circles without a penalty.
    decoding: { temperature: 0.7, topP: 0.95, topK: 40, repetitionPenalty: 1.15 },
    dialogueGrammar: true,
    rulesDrop: true,
  },
  Studio: {
    ...shared,
    rounds: 3,
    exemplars: 5,
    turnsAsked: { min: 10, max: 16 },
    turnsAllowed: { min: 6, max: 40 },
    dialogueGrammar: false,
    rulesDrop: true,
  },
  Paper: {
    ...shared,
    rounds: 3,
    exemplars: 5,
    turnsAsked: { min: 6, max: 7 },
    turnsAllowed: { min: 1, max: 1000 },
    dialogueGrammar: false,
    rulesDrop: false,
  },
};

export const presetPlan = (
  preset: Preset,
  generator: ModelChoice,
  critic: ModelChoice | null,
  promptForm: PromptForm,
  /** The critic's. */
  panelForm: PromptForm = 'instruct',
): Plan => {
  const panel = panelForm === 'mini' ? miniPanel(panels[preset]) : panels[preset];
  // Parley-mini writes no better after an exemplar (its model card), and reads it for longer than it writes.
  const shown = preset === 'Quick' && promptForm === 'mini' ? { exemplars: 0 } : {};
  return { preset, ...settings[preset], ...shown, panel, generator, critic, promptForm };
};

/** The ranges in which a plan's numbers make sense; a form checks against them before start. */
export const ranges = {
  seed: { min: 1, max: 2 ** 31 - 2 },
  rounds: { min: 1, max: 10 },
  candidates: { min: 1, max: 8 },
  rewrites: { min: 0, max: 10 },
  exemplars: { min: 0, max: 10 },
  turns: { min: 1, max: 1000 },
  temperature: { min: 0, max: 2 },
  topP: { min: 0.01, max: 1 },
  topK: { min: 0, max: 1000 },
  repetitionPenalty: { min: 1, max: 2 },
  /** The limit of a filter that answers by a degree or a probability. */
  filterAtMost: { min: 0, max: 1 },
} as const;
