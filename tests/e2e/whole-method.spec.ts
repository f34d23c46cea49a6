// The whole method on real inference, in the smallest numbers: an attribute from a file, an expansion by questions, categories by
// the real encoder, profiles without what is redundant, their pair, and one round of it, judged. Parley-mini writes and judges in
// moments; what it does not know, SmolLM2 is asked for.
import type { Page } from '@playwright/test';
import { isKept } from '../../src/core/persona/expansion/step.ts';
import { kept } from './kept.ts';
import { chooseModel, expect, test } from './studio.ts';

const mini = { option: 'Parley-mini · Q8_0', name: 'Parley-mini', id: 'parley-mini' };
const smol = {
  option: 'SmolLM2 135M Instruct · Q4_1',
  name: 'SmolLM2 135M Instruct',
  id: 'smollm2-135m-instruct',
};
type Model = typeof mini;
/** A busy processor reads some tokens a second; nothing here is asserted about time. */
const patience = { timeout: 400_000 };

async function fill(page: Page, numbers: Readonly<Record<string, number>>): Promise<void> {
  for (const [label, value] of Object.entries(numbers)) {
    const field = page.getByRole('spinbutton', { name: label, exact: true });
    await field.fill(String(value));
    await field.press('Tab');
  }
}

const openTab = (page: Page, name: RegExp) => page.getByRole('tab', { name }).click();

async function importAttributes(page: Page, texts: readonly string[]): Promise<void> {
  await page.goto('/');
  const file = { name: 'attributes.txt', mimeType: 'text/plain', buffer: Buffer.from(texts.join('\n')) };
  await page.getByLabel('File of dialogues').setInputFiles(file);
  await page.getByRole('link', { name: 'See the personas' }).click();
}

async function findCategories(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Find categories' }).click();
  await page.getByRole('slider', { name: 'Categories' }).press('ArrowRight', patience);
  await page.getByRole('button', { name: /^Categorise/ }).click();
  await expect(page.getByText(/^Categorised \d+ attributes\.$/)).toBeVisible();
  const [project] = await kept(page, 'project');
  const attributes = (await kept(page, 'attribute')).filter(({ owner }) => owner === project?.id);
  expect(attributes.length).toBeGreaterThan(2);
  for (const { category } of attributes) expect(category ?? '').not.toBe('');
}

/** What was written names who wrote it; what was rejected says why. The texts that were kept. */
async function expand(
  page: Page,
  model: Model,
  numbers: Readonly<Record<string, number>>,
  mostQuestions: number,
) {
  await openTab(page, /^Expand/);
  await chooseModel(page, 'Generator', model.option);
  await fill(page, { ...numbers, 'Times each is put': 1, 'Attributes of who is asked': 2 });
  await page.getByRole('button', { name: 'Start expansion' }).click();
  await expect(page.getByText(/^The questions are here/)).toBeVisible(patience);
  for (let more = (await kept(page, 'question')).length - mostQuestions; more > 0; more -= 1)
    await page
      .getByRole('button', { name: /^Take out/ })
      .first()
      .click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible(patience);

  const steps = await kept(page, 'expansionStep');
  for (const { model: by } of steps) expect(by).toMatchObject({ engine: 'wllama', model: model.id });
  const asked = steps.filter((step) => step.kind === 'attribute');
  for (const { question, attribute, unreadable, rejection } of asked) {
    expect(question).toMatch(/\?$/);
    expect(attribute ?? unreadable, 'read, or said to be unreadable').toBeTruthy();
    if (attribute) expect(attribute.source.name).toBe(`Persona expansion by ${model.name}`);
    if (rejection) expect(['repeats', 'near', 'form']).toContain(rejection.kind);
  }
  const list = page.getByRole('list', { name: 'New attributes' }).getByRole('listitem');
  await expect(list.first()).toBeVisible();
  return {
    steps,
    made: asked.flatMap((step) => (isKept(step) && step.attribute ? [step.attribute.text] : [])),
  };
}

/** Every profile is of what is there, and says of whatever was left out why. */
async function buildProfiles(page: Page, made: readonly string[]): Promise<void> {
  await openTab(page, /^Profiles/);
  await page.getByRole('button', { name: 'Build profiles' }).first().click();
  await page.getByText('Not asked', { exact: true }).click();
  await fill(page, { Profiles: 2, 'Attributes a profile': 3, 'Tried a profile, at most': 3 });
  await page.getByRole('dialog').getByRole('button', { name: 'Build profiles' }).click();
  await expect(page.getByRole('tab', { name: /^Profiles 2/ })).toBeVisible(patience);
  await expect(page.getByRole('progressbar', { name: 'Profiles built' })).toHaveCount(0, patience);

  const profiles = await kept(page, 'profile');
  expect(profiles).toHaveLength(2);
  for (const { attributes, redundant = [] } of profiles) {
    const met = [...attributes, ...redundant.map(({ attribute }) => attribute)];
    const texts = met.map(({ text }) => text);
    expect(attributes.length).toBeGreaterThan(0);
    expect(texts.filter((text) => made.includes(text)).length, 'new attributes are in use').toBeGreaterThan(
      0,
    );
    for (const { cosine } of redundant) expect(cosine).toBeGreaterThan(0.75);
  }
}

async function drawPair(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw pairs' }).first().click();
  await page.getByText('Profiles in no pair', { exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Draw pairs' }).click();
  await expect(page.getByText('Drew 1 pair.')).toBeVisible();
  const pair = page.getByRole('list', { name: 'Pairs' }).getByRole('listitem').first();
  await expect(pair.getByText(/^Score \d+$/)).toBeVisible();
  await expect(pair.getByText(/^(Why this score|no category in common)$/)).toBeVisible();
}

/** Candidates with the exemplar that they saw; each judged, or dropped by a rule that says why. */
async function runOneRound(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Run', exact: true }).first().click();
  await page.getByRole('radio', { name: 'Quick' }).check();
  for (const label of ['Generator', 'Critic']) await chooseModel(page, label, mini.option);
  await fill(page, { 'Candidates per pair': 2, Rewrites: 0, Exemplars: 1 });
  await page.getByRole('button', { name: 'Start run' }).first().click();
  await expect(page.getByText('Finished', { exact: true }).first()).toBeVisible(patience);

  const [run] = await kept(page, 'run');
  const ofRun = <Item extends { readonly owner: string }>(items: readonly Item[]) =>
    items.filter(({ owner }) => owner === run?.id);
  const candidates = ofRun(await kept(page, 'conversation'));
  const verdicts = ofRun(await kept(page, 'verdict'));
  const outcomes = ofRun(await kept(page, 'outcome'));
  expect(candidates.length).toBeGreaterThanOrEqual(2);
  for (const { id, origin, raw, faults } of candidates) {
    if (origin.kind !== 'generated') throw new Error('Nothing was written.');
    expect(origin.exemplarIds, 'lineage: what it was shown').toHaveLength(1);
    expect(raw).not.toBe('');
    const judged = verdicts.some(({ about }) => about.length === 1 && about[0] === id);
    expect(judged || faults.length > 0, 'judged, or dropped by a rule').toBe(true);
  }
  // Faithfulness a rule by words decides, and says so; whatever else was asked, Parley-mini answered.
  for (const { expert, model, reason } of verdicts)
    if (expert === 'faithfulness')
      expect([model, reason]).toEqual([undefined, expect.stringMatching(/no model/)]);
    else expect(model?.model).toBe(mini.id);
  expect(outcomes).toHaveLength(1);
  const [outcome] = outcomes;
  if (outcome?.kind === 'kept') expect(candidates.map(({ id }) => id)).toContain(outcome.conversationId);
  else expect(outcome?.kind === 'failed' && outcome.reasons.length).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: /^Candidate 1/ }).first()).toBeVisible();
}

test('from one attribute to a judged round: expansion, categories, profiles and their pair, on real inference', async ({
  page,
}) => {
  await importAttributes(page, ['I have two dogs.']);
  const { made } = await test.step('expansion', () => expand(page, mini, {}, 6));
  expect(made.length).toBeGreaterThan(1);
  await test.step('categories', () => findCategories(page));
  await test.step('profiles', () => buildProfiles(page, made));
  await test.step('pair', () => drawPair(page));
  await test.step('round', () => runOneRound(page));
});

test('a real model finds questions in a category of the real encoder, thinks of more, and answers them', async ({
  page,
}) => {
  await importAttributes(page, ['I have two dogs.', 'My cat sleeps on the piano.', 'I keep a parrot.']);
  await findCategories(page);
  const numbers = { Categories: 1, 'Steps for more questions': 1, 'Questions asked for a step': 1 };
  const { steps } = await expand(page, smol, numbers, 1);
  const [induced, bootstrapped] = (['induction', 'bootstrapping'] as const).map((kind) =>
    steps.filter((step) => step.kind === kind),
  );
  expect(induced).toHaveLength(1);
  expect(bootstrapped).toHaveLength(1);
  await expect(
    page
      .getByRole('list', { name: 'Questions' })
      .getByText(/^from “/)
      .first(),
  ).toBeVisible();
});
