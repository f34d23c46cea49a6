// Holds reader, rules and the CSV to the published dataset: its 26 labelled faulty rows, and 1,000 rows as they are.
import { readFileSync } from 'node:fs';
import { describe, expect, test, type TestContext } from 'vitest';
import type { FaultKind } from '../../../src/core/conversation/fault.ts';
import { importedFromSpc, recogniseFormat } from '../../../src/core/formats/import.ts';
import { formatSpcCsv, parseSpcCsv } from '../../../src/core/formats/spc-csv.ts';
import { kindsOf } from '../conversation/pairs.ts';
import { realFile } from '../real-data.ts';

type Imported = ReturnType<typeof importedFrom>;
const known = new Map<string, Imported>();

function imported(context: TestContext, name: string): Imported {
  const path = realFile(context, name);
  const found = known.get(path) ?? importedFrom(readFileSync(path, 'utf8'), name);
  known.set(path, found);
  return found;
}

function importedFrom(text: string, file: string) {
  const parsed = parseSpcCsv(text);
  const source = { name: file, licence: 'CC-BY-4.0' };
  const place = { owner: 'set', file, fileHash: '0123456789abcdef', source };
  return { text, parsed, ...importedFromSpc(parsed, place) };
}

/** In the file's order: what people labelled each row with, as kinds; all of them must be found. */
const labelled: readonly (readonly [row: string, ...kinds: FaultKind[]])[] = [
  ['test 24', 'narration', 'blank-line'],
  ['test 56', 'narration'],
  ['test 267', 'odd-label'],
  ['test 274', 'narration'],
  ['test 320', 'odd-label', 'unreadable'],
  ['test 427', 'narration'],
  ['test 462', 'narration'],
  ['test 465', 'prompt-leak'],
  ['test 510', 'null-conversation'],
  ['test 561', 'narration'],
  ['test 704', 'narration'],
  ['test 781', 'narration'],
  ['test 842', 'narration'],
  ['valid 18', 'narration'],
  ['valid 29', 'narration'],
  ['valid 148', 'odd-label'],
  ['valid 153', 'odd-label'],
  ['valid 269', 'odd-label'],
  ['valid 476', 'placeholder'],
  ['valid 483', 'narration'],
  ['valid 484', 'odd-label'],
  ['test 7', 'blank-line'],
  ['test 229', 'same-speaker-twice'],
  ['test 0', 'placeholder', 'speaker-label-in-text'],
  ['valid 1', 'attribution-suspect'],
  ['test 108', 'attribution-suspect'],
];

describe('the 26 faulty rows', () => {
  test.for(labelled.map(([row, ...kinds], index) => ({ row, kinds, index })))(
    '$row shows $kinds',
    ({ row, kinds, index }, context) => {
      const labels = JSON.parse(readFileSync(realFile(context, 'spc_faulty_rows.json'), 'utf8')) as {
        readonly split: string;
        readonly row: number;
      }[];
      expect(`${labels[index]?.split} ${labels[index]?.row}`).toBe(row);
      const { conversations } = imported(context, 'spc_faulty_rows.csv');
      expect(kindsOf(conversations[index]?.faults ?? [])).toEqual(expect.arrayContaining(kinds));
    },
  );

  test('are all taken in, and all but the null and the unlabelled one have turns', (context) => {
    const { conversations, parsed } = imported(context, 'spc_faulty_rows.csv');
    expect(parsed.problems).toEqual([]);
    expect(conversations).toHaveLength(26);
    expect(
      conversations.flatMap(({ turns }, index) => (turns.length === 0 ? [labelled[index]?.[0]] : [])),
    ).toEqual(['test 320', 'test 510']);
  });

  test('in stars are read to the same turns as without', (context) => {
    const { conversations } = imported(context, 'spc_faulty_rows.csv');
    for (const index of [2, 16, 17, 20])
      for (const { text } of conversations[index]?.turns ?? []) expect(text).not.toMatch(/^[\s*]|[\s*]$/);
    expect([2, 16, 17, 20].map((index) => conversations[index]?.turns.length)).toEqual([26, 14, 43, 16]);
  });
});

describe('the 1,000 rows of spc_valid.csv', () => {
  test('are read in full', (context) => {
    const { text, parsed, profiles, pairs, conversations } = imported(context, 'spc_valid.csv');
    expect(recogniseFormat(text)).toBe('spc-csv');
    expect(parsed.problems).toEqual([]);
    expect([profiles.length, pairs.length, conversations.length]).toEqual([2000, 1000, 1000]);
    const turns = conversations.reduce((sum, conversation) => sum + conversation.turns.length, 0);
    expect(turns / conversations.length).toBeCloseTo(27.8, 1);
  });

  test('begin on the lines where they stand in the file', (context) => {
    const { text, parsed } = imported(context, 'spc_valid.csv');
    const lines = text.split('\n');
    for (const { line, profiles } of parsed.rows)
      expect(lines[line - 1]?.replace(/^"/, '')).toBe(profiles[0][0]);
  });

  test('are written again to the byte', (context) => {
    const { text, parsed } = imported(context, 'spc_valid.csv');
    expect(formatSpcCsv(parsed.rows) === text).toBe(true);
  });

  // What the method's table gives for the original pairs of all three parts; this is one of the parts.
  test.for<[FaultKind, number, number]>([
    ['placeholder', 0.33, 0.4],
    ['speaker-label-in-text', 0.27, 0.34],
    ['odd-label', 0.002, 0.006],
    ['narration', 0.02, 0.03],
    ['blank-line', 0.04, 0.06],
    ['prompt-leak', 0, 0.01],
    ['same-speaker-twice', 0.006, 0.025],
    ['self-repeat', 0.005, 0.015],
    ['duplicate-turn', 0.22, 0.3],
    ['attribution-suspect', 0.05, 0.11],
    ['cut-off', 0.06, 0.075],
    ['agreement-opener', 0.7, 0.8],
    ['length', 0, 0],
    ['profanity', 0, 0.002],
    ['contact', 0, 0.002],
  ])('show %s in a share between %f and %f', ([kind, least, most], context) => {
    const { conversations } = imported(context, 'spc_valid.csv');
    const shown = conversations.filter(({ faults }) => faults.some((fault) => fault.kind === kind));
    const share = shown.length / conversations.length;
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });

  test('copy between 8 and 9.6 % of the attributes', (context) => {
    const { conversations, profiles } = imported(context, 'spc_valid.csv');
    const copied = conversations.flatMap(({ faults }) =>
      faults.filter(({ kind }) => kind === 'attribute-copied'),
    );
    const attributes = profiles.reduce((sum, profile) => sum + profile.attributes.length, 0);
    expect(copied.length / attributes).toBeGreaterThan(0.08);
    expect(copied.length / attributes).toBeLessThan(0.096);
  });
});
