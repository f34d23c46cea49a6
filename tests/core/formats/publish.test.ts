// Holds what is published to its promises: parts without leaks, views of a chat, preference pairs, terms, cells of a spreadsheet.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelText } from '../../../src/core/formats/label-text.ts';
import { chatViews, openAiLine, shareGptLine } from '../../../src/core/formats/chat-views.ts';
import { usualSplit } from '../../../src/core/formats/export-wish.ts';
import { flatRowOf } from '../../../src/core/formats/flat-row.ts';
import { escapedCell } from '../../../src/core/formats/formulas.ts';
import { licenceOfAll, termsOf } from '../../../src/core/formats/licences.ts';
import { preferenceLines } from '../../../src/core/formats/preferences.ts';
import { recordOf } from '../../../src/core/formats/record.ts';
import { splitNames, splitPairs, type SplitWish } from '../../../src/core/formats/split.ts';
import { recordParts } from './arbitraries.ts';

const pairs = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 120 });
const wish: fc.Arbitrary<SplitWish> = fc.record({
  shares: fc.record({ train: fc.nat(100), validation: fc.nat(100), test: fc.nat(100) }),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  crossing: fc.constantFrom('mixed' as const, 'left out' as const),
});

describe('parts', () => {
  test('never share a profile, but for what is mixed', () => {
    fc.assert(
      fc.property(pairs, wish, (list, wished) => {
        const { parts } = splitPairs(
          list.map(([first]) => first),
          list.map(([, second]) => second),
          wished,
        );
        const partOf = new Map<number, number>();
        for (const [at, pair] of list.entries()) {
          const part = parts[at] ?? -1;
          if (part < 0 || splitNames[part] === 'mixed') continue;
          for (const profile of pair) {
            expect(partOf.get(profile) ?? part).toBe(part);
            partOf.set(profile, part);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('hold every pair once, or say how many are left out', () => {
    fc.assert(
      fc.property(pairs, wish, (list, wished) => {
        const { parts, counts, leftOut, by } = splitPairs(
          list.map(([first]) => first),
          list.map(([, second]) => second),
          wished,
        );
        expect(parts).toHaveLength(list.length);
        expect(Object.values(counts).reduce((sum, count) => sum + count, leftOut)).toBe(list.length);
        if (by === 'components') expect(counts.mixed + leftOut).toBe(0);
        if (wished.crossing === 'mixed') expect(leftOut).toBe(0);
        else expect(counts.mixed).toBe(0);
      }),
    );
  });

  test('are all train where every share is 0', () => {
    const nothing = { ...usualSplit, shares: { train: 0, validation: 0, test: 0 } };
    expect(splitPairs([0, 2, 2], [1, 3, 4], nothing).counts.train).toBe(3);
  });

  test('of pairs that share nothing are as large as asked for, and the same for the same seed', () => {
    const first = Uint32Array.from({ length: 1000 }, (_, at) => 2 * at);
    const second = first.map((profile) => profile + 1);
    const once = splitPairs(first, second, usualSplit);
    expect(once.counts).toEqual({ train: 800, validation: 100, test: 100, mixed: 0 });
    expect(splitPairs(first, second, usualSplit)).toEqual(once);
    expect(splitPairs(first, second, { ...usualSplit, seed: 2 }).parts).not.toEqual(once.parts);
  });

  test('of pairs that all hang together are cut by profiles', () => {
    const first = Uint32Array.from({ length: 1000 }, (_, at) => at);
    const second = first.map((profile) => profile + 1);
    const { by, counts } = splitPairs(first, second, usualSplit);
    expect(by).toBe('profiles');
    expect(counts.train).toBeGreaterThan(550);
    expect(counts.mixed).toBeGreaterThan(200);
  });
});

const record = recordParts.map(recordOf);

describe('a chat', () => {
  test('is seen twice, each speaker once as the assistant, with its own profile', () => {
    fc.assert(
      fc.property(record, (one) => {
        const { turns, pair } = one.conversation;
        const views = chatViews(one);
        expect(views).toHaveLength(turns.length > 0 ? 2 : 0);
        for (const [at, view] of views.entries()) {
          for (const { text } of pair.profiles[at]?.attributes ?? []) expect(view.system).toContain(text);
          expect(view.said.map(({ text }) => text)).toEqual(turns.map(({ text }) => text));
          const open = JSON.parse(openAiLine(view)) as { messages: { role: string; content: string }[] };
          expect(open.messages.map(({ role }) => role)).toEqual([
            'system',
            ...turns.map(({ speaker }) => (speaker === at + 1 ? 'assistant' : 'user')),
          ]);
          const share = JSON.parse(shareGptLine(view)) as {
            conversations: { from: string; value: string }[];
          };
          expect(share.conversations.map(({ value }) => value)).toEqual(
            open.messages.map(({ content }) => content),
          );
        }
      }),
    );
  });

  test('has what people said of it beside its turns, and nothing where nobody did', () => {
    fc.assert(
      fc.property(record, (one) => {
        for (const view of chatViews(one))
          for (const line of [openAiLine(view), shareGptLine(view)]) {
            const { labels } = JSON.parse(line) as { labels?: string[] };
            expect(labels ?? []).toEqual(flatRowOf(one).labels);
            expect(labels?.length).not.toBe(0);
          }
      }),
    );
  });

  test('in any of its lines is one line', () => {
    fc.assert(
      fc.property(record, (one) => {
        const lines = [...chatViews(one).flatMap((view) => [openAiLine(view), shareGptLine(view)])];
        for (const line of [...lines, ...preferenceLines(one), JSON.stringify(flatRowOf(one))])
          expect(line).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

test('a label as text says all that was said, attributes lettered as prompts letter them', () => {
  const mark = { speaker: 2, attribute: 1, mark: 'contradicted' } as const;
  const label = {
    annotator: 'Ada',
    decision: 'reject',
    score: 2,
    marks: [mark],
    note: 'Forgets the bees.',
  } as const;
  expect(labelText(label)).toBe('Ada: reject, score 2, 2b contradicted, note: Forgets the bees.');
});

test('a preference pair has what was kept against each candidate with turns that was not', () => {
  fc.assert(
    fc.property(record, (one) => {
      const losers = one.candidatesNotChosen.filter(({ conversation: { turns } }) => turns.length > 0);
      const isChosen = one.outcome?.kind === 'kept' && one.conversation.turns.length > 0;
      const lines = preferenceLines(one).map((line) => JSON.parse(line) as Record<string, string>);
      expect(lines.map((line) => line['rejected_id'])).toEqual(
        isChosen ? losers.map(({ conversation: { id } }) => id) : [],
      );
      for (const line of lines) expect(line['chosen_id']).toBe(one.id);
    }),
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-5', "'-5"],
  ['@me', "'@me"],
  ['\tx', "'\tx"],
  ['a=b', 'a=b'],
  ['', ''],
])('the cell %j is written as %j where formulas are escaped', (text, expected) => {
  expect(escapedCell(text)).toBe(expected);
});

describe('a licence', () => {
  test.each([
    ['CC0-1.0', 'cc0-1.0', 0],
    ['CC BY 4.0', 'cc-by-4.0', 0],
    ['CC-BY-NC-SA-4.0', 'cc-by-nc-sa-4.0', 1],
    ['Creative Commons BY-NC 4.0', 'cc-by-nc-4.0', 1],
    ['Apache-2.0', 'apache-2.0', 0],
    ['Llama 3.2 Community License', 'other', 1],
    ['Gemma Terms of Use', 'gemma', 1],
  ])('called %s is known as %s', (licence, id, forbidden) => {
    expect(termsOf(licence)?.id).toBe(id);
    expect(termsOf(licence)?.forbids).toHaveLength(forbidden);
  });

  test.each(['not stated', '', 'mine alone'])(
    'called “%s” is unknown, and takes no other’s place',
    (licence) => {
      expect(termsOf(licence)).toBeNull();
      expect(licenceOfAll(['CC0-1.0', licence])).toBe('other');
    },
  );

  test.each([
    [[], 'other'],
    [['CC0-1.0'], 'cc0-1.0'],
    [['CC0-1.0', 'CC BY 4.0'], 'cc-by-4.0'],
    [['CC BY 4.0', 'Apache-2.0'], 'cc-by-4.0'],
    [['CC BY 4.0', 'CC BY-NC 4.0'], 'other'],
  ])('of all of %j is %s', (licences, expected) => {
    expect(licenceOfAll(licences)).toBe(expected);
  });
});
