// A run asks the exact versions that its plan names: edited texts, and experts of a person's own.
import { describe, expect, it } from 'vitest';
import { versionOf } from '../../../src/core/critic/expert-version.ts';
import { pinned } from '../../../src/core/run/panel.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { first } from '../critic/first-version.ts';
import { Counting, mild } from './counting-engine.ts';
import { begin, pairs, planWith, sit } from './harness.ts';

const { panel } = planWith();
const rude = versionOf('toxicity', 3, { ...first('toxicity').text, criterion: 'toxicity: is anyone rude?' });
const food = versionOf('speaks of food', 1, {
  ...first('privacy').text,
  ...{ answer: 'yes or no', line: 'answer', dropsOn: 'yes' },
  criterion: 'Does anyone speak of food?',
});
const where = versionOf('speaks of food', 2, { ...food.text, answer: 'found turn' });
const funnier = versionOf('funnier', 2, {
  ...first('depth').text,
  line: 'better',
  criterion: 'better: which is funnier?',
});

const whole = async (changes: Partial<typeof panel>, change = mild) => {
  const store = new MemoryStore();
  const plan = planWith({ rounds: 1, rulesDrop: false, rewrites: 0, panel: { ...panel, ...changes } });
  const { the } = await begin(plan, store);
  const critic = new Counting(change);
  await sit(the, store, { generator: new Counting(), critic });
  const [verdicts, outcomes] = [await store.page('verdict', the.id), await store.page('outcome', the.id)];
  return { verdicts, outcomes, asked: critic.asked };
};

describe('a run', () => {
  it('asks an edited version where the plan names it, together with the others', async () => {
    const { verdicts, asked } = await whole({ filters: ['toxicity', 'privacy'], versions: [rude] });
    const filters = verdicts.filter(({ expert }) => expert === 'filters');
    expect(filters.length).toBe(pairs.length * 2);
    expect(asked[0]?.messages[0]?.content).toMatch(/^toxicity: is anyone rude\?\nprivacy: /);
    const { verdicts: former } = await whole({ filters: ['toxicity', 'privacy'] });
    const hashes = new Set(
      [...filters, ...former].filter(({ expert }) => expert === 'filters').map(({ hash }) => hash),
    );
    expect(hashes.size).toBe(2);
  });

  it('asks a person’s own filter by itself, and drops what it drops', async () => {
    const { verdicts, outcomes } = await whole({ filters: ['privacy'], versions: [food] }, (text) =>
      mild(text).replace(/answer: \w+/, 'answer: yes'),
    );
    const own = verdicts.filter(({ expert }) => expert === food.expert);
    expect(own).toHaveLength(pairs.length * 2);
    expect(own.every(({ finding }) => finding.kind === 'filter' && finding.decision === 'drop')).toBe(true);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
    expect(outcomes[0]).toMatchObject({ reasons: ['speaks of food: does not pass'] });
  });

  it('counts a person’s own filter that could not be read as a drop', async () => {
    const { outcomes } = await whole({ filters: [], versions: [where] }, (text) =>
      mild(text).replace(/answer: \w+/, 'answer: who knows'),
    );
    expect(outcomes[0]).toMatchObject({
      kind: 'failed',
      reasons: ['speaks of food: the critic’s answer could not be read'],
    });
  });

  it('lets a person’s own comparison decide beside the dimensions', async () => {
    const { verdicts } = await whole({ filters: [], dimensions: ['depth'], versions: [funnier] });
    const compared = verdicts.filter(({ about }) => about.length === 2);
    expect(new Set(compared.map(({ expert }) => expert))).toEqual(new Set(['depth', 'funnier']));
    const { finding } = compared.find(({ expert }) => expert === 'funnier') ?? {};
    expect(finding).toMatchObject({ choices: { funnier: expect.stringMatching(/first|second/) } });
  });
});

describe('the plan of a run that has started', () => {
  it('names the exact version of every expert in force, and no other', () => {
    const { versions = [] } = pinned({
      ...panel,
      filters: ['toxicity', 'privacy'],
      dimensions: ['depth'],
      versions: [rude, food, versionOf('bias', 4, first('bias').text)],
    });
    expect(versions.map(({ expert, number }) => `${expert} ${number}`)).toEqual([
      'toxicity 3',
      'privacy 1',
      'speaks of food 1',
      'depth 1',
    ]);
  });

  it('leaves the choice between the studio’s two toxicities to the critic’s engine', () => {
    const { versions = [] } = pinned({ ...panel, filters: ['toxicity'], dimensions: [] });
    expect(versions.map(({ number }) => number)).toEqual([1, 2]);
  });
});
