// Holds the presets to the numbers of docs/method.md and of the paper they come from.
import { describe, expect, it } from 'vitest';
import { dimensions, filterNames } from '../../../src/core/critic/verdict.ts';
import { presets } from '../../../src/core/run/plan.ts';
import { presetPlan, ranges } from '../../../src/core/run/presets.ts';
import { scriptedChoice } from './harness.ts';

const plan = (preset: (typeof presets)[number]) =>
  presetPlan(preset, scriptedChoice, scriptedChoice, 'instruct');

describe('the presets', () => {
  it('Paper has the numbers of Jandaghi et al. (arXiv 2312.10007)', () => {
    expect(plan('Paper')).toMatchObject({
      rounds: 3,
      exemplars: 5,
      // "More than 5 and fewer than 8 turns".
      turnsAsked: { min: 6, max: 7 },
      decoding: { temperature: 0.7, topK: 40, topP: 1, repetitionPenalty: 1 },
      writing: 'whole',
      dialogueGrammar: false,
      rulesDrop: false,
      panel: {
        filters: ['faithfulness', 'toxicity'],
        filtersAsked: 'apart',
        dimensions,
        dimensionsAsked: 'apart',
        selection: 'round-robin',
        orders: 'one',
        reason: 'last',
      },
    });
  });

  it('Studio mends what the paper leaves open', () => {
    expect(plan('Studio')).toMatchObject({
      rounds: 3,
      candidates: 3,
      rewrites: 2,
      turnsAsked: { min: 10, max: 16 },
      turnsAllowed: { min: 6, max: 40 },
      rulesDrop: true,
      panel: {
        filters: filterNames,
        filtersAsked: 'together',
        selection: 'knock-out',
        orders: 'both',
        reason: 'first',
      },
    });
  });

  it('Quick is short and held by a grammar', () => {
    expect(plan('Quick')).toMatchObject({
      rounds: 1,
      exemplars: 1,
      turnsAsked: { min: 6, max: 8 },
      dialogueGrammar: true,
      panel: { filters: ['faithfulness'] },
    });
  });

  it.each(presets)('%s lies within the ranges that a form accepts', (preset) => {
    const { decoding, panel, turnsAsked, turnsAllowed, ...rest } = plan(preset);
    const within = (value: number, { min, max }: { min: number; max: number }) =>
      value >= min && value <= max;
    for (const field of ['seed', 'rounds', 'candidates', 'rewrites', 'exemplars'] as const)
      expect(within(rest[field], ranges[field]), field).toBe(true);
    for (const field of ['temperature', 'topP', 'topK', 'repetitionPenalty'] as const)
      expect(within(decoding[field], ranges[field]), field).toBe(true);
    expect(within(panel.toxicityAtMost, ranges.filterAtMost)).toBe(true);
    expect(turnsAsked.min >= turnsAllowed.min && turnsAsked.max <= turnsAllowed.max).toBe(true);
  });

  it('Quick shows Parley-mini no exemplar, which it writes no better after', () => {
    const mini = { engine: 'wllama', model: 'parley-mini' };
    expect(presetPlan('Quick', mini, mini, 'mini', 'mini').exemplars).toBe(0);
    expect(plan('Quick').exemplars).toBe(1);
  });
});
