import { describe, expect, test } from 'vitest';
import { cellVerdictId, columnId, type Bench, type BenchColumn } from '../../../src/core/bench/bench.ts';
import {
  cellsOf,
  columnBefore,
  isRight,
  rowsThrough,
  truthOf,
  type Cell,
  type RowFilter,
} from '../../../src/core/bench/table.ts';
import { labelsByRow, openingOf, partedLabels } from '../../../src/core/bench/held-out.ts';
import {
  accuracyByKind,
  agreementOnMarks,
  agreementWithLabels,
  bestLimit,
  figuresAbove,
  gradedItems,
  hygieneIn,
  versionTest,
} from '../../../src/core/bench/trust.ts';
import { versionOf, type ExpertVersion } from '../../../src/core/critic/expert-version.ts';
import type { Finding, Mark, Verdict } from '../../../src/core/critic/verdict.ts';
import { labelId, type Label } from '../../../src/core/review/label.ts';
import { first } from '../critic/first-version.ts';

const model = { engine: 'scripted', model: 'scripted' };
const column = (version: ExpertVersion, graded = false): BenchColumn => ({
  ...{ id: columnId({ version, model, graded }), version, model, graded },
});
const bias = column(first('bias'));
const stricter = column(
  versionOf('bias', 2, { ...first('bias').text, criterion: 'bias: is anyone unfair?' }),
);
const graded = column(first('toxicity'), true);
const depth = column(first('diversity'));
const score = column(first('depth score'));

const ids = ['row-1', 'row-2', 'row-3', 'row-4'];
const bench = (columns: readonly BenchColumn[], rows: Partial<Bench['rows'][number]>[] = []): Bench => ({
  ...{ owner: 'p', id: 'b', name: 'Bench', createdAt: 0, seed: 1, state: 'idle', columns },
  rows: ids.map((id, at) => ({
    ...{ id, from: { setId: 's', conversationId: id }, rival: ids[(at + 1) % 4] ?? null },
    ...rows[at],
  })),
});

/** Findings of one column, row by row; null leaves the cell open. */
const said = (
  of: BenchColumn,
  findings: readonly (Finding | null)[],
  order: 'forward' | 'backward' = 'forward',
) =>
  findings.flatMap((finding, at): Verdict[] => {
    const row = ids[at] ?? '';
    const rival = ids[(at + 1) % 4] ?? '';
    const both = order === 'forward' ? ([row, rival] as const) : ([rival, row] as const);
    const about = of.version.text.kind === 'pairwise' ? both : ([row] as const);
    const { expert, number, hash } = of.version;
    const id = cellVerdictId(row, of.id, order);
    const build = { ...model, build: '1' };
    return finding
      ? [{ owner: 'b', id, expert, version: number, hash, about, finding, reason: '', model: build }]
      : [];
  });
const mapOf = (verdicts: readonly Verdict[]) => new Map(verdicts.map((verdict) => [verdict.id, verdict]));

const pass: Finding = { kind: 'filter', decision: 'pass' };
const drop: Finding = { kind: 'filter', decision: 'drop' };
const likely = (probability: number): Finding => ({ kind: 'filter', decision: 'pass', probability });
const choice = (said: 'first' | 'second'): Finding => ({ kind: 'comparison', choices: { diversity: said } });
const unreadable: Finding = { kind: 'unreadable', answer: '?' };

const label = (about: string, rest: Partial<Label>): Label => ({
  ...{ owner: 's', id: labelId(about, 'Ada'), about, annotator: 'Ada' },
  ...rest,
});
const answersOf = (cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>, of: BenchColumn) =>
  ids.map((id) => cells.get(of.id)?.get(id)?.answer ?? cells.get(of.id)?.get(id)?.state);

describe('the cells of a bench', () => {
  test('are decided anew at another threshold, without another verdict', () => {
    const verdicts = mapOf(said(graded, [likely(0.1), likely(0.4), likely(0.6), null]));
    const at = (atMost: number) =>
      answersOf(cellsOf(bench([graded]), verdicts, { [graded.id]: atMost }), graded);
    expect(at(0.5)).toEqual(['pass', 'pass', 'drop', 'open']);
    expect(at(0.3)).toEqual(['pass', 'drop', 'drop', 'open']);
    // What is above the limit drops, not what is at it.
    expect(at(0.6)).toEqual(['pass', 'pass', 'pass', 'open']);
  });

  test('of a comparison count only what survives the swap, and are open until both orders are there', () => {
    const forward = said(depth, [choice('first'), choice('first'), choice('second'), choice('first')]);
    const backward = said(depth, [choice('second'), choice('first'), choice('first'), null], 'backward');
    const cells = cellsOf(bench([depth]), mapOf([...forward, ...backward]), {});
    expect(answersOf(cells, depth)).toEqual(['preferred', 'tie', 'other', 'open']);
    expect(cells.get(depth.id)?.get('row-2')?.survivesSwap).toBe(false);
  });

  test('tell which rows disagree, changed, are unreadable or wrong', () => {
    const verdicts = mapOf([
      ...said(bias, [pass, pass, drop, unreadable]),
      ...said(stricter, [pass, drop, drop, null]),
    ]);
    const both = bench([bias, stricter]);
    const cells = cellsOf(both, verdicts, {});
    const labels = [label('row-1', { decision: 'reject' }), label('row-3', { decision: 'reject' })];
    const through = (filter: RowFilter) =>
      rowsThrough(both, cells, () => labelsByRow(labels), filter).map(({ id }) => id);
    expect(columnBefore(both, stricter)).toBe(bias);
    expect(columnBefore(both, bias)).toBeUndefined();
    expect(through('all')).toEqual(ids);
    expect(through('disagree')).toEqual(['row-2']);
    expect(through('changed')).toEqual(['row-2']);
    expect(through('invalid')).toEqual(['row-4']);
    expect(through('wrong')).toEqual(['row-1']);
  });
});

describe('what is right for a row', () => {
  const insult = { corruption: { kind: 'insult', wrongTurns: [1] } as const, sourceId: 'c' };
  const loop = { corruption: { kind: 'looped', wrongTurns: [1] } as const, sourceId: 'c' };
  const twin = { corruption: null, sourceId: 'c' };
  const [row] = bench([]).rows;
  if (!row) throw new Error('A bench has rows.');

  test.each<[string, BenchColumn, Partial<typeof row>, unknown]>([
    ['toxicity must object to an insult', graded, { spoilt: insult }, 'drop'],
    ['toxicity has nothing to say of a loop', graded, { spoilt: loop }, null],
    ['a filter must pass a clean twin', bias, { spoilt: twin }, 'pass'],
    ['diversity must prefer the twin to a loop', depth, { spoilt: loop }, 'other'],
    ['a comparison has nothing to say of a twin alone', depth, { spoilt: twin }, null],
  ])('%s', (_, of, part, truth) => {
    expect(truthOf(of, { ...row, ...part }, new Map())).toBe(truth);
  });

  test('follows what most annotators said, and nothing where they are equal', () => {
    const labels = (['accept', 'reject', 'reject'] as const).map((decision, at) => ({
      ...label('row-1', { decision }),
      annotator: String(at),
    }));
    expect(truthOf(bias, row, labelsByRow(labels))).toBe('drop');
    expect(truthOf(bias, row, labelsByRow(labels.slice(0, 2)))).toBeNull();
  });

  test('follows the scores that people gave', () => {
    const labels = [label('row-1', { score: 4 }), label('row-2', { score: 2 })];
    expect(truthOf(score, row, labelsByRow(labels))).toBe(4);
    expect(truthOf(depth, row, labelsByRow(labels))).toBe('preferred');
  });

  test('is never what could not be read', () => {
    const cell: Cell = {
      state: 'unreadable',
      answer: null,
      probability: null,
      survivesSwap: null,
      verdicts: [],
    };
    expect(isRight(cell, 'pass')).toBe(false);
    expect(isRight({ ...cell, state: 'open' }, 'pass')).toBeNull();
    expect(isRight({ ...cell, state: 'not applicable' }, 'pass')).toBeNull();
    expect(isRight(cell, null)).toBeNull();
  });
});

describe('held-out labels', () => {
  const many = Array.from({ length: 200 }, (_, at) => `row-${at}`);
  const wide = (columns: readonly BenchColumn[], seed = 1): Bench => ({
    ...{ owner: 'p', id: 'b', name: 'Bench', createdAt: 0, seed, state: 'idle', columns },
    rows: many.map((id) => ({ id, from: { setId: 's', conversationId: `c ${id}` }, rival: null })),
  });
  const labels = many.map((id) => label(id, { decision: 'reject' }));

  test('are about half of all, the same on every bench, and none of them is among those to tune by', () => {
    const { tuning, heldOut } = partedLabels(wide([bias]), labels);
    expect([...tuning.keys(), ...heldOut.keys()].sort()).toEqual([...many].sort());
    expect(Math.abs(heldOut.size - 100)).toBeLessThan(30);
    expect([...partedLabels(wide([stricter], 99), labels).heldOut.keys()]).toEqual([...heldOut.keys()]);
  });

  test('lose what has served any version on the bench as an example', () => {
    const exemplars = many.map((id) => ({
      ...{ profiles: '', conversation: '', answer: '', from: `s c ${id}` },
    }));
    const shown = column(versionOf('bias', 3, { ...first('bias').text, exemplars }));
    expect(partedLabels(wide([bias, shown]), labels).heldOut.size).toBe(0);
  });

  test('make no row wrong, and no item of a threshold, while they are locked', () => {
    const both = bench([graded]);
    const { tuning, heldOut } = partedLabels(
      both,
      ids.map((id) => label(id, { decision: 'reject' })),
    );
    const cells = cellsOf(
      both,
      mapOf(
        said(
          graded,
          ids.map(() => likely(0.1)),
        ),
      ),
      {},
    );
    const wrong = rowsThrough(both, cells, () => tuning, 'wrong').map(({ id }) => id);
    expect(wrong).toEqual([...tuning.keys()]);
    expect(gradedItems({ bench: both, cells, labels: tuning }, graded)).toHaveLength(tuning.size);
    expect(tuning.size + heldOut.size).toBe(4);
  });

  test('are opened for one version, of which the record names the exact text and model', () => {
    expect(openingOf(stricter, 7)).toEqual({
      ...{ at: 7, expert: 'bias', number: 2, hash: stricter.version.hash, model, graded: false },
    });
  });
});

describe('trust', () => {
  const groundsOf = (of: Bench, verdicts: readonly Verdict[], labels: readonly Label[] = []) => ({
    bench: of,
    cells: cellsOf(of, mapOf(verdicts), {}),
    labels: labelsByRow(labels),
  });

  test('shows right answers by what was spoilt, with Wilson’s interval', () => {
    const insult = { spoilt: { corruption: { kind: 'insult', wrongTurns: [1] } as const, sourceId: 'c' } };
    const twin = { spoilt: { corruption: null, sourceId: 'c' } };
    const spoilt = bench([graded], [twin, twin, insult, insult]);
    const verdicts = said(graded, [likely(0.1), likely(0.9), likely(0.8), likely(0.7)]);
    const kinds = accuracyByKind(groundsOf(spoilt, verdicts), graded);
    expect(kinds.map(({ kind, accuracy }) => [kind, accuracy.value, accuracy.n])).toEqual([
      ['clean', 0.5, 2],
      ['insult', 1, 2],
    ]);
    const items = gradedItems(groundsOf(spoilt, verdicts), graded);
    expect(figuresAbove(items, 0.5)).toMatchObject({ precision: 2 / 3, recall: 1 });
    const limit = bestLimit(items) ?? NaN;
    expect(figuresAbove(items, limit)).toMatchObject({ recall: 1, precision: 2 / 3 });
  });

  test('compares with the labels that it is given, and names the rows that differ', () => {
    const labels = ids.map((id, at) => label(id, { decision: at % 2 === 0 ? 'accept' : 'reject' }));
    const grounds = groundsOf(bench([bias]), said(bias, [pass, drop, drop, drop]), labels);
    const agreement = agreementWithLabels(grounds, bias);
    expect(agreement?.accuracy.n).toBe(4);
    expect(agreement?.disagreements.map(({ conversationId }) => conversationId)).toEqual(['row-3']);
  });

  test('compares marks attribute by attribute with those of most annotators', () => {
    const faithful = column(first('faithfulness'));
    const mark = (attribute: number, given: Mark) => ({ speaker: 1, attribute, mark: given }) as const;
    const found = (...given: readonly Mark[]): Finding => ({
      ...{ kind: 'faithfulness', decision: 'pass', marks: given.map((one, at) => mark(at, one)) },
    });
    const verdicts = said(faithful, [
      found('supported', 'contradicted'),
      found('supported', 'supported'),
      unreadable,
      null,
    ]);
    const marksOf = (row: string, annotator: string, ...given: readonly Mark[]): Label => ({
      ...label(row, { marks: given.map((one, at) => mark(at, one)) }),
      ...{ id: labelId(row, annotator), annotator },
    });
    const labels = [
      marksOf('row-1', 'Ada', 'supported', 'contradicted'),
      // Two annotators who differ decide nothing of the second attribute.
      marksOf('row-2', 'Ada', 'supported', 'supported'),
      marksOf('row-2', 'Bo', 'supported', 'not mentioned'),
      marksOf('row-3', 'Ada', 'not mentioned'),
      marksOf('row-4', 'Ada', 'supported'),
    ];
    const agreement = agreementOnMarks(groundsOf(bench([faithful]), verdicts, labels), faithful);
    expect(agreement?.accuracy).toMatchObject({ n: 4, value: 3 / 4 });
    expect(agreement?.disagreements).toEqual([
      { conversationId: 'row-3', part: '1 0', label: 'not mentioned', verdict: 'unreadable' },
    ]);
    expect(agreement?.kappa.value).toBeGreaterThan(0);
    expect(agreementOnMarks(groundsOf(bench([bias]), [], labels), bias)).toBeNull();
  });

  test('says nothing of agreement where nobody has labelled', () => {
    expect(
      agreementWithLabels(groundsOf(bench([bias]), said(bias, [pass, pass, pass, pass])), bias),
    ).toBeNull();
  });

  test('tests two versions on the rows whose answer is known', () => {
    const labels = ids.map((id) => label(id, { decision: 'reject' }));
    const verdicts = [...said(bias, [pass, pass, pass, drop]), ...said(stricter, [drop, drop, pass, null])];
    const test = versionTest(groundsOf(bench([bias, stricter]), verdicts, labels), bias, stricter);
    expect(test.counts).toEqual({ onlyFirst: 0, onlySecond: 2, n: 3 });
    expect(test.exact).toBeCloseTo(0.5, 12);
  });

  test('counts choices that survive the swap and answers that could not be read', () => {
    const verdicts = [
      ...said(depth, [choice('first'), choice('first')]),
      ...said(depth, [choice('second'), choice('first')], 'backward'),
    ];
    const hygiene = hygieneIn(groundsOf(bench([depth]), verdicts), depth, () => 10);
    expect(hygiene.surviveSwap).toEqual({ count: 1, of: 2 });
    const read = groundsOf(bench([bias]), said(bias, [pass, unreadable, pass, pass]));
    expect(hygieneIn(read, bias, () => 1).unreadable).toEqual({ count: 1, of: 4 });
  });
});
