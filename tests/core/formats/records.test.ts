// Holds the record and its two files to giving back what was put in, and to listing what is none.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, canonicalLine } from '../../../src/core/formats/canonical.ts';
import { recogniseFormat } from '../../../src/core/formats/import.ts';
import { partsOf, recordOf, type ConversationRecord } from '../../../src/core/formats/record.ts';
import { formatStudioJson, parseStudioJson } from '../../../src/core/formats/studio-json.ts';
import { formatStudioJsonl, parseStudioJsonl } from '../../../src/core/formats/studio-jsonl.ts';
import { recordParts } from './arbitraries.ts';

const records = fc.array(recordParts.map(recordOf), { maxLength: 3 });
const [example] = fc.sample(recordParts.map(recordOf), { numRuns: 1, seed: 1 }) as [ConversationRecord];

const withoutMeasured = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'measured' ? undefined : inner)));

describe('a record', () => {
  test('gives back its parts', () => {
    fc.assert(
      fc.property(recordParts, (parts) => {
        expect(partsOf(recordOf(parts), 'set')).toEqual(parts);
      }),
    );
  });

  test('names no set, so that it can be opened in another', () => {
    fc.assert(
      fc.property(recordParts, (parts) => {
        const record = recordOf(parts);
        expect(partsOf(record, 'other').chosen.owner).toBe('other');
        expect(Object.keys(record.conversation)).not.toContain('owner');
      }),
    );
  });

  test('has each verdict with the conversation that was shown first', () => {
    fc.assert(
      fc.property(recordParts, (parts) => {
        const record = recordOf(parts);
        for (const { conversation, verdicts } of [record, ...record.candidatesNotChosen])
          for (const { about } of verdicts) expect(about[0]).toBe(conversation.id);
      }),
    );
  });
});

describe('the canonical form', () => {
  test.each([
    [{ b: 1, a: [{ d: null, c: 'x y' }] }, '{"a":[{"c":"x y","d":null}],"b":1}'],
    [{ a: 1, measured: { at: 5 } }, '{"a":1}'],
    [JSON.parse('{"__proto__": 1, "a": 2}') as unknown, '{"__proto__":1,"a":2}'],
    ['text', '"text"'],
  ])('of %j is %s', (value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  test('is the same whatever the order of keys and the clock', () => {
    fc.assert(
      fc.property(recordParts, (parts) => {
        const record = recordOf(parts);
        const reversed = JSON.parse(JSON.stringify(record), (_, value: unknown) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value,
        ) as ConversationRecord;
        expect(canonicalLine(reversed)).toBe(canonicalLine(record));
        expect(canonicalLine(withoutMeasured(record) as ConversationRecord)).toBe(canonicalLine(record));
        expect(canonicalLine(record)).not.toContain('\n');
      }),
    );
  });
});

describe('a file', () => {
  test('of JSON gives back its records, clock values and all', () => {
    fc.assert(
      fc.property(records, (written) => {
        const text = formatStudioJson(written);
        expect(parseStudioJson(text)).toEqual({ records: written, problems: [] });
        expect(recogniseFormat(text)).toBe('studio-json');
      }),
    );
  });

  test('of JSON lines gives back its records without clock values', () => {
    fc.assert(
      fc.property(records, (written) => {
        const text = formatStudioJsonl(written);
        expect(parseStudioJsonl(text)).toEqual({ records: withoutMeasured(written), problems: [] });
        if (written.length > 0) expect(recogniseFormat(text)).toBe('studio-jsonl');
      }),
    );
  });

  test('written, read and written again is the same to the byte', () => {
    fc.assert(
      fc.property(records, (written) => {
        const json = formatStudioJson(written);
        const lines = formatStudioJsonl(written);
        expect(formatStudioJson(parseStudioJson(json).records)).toBe(json);
        expect(formatStudioJsonl(parseStudioJsonl(lines).records)).toBe(lines);
      }),
    );
  });

  test('of any text is read without throwing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constant('null'), fc.constant('{"format":"parley"}')),
        (text) => {
          expect(parseStudioJson(text).records).toEqual([]);
          expect(parseStudioJsonl(text).records).toEqual([]);
          expect(parseStudioJson(text).problems).not.toEqual([]);
        },
      ),
    );
  });
});

describe('a bad record', () => {
  const broken = {
    ...example,
    conversation: { ...example.conversation, turns: [{ speaker: 3, text: 'Hi.' }] },
  };

  test('in JSON is listed with its number and its line, and the rest is kept', () => {
    const text = formatStudioJson([example, broken as unknown as ConversationRecord, example]);
    const { records: kept, problems } = parseStudioJson(text);
    expect(kept).toEqual([example, example]);
    expect(problems).toEqual([
      { line: 6, reason: expect.stringMatching(/^Record 2: .*conversation\.turns\.0\.speaker/) as string },
    ]);
    expect(text.split('\n')[5]).toContain('"speaker":3');
  });

  test('in JSON lines is listed with its line, and the rest is kept', () => {
    const text = [canonicalLine(example), '{"id": ', '', canonicalJson(broken), canonicalLine(example)].join(
      '\n',
    );
    const { records: kept, problems } = parseStudioJsonl(text);
    expect(kept).toHaveLength(2);
    expect(problems).toEqual([
      { line: 2, reason: 'The line is no JSON.' },
      { line: 4, reason: expect.stringContaining('conversation.turns.0.speaker') as string },
    ]);
  });

  test.each(['verdicts', 'labels', 'candidatesNotChosen', 'outcome', 'conversation', 'id'])(
    'is one without "%s"',
    (key) => {
      const rest = Object.fromEntries(Object.entries(example).filter(([name]) => name !== key));
      expect(parseStudioJsonl(JSON.stringify(rest)).problems).toHaveLength(1);
    },
  );
});

describe('a file of a newer schema version', () => {
  test('is one problem, in JSON', () => {
    const text = formatStudioJson([example, example]).replace('"schemaVersion": 1', '"schemaVersion": 2');
    expect(parseStudioJson(text)).toEqual({
      records: [],
      problems: [{ line: 1, reason: expect.stringContaining('newer Parley') as string }],
    });
  });

  test('is told of line by line, in JSON lines', () => {
    const { problems } = parseStudioJsonl(JSON.stringify({ ...example, schemaVersion: 2 }));
    expect(problems).toEqual([{ line: 1, reason: expect.stringContaining('newer Parley') as string }]);
  });
});

test('a key that would reach into prototypes changes nothing and is dropped', () => {
  const text = JSON.stringify(example).replace(
    '{',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
  );
  const { records: kept } = parseStudioJsonl(text);
  expect(kept).toEqual([example]);
  expect(Object.keys(kept[0] ?? {})).not.toContain('constructor');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
