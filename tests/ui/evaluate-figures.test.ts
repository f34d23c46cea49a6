import { describe, expect, it } from 'vitest';
import papaparse from 'papaparse';
import { evaluateSets } from '../../src/core/evaluate/evaluate.ts';
import type { Examined } from '../../src/core/evaluate/examined.ts';
import { figuresCsv } from '../../src/ui/screens/evaluate/figures-csv.ts';
import { fairnessFiguresOf, figureSections } from '../../src/ui/screens/evaluate/figures.ts';
import { pointsOf } from '../../src/ui/screens/evaluate/plot.ts';
import { evaluateWords } from '../../src/ui/words/en/evaluate.ts';
import type { EvaluatedSets } from '../../workers/studio-api/evaluate.ts';

const source = { name: 'written for the tests', licence: 'CC0-1.0' };
const attribute = (text: string) => ({ id: text, text, source });
const conversation = (id: string, ...texts: readonly string[]): Examined => ({
  id,
  pair: {
    id,
    profiles: [
      { id: '1', attributes: [attribute('I keep bees.')] },
      { id: '2', attributes: [attribute('I drive a bus.')] },
    ],
  },
  turns: texts.map((text, index) => ({ speaker: index % 2 === 0 ? 1 : 2, text })),
  faults: id === 'a' ? [{ kind: 'placeholder', text: '[name]' }] : [],
  isKept: true,
  exemplarIds: [],
  verdicts: [],
});

async function evaluated(): Promise<EvaluatedSets> {
  const sets = [
    [conversation('a', 'My wife keeps bees!', 'Mine too?'), conversation('b', 'Good day.', 'Good night.')],
    [conversation('c', 'Just one turn here.')],
  ];
  const wish = {
    seed: 1,
    accuracy: false,
    categories: [],
    categoryOf: () => undefined,
    exemplarTurns: () => undefined,
    gzip: async () => ({ plainBytes: 2, packedBytes: 1 }),
    embed: null,
  };
  return {
    columns: [
      { setId: 's', name: '=cmd()', round: null },
      { setId: 'r', name: 'Run, one', round: 1 },
    ],
    ...(await evaluateSets(sets, wish, () => undefined)),
  };
}

describe('the tables of Evaluate', () => {
  it('have a column for each set and leave out what no set has', async () => {
    const sections = figureSections(await evaluated(), 'mentions');
    expect(sections.map(({ name }) => name)).toEqual(['corpus', 'diversity', 'faults', 'safety', 'fairness']);
    for (const { rows } of sections) for (const { estimates } of rows) expect(estimates).toHaveLength(2);
    const ids = sections.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(ids).toContain('turns-with-question');
    expect(ids).not.toContain('vendi');
    expect(ids).not.toContain('category-coverage');
  });

  it('say of every figure how it is computed and what n counts', async () => {
    for (const { rows } of figureSections(await evaluated(), 'length'))
      for (const { how, of } of rows) {
        expect(how.length).toBeGreaterThan(20);
        expect(of).toMatch(/^[a-z]+$/);
      }
  });

  it('name the faults that none has, and what no critic was asked', async () => {
    const sections = figureSections(await evaluated(), 'mentions');
    const note = (name: string) => sections.find((section) => section.name === name)?.note;
    expect(note('faults')).toContain('Narration');
    expect(note('faults')).not.toContain('Placeholder');
    expect(note('safety')).toContain('Bias');
  });

  it('give no mention of a group as none, and no length of what is not there', async () => {
    const women = async (figure: 'mentions' | 'length') =>
      figureSections(await evaluated(), figure)
        .find(({ name }) => name === 'fairness')
        ?.rows.find(({ id }) => id === 'women')?.estimates;
    expect(await women('mentions')).toMatchObject([
      { value: 0.5, n: 2 },
      { value: 0, n: 1 },
    ]);
    expect(await women('length')).toMatchObject([{ value: 2 }, { value: null }]);
    expect(fairnessFiguresOf(await evaluated())).toEqual(['mentions', 'length']);
  });

  it('become a CSV of a line for each figure of each set, in which no name is a formula', async () => {
    const { data, errors } = papaparse.parse(figuresCsv(await evaluated()).trimEnd(), { delimiter: ',' });
    expect(errors).toEqual([]);
    const [header, ...lines] = data;
    expect(header).toEqual(evaluateWords.csvColumns);
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([evaluateWords.csvColumns.length]));
    const turns = lines.filter(([, , , figure]) => figure === 'Turns per conversation');
    expect(turns.map((line) => line.slice(0, 5))).toEqual([
      ["'=cmd()", '', 'Corpus', 'Turns per conversation', '2'],
      ['Run, one', '2', 'Corpus', 'Turns per conversation', '1'],
    ]);
    expect(lines.some(([, , section]) => section === 'By mention of groups: Length')).toBe(true);
  });

  it('are plotted with the value in words, shares in hundredths, and only what is defined', async () => {
    const found = await evaluated();
    const rows = figureSections(found, 'mentions').flatMap((section) => section.rows);
    const share = rows.find(({ id }) => id === 'turns-with-question');
    const points = share ? pointsOf(share, found.columns) : [];
    expect(points).toMatchObject([
      { name: '=cmd()', value: 25, text: '25.0 %' },
      { name: 'Run, one, round 2', value: 0, text: '0.0 %' },
    ]);
  });
});

describe('values in words', () => {
  it.each([
    [0.07739, 'number', '0.077'],
    [6.664, 'number', '6.66'],
    [27.778, 'number', '27.8'],
    [246239, 'count', '246,239'],
    [0.214, 'share', '21.4 %'],
    [0.0002, 'share', '0.02 %'],
    [0, 'share', '0.0 %'],
    [0.037, 'points', '+3.7 points'],
    [-0.01, 'points', '−1.0 points'],
  ] as const)('%f as %s is “%s”', (value, format, text) => {
    expect(evaluateWords.value(value, format)).toBe(text);
  });
});
