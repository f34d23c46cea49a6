// Holds a report to saying what it was given, in Markdown and in HTML that runs nothing; and the comparison of two runs to naming
// the first difference.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { conversationDifference, verdictDifference } from '../../../src/core/report/comparison.ts';
import { reportHtml, reportMarkdown, type Report } from '../../../src/core/report/report.ts';

const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom('<script>alert(1)</script>', '| a | b', '"><img src=x onerror=y>', '```', "a'b&c"),
);
const report: fc.Arbitrary<Report> = fc.record({
  title: hostile,
  context: hostile,
  sections: fc.array(
    fc.record({
      title: hostile,
      sentences: fc.array(hostile, { maxLength: 3 }),
      table: fc.record({
        head: fc.tuple(hostile, hostile),
        rows: fc.array(fc.tuple(hostile, hostile), { maxLength: 3 }),
      }),
      code: hostile,
    }),
    { maxLength: 3 },
  ),
});

describe('a report', () => {
  test('in HTML has no tag and no attribute that it did not write itself', () => {
    fc.assert(
      fc.property(report, (one) => {
        const tags = [...reportHtml(one).matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag = '']) => tag);
        const ours = 'doctype html head meta title style body h1 h2 p section table thead tbody tr th td pre';
        for (const tag of tags) expect(ours.split(' ')).toContain(tag);
        expect(reportHtml(one)).not.toMatch(/<[^>]*\son\w+=/i);
      }),
    );
  });

  test('in Markdown has one line a table row, whatever stands in it, and no tag', () => {
    fc.assert(
      fc.property(report, (one) => {
        const outside = reportMarkdown({
          ...one,
          sections: one.sections.map(({ code: _, ...section }) => section),
        });
        const rows = one.sections.reduce((sum, { table }) => sum + 2 + (table?.rows.length ?? 0), 0);
        expect(outside.split('\n').filter((line) => line.startsWith('| ')).length).toBeGreaterThanOrEqual(
          rows,
        );
        expect(outside).not.toMatch(/(?<!\\)<[a-z]/i);
      }),
    );
  });

  test('fences code with more ticks than it holds', () => {
    const one: Report = { title: 't', context: 'c', sections: [{ title: 's', code: 'a\n````\nb' }] };
    expect(reportMarkdown(one)).toContain('`````\na\n````\nb\n`````');
  });
});

const source = { name: 'f', licence: 'x' };
const profile = { id: 'p', attributes: [] };
const said = (...texts: string[]): Conversation => ({
  owner: 'set',
  id: 'h-r01-p00001-a1-c1',
  pair: { id: 'p', profiles: [profile, profile] },
  turns: texts.map((text, at) => ({ speaker: at % 2 === 0 ? 1 : 2, text })),
  faults: [],
  raw: texts.join('\n'),
  origin: { kind: 'imported', file: 'f', row: 1, source },
});

describe('two runs', () => {
  test.each([
    [said('Hi.', 'Oh.'), said('Hi.', 'Oh.'), null],
    [said('Hi.', 'Oh.'), said('Hi.', 'Ah.'), { kind: 'turn', turn: 1, before: 'Oh.', after: 'Ah.' }],
    [said('Hi.'), said('Hi.', 'Oh.'), { kind: 'turn', turn: 1, before: '', after: 'Oh.' }],
    [said('Hi.'), { ...said('Hi.'), raw: 'User 1: Hi.' }, { kind: 'raw' }],
    [
      said('Hi.'),
      { ...said('Hi.'), owner: 'other', measured: { at: 1, seconds: 2, promptTokens: 3, answerTokens: 4 } },
      null,
    ],
  ])('differ first where their conversations do', (before, after, expected) => {
    const found = conversationDifference(before, after as Conversation);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject({ id: before.id, ...expected });
  });

  test('differ where a verdict does, and not by the clock', () => {
    const verdict = {
      owner: 'set',
      id: 'v',
      expert: 'toxicity',
      version: 1,
      about: ['c'] as const,
      finding: { kind: 'filter', decision: 'pass' } as const,
      reason: 'Fine.',
    };
    expect(verdictDifference(verdict, { ...verdict, owner: 'other' })).toBeNull();
    expect(verdictDifference(verdict, { ...verdict, finding: { kind: 'filter', decision: 'drop' } })).toEqual(
      {
        kind: 'verdict',
        id: 'c',
        expert: 'toxicity',
      },
    );
  });
});
