// Holds the columnar index to what it was made of, and its filters and orders to plain ones over plain rows.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultKinds } from '../../../src/core/conversation/fault.ts';
import { columnsOf, indexedAt, withChanges, type IndexedRow } from '../../../src/core/listing/columns.ts';
import {
  everything,
  isFiltered,
  listedPlaces,
  offeredBy,
  sorts,
  type ListQuery,
} from '../../../src/core/listing/query.ts';
import {
  conversationStatuses,
  labelWords,
  searchable,
  type VerdictWord,
} from '../../../src/core/listing/row.ts';

const name = fc.constantFrom('mini', 'smol', 'big');
/** More than fit into one plane of bits. */
const words = Array.from({ length: 40 }, (_, number): VerdictWord => `expert ${number}: drop`);
const row = fc.record({
  status: fc.constantFrom(...conversationStatuses),
  opening: fc.string(),
  turnCount: fc.nat(40),
  faultKinds: fc.subarray([...faultKinds]),
  round: fc.option(fc.nat(3)),
  pairNumber: fc.nat(30_000),
  candidate: fc.option(fc.nat(7)),
  model: fc.option(name),
  source: fc.option(name),
  label: fc.option(fc.constantFrom(...labelWords)),
});
const rows: fc.Arbitrary<IndexedRow[]> = fc
  .array(
    fc.record({
      row,
      verdicts: fc.subarray(words),
      profiles: fc.tuple(fc.nat(), fc.nat()),
      terms: fc.constantFrom('[]', '[["seed","CC0-1.0"]]'),
    }),
    { maxLength: 30 },
  )
  .map((list) =>
    list.map(({ row: drawn, verdicts, ...said }, at) => ({
      ...said,
      row: { id: `c${String(at).padStart(4, '0')}`, ...drawn },
      verdicts: verdicts.toSorted(),
    })),
  );
const allOf = (columns: ReturnType<typeof columnsOf>) => columns.ids.map((_, at) => indexedAt(columns, at));

describe('the columns', () => {
  test('give back every row with its verdicts', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(allOf(columnsOf(list))).toEqual(list);
      }),
    );
  });

  test('survive being kept as plain data', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(allOf(structuredClone(columnsOf(list)))).toEqual(list);
      }),
    );
  });

  test('take in rows that changed, came or went as if they were made anew', () => {
    fc.assert(
      fc.property(rows, rows, fc.func(fc.boolean()), (list, others, goes) => {
        const changed = new Map(
          others.map((other) => [other.row.id, goes(other.row.id) ? null : other] as const),
        );
        const wanted = [
          ...list.filter(({ row: { id } }) => !changed.has(id)),
          ...[...changed.values()].filter((one) => one !== null),
        ].sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
        expect(allOf(withChanges(columnsOf(list), changed))).toEqual(wanted);
      }),
    );
  });
});

const query: fc.Arbitrary<ListQuery> = fc.record({
  search: fc.constantFrom('', 'bees', 'BEES roof', 'don’t'),
  status: fc.constantFrom('any' as const, ...conversationStatuses),
  fault: fc.constantFrom('any' as const, 'none' as const, ...faultKinds),
  verdict: fc.constantFrom('', 'never: drop', ...words),
  label: fc.constantFrom('any' as const, 'none' as const, ...labelWords),
  round: fc.oneof(fc.constant('any' as const), fc.nat(3)),
  model: fc.constantFrom('', 'mini', 'nobody'),
  source: fc.constantFrom('', 'smol', 'nobody'),
  sort: fc.constantFrom(...sorts),
});
const spoken = fc.constantFrom('i keep bees on the roof', 'i do not', "don't", '');

describe('a query', () => {
  test('lists what a plain filter over plain rows would, and leaves equals in the order of the set', () => {
    fc.assert(
      fc.property(rows, query, fc.array(spoken, { minLength: 30, maxLength: 30 }), (list, asked, texts) => {
        const wanted = list.filter(({ row: one, verdicts }, at) => {
          const sought = searchable(asked.search).split(' ').filter(Boolean);
          return (
            sought.every((word) => texts[at]?.includes(word)) &&
            (asked.status === 'any' || one.status === asked.status) &&
            (asked.fault === 'any' ||
              (asked.fault === 'none'
                ? one.faultKinds.length === 0
                : one.faultKinds.includes(asked.fault))) &&
            (asked.verdict === '' || verdicts.some((word) => word === asked.verdict)) &&
            (asked.label === 'any' || (one.label ?? 'none') === asked.label) &&
            (asked.round === 'any' || one.round === asked.round) &&
            (asked.model === '' || one.model === asked.model) &&
            (asked.source === '' || one.source === asked.source)
          );
        });
        const by: Record<ListQuery['sort'], (one: IndexedRow['row']) => number> = {
          plan: () => 0,
          'most-faults': (one) => -one.faultKinds.length,
          longest: (one) => -one.turnCount,
          shortest: (one) => one.turnCount,
        };
        const order = by[asked.sort];
        const sorted = wanted.map(({ row: one }) => one).toSorted((a, b) => order(a) - order(b));
        const columns = columnsOf(list);
        const found = Array.from(listedPlaces(columns, asked, texts), (at) => columns.ids[at]);
        expect(found).toEqual(sorted.map(({ id }) => id));
      }),
      { numRuns: 500 },
    );
  });

  test('offers only what occurs, and nothing of it lists nothing', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const columns = columnsOf(list);
        const { statuses, faults, verdicts, labels, rounds, models, sources } = offeredBy(columns);
        const queries: Partial<ListQuery>[] = [
          ...statuses.map((status) => ({ status })),
          ...faults.map((fault) => ({ fault })),
          ...verdicts.map((verdict) => ({ verdict })),
          ...labels.map((label) => ({ label })),
          ...rounds.map((round) => ({ round })),
          ...models.map((model) => ({ model })),
          ...sources.map((source) => ({ source })),
        ];
        for (const part of queries)
          expect(listedPlaces(columns, { ...everything, ...part }, []).length).toBeGreaterThan(0);
      }),
    );
  });

  test.each<[Partial<ListQuery>, boolean]>([
    [{}, false],
    [{ search: '  ' }, false],
    [{ sort: 'longest' }, false],
    [{ search: 'bees' }, true],
    [{ round: 0 }, true],
    [{ model: 'mini' }, true],
  ])('%j counts as filtered: %s', (part, expected) => {
    expect(isFiltered({ ...everything, ...part })).toBe(expected);
  });
});
