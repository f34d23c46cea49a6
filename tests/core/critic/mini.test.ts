// Holds the questions to Parley-mini to the texts that it was trained on, and their readers to whatever comes back.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../../src/core/conversation/conversation.ts';
import { miniPanel, panelInForm } from '../../../src/core/critic/mini/panel.ts';
import { miniAttribution, miniComparison } from '../../../src/core/critic/mini/prompt.ts';
import { miniAttributionQuestion, miniComparisonQuestion } from '../../../src/core/critic/mini/question.ts';
import { dimensions } from '../../../src/core/critic/verdict.ts';
import { filtersIn, pinned, qualityGroups, versionIn } from '../../../src/core/run/panel.ts';
import { presets, type Preset } from '../../../src/core/run/plan.ts';
import { presetPlan } from '../../../src/core/run/presets.ts';
import { first } from './first-version.ts';

const forms = JSON.parse(
  readFileSync(new URL('../../../models/mini/prompt_forms.json', import.meta.url), 'utf8'),
) as {
  readonly attribution: { turns: Turn[]; claims: { turn: number; text: string }[]; prompt: string };
  readonly comparison: { first: Turn[]; second: Turn[]; dimensions: string[]; prompt: string };
};
/** The file counts turns from 1, as prompts do. */
const fromZero = (held: readonly { turn: number; text: string }[]) =>
  held.map(({ turn, text }) => ({ turn: turn - 1, text }));

const source = { name: 'written for the tests', licence: 'CC0-1.0' };
const profile = (id: string, ...texts: string[]) => ({
  id,
  attributes: texts.map((text, index) => ({ id: `${id}${index}`, text, source })),
});
const conversation: Conversation = {
  owner: 'set',
  id: 'talk',
  pair: {
    id: 'pair',
    profiles: [
      profile('one', 'I have two dogs', 'I collect stamps.', 'I fear the dark.'),
      profile('two', 'I play the piano.'),
    ],
  },
  turns: [
    { speaker: 1, text: 'Hi! I am out with my dogs.' },
    { speaker: 2, text: 'I never play. The piano is for sale.' },
    { speaker: 1, text: 'My two dogs howl when they hear one, and I love to play the piano.' },
  ],
  faults: [{ kind: 'attribution-suspect', turn: 2, text: 'I play the piano.' }],
  raw: '',
  origin: { kind: 'written', note: '', source },
};

describe('the prompts to Parley-mini', () => {
  it('are those that its trainer makes', () => {
    const { attribution, comparison } = forms;
    expect(miniAttribution(attribution.turns, fromZero(attribution.claims))).toBe(attribution.prompt);
    expect(miniComparison(comparison.first, comparison.second, comparison.dimensions)).toBe(
      comparison.prompt,
    );
  });
});

describe('an answer of Parley-mini', () => {
  it.each([
    ['1: yes', { decision: 'drop', turns: [2] }],
    ['1: no', { decision: 'pass', turns: [] }],
  ])('decides on each suspected claim: %s', (answer, finding) => {
    expect(miniAttributionQuestion(conversation).read(answer)).toMatchObject({
      ok: true,
      value: { finding },
    });
  });

  it('chooses in every dimension that was asked about', () => {
    const all = dimensions.map((name, index) => `${name}: ${'AB'[index % 2]}`).join('\n');
    const other = { ...conversation, id: 'other' };
    const five = miniComparisonQuestion(dimensions, conversation, other);
    expect(five.expert.id).toBe('quality');
    expect(five.read(all)).toMatchObject({
      value: { finding: { choices: { depth: 'first', coherency: 'second', likability: 'first' } } },
    });
    const two = miniComparisonQuestion(['depth', 'diversity'], conversation, other);
    expect(two.read(all)).toMatchObject({
      value: { finding: { choices: { depth: 'first', diversity: 'second' } } },
    });
    const one = miniComparisonQuestion(['coherency'], conversation, other);
    expect(one.expert.id).toBe('coherency');
    expect(one.prompt.messages[0]?.content).toMatch(/\n\ncoherency$/);
  });

  it('is a finding or unreadable, whatever it says', () => {
    const questions = [
      miniAttributionQuestion(conversation),
      miniComparisonQuestion(dimensions, conversation, conversation),
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('1', '2', ':', ' ', 'yes', 'no', '-', '\n', 'depth', 'A')),
        (parts) => {
          for (const { read } of questions) expect(typeof read(parts.join('')).ok).toBe('boolean');
        },
      ),
    );
  });
});

describe('the panel of Parley-mini', () => {
  const choice = { engine: 'wllama', model: 'parley-mini' };
  const planOf = (preset: Preset) => presetPlan(preset, choice, choice, 'mini', 'mini');
  const quick = planOf('Quick');
  const plans = presets.map(planOf);

  it('has its two filters, each in a call, and compares in one', () => {
    for (const { panel } of plans) expect(filtersIn(panel)).toEqual(['faithfulness', 'attribution']);
    for (const { panel } of plans) expect(qualityGroups(panel)).toEqual([dimensions]);
    expect(miniPanel({ ...quick.panel, selection: 'pointwise' }).selection).toBe('knock-out');
  });

  it('becomes another critic’s panel and comes back with what it can be', () => {
    const instruct = panelInForm(quick.panel, 'instruct');
    expect(instruct).toEqual({ ...quick.panel, form: undefined });
    expect(panelInForm(instruct, 'instruct')).toBe(instruct);
    expect(panelInForm(instruct, 'mini')).toEqual(quick.panel);
  });

  it('takes no versions that a person wrote', () => {
    const own = { ...first('faithfulness'), number: 2, hash: 'other' };
    const panel = { ...quick.panel, versions: [own] };
    expect(versionIn(panel, 'faithfulness').number).toBe(1);
    expect(pinned(panel)).toBe(panel);
  });
});
