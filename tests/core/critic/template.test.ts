import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { builtInExperts } from '../../../src/core/critic/built-in-experts.ts';
import { versionOf } from '../../../src/core/critic/expert-version.ts';
import { filterQuestion } from '../../../src/core/critic/filters.ts';
import { templateProblem } from '../../../src/core/critic/template-check.ts';
import { templateVariables } from '../../../src/core/critic/template-variables.ts';
import { fillIn } from '../../../src/core/critic/template.ts';
import { first } from './first-version.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const conversationOf = (texts: readonly string[], attribute = 'I have two dogs.'): Conversation => ({
  owner: 'set',
  id: 'c1',
  pair: {
    id: 'p',
    profiles: [
      { id: 'one', attributes: [{ id: 'a', text: attribute, source }] },
      { id: 'two', attributes: [] },
    ],
  },
  turns: texts.map((text, index) => ({ speaker: index % 2 === 0 ? 1 : 2, text })),
  faults: [],
  raw: '',
  origin: { kind: 'written', note: 'test', source },
});

const withQuestion = (question: string) =>
  versionOf('mine', 1, {
    ...first('toxicity').text,
    answer: 'yes or no',
    line: 'answer',
    question,
  });
const asked = (question: string, conversation: Conversation) =>
  filterQuestion([withQuestion(question)], conversation, asking).prompt.messages[1]?.content;

const asking = { limits: { toxicityAtMost: 1 }, reason: 'first', together: false } as const;

/** Pieces that would do something, if anybody looked at them as a template, as markup or as a pattern. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('{{', '}}', '{%', '%}', '{#', '#}', '{{ answer_form }}', '{% endfor %}', '-%}', '\\n'),
      fc.constantFrom('<b>', '</script>', '&amp;', '"', "'", '`', '${x}', '$&', '\\', '\u2028', '\n', '🐝'),
      fc.string(),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

describe('filling in', () => {
  test('a conversation and its profiles pass through unharmed, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), hostile, (texts, attribute) => {
        const conversation = conversationOf(texts, attribute);
        const loop =
          '{% for turn in turns %}<{{ turn.number }}>{{ turn.text }}</{{ turn.number }}>{% endfor %}|{{ profiles }}|{{ conversation }}';
        const profiles = `Profile of User 1:\n1a. ${attribute}\n\nProfile of User 2:\n`;
        const numbered = texts.map((text, at) => `[${at + 1}] User ${at % 2 === 0 ? 1 : 2}: ${text}`);
        const turns = texts.map((text, at) => `<${at + 1}>${text}</${at + 1}>`);
        expect(asked(loop, conversation)).toBe(`${turns.join('')}|${profiles}|${numbered.join('\n')}`);
      }),
    );
  });

  test('a criterion is filled in once: what a conversation brings into it is not looked at again', () => {
    const version = versionOf('mine', 1, {
      ...withQuestion('{{ criterion }}').text,
      criterion: 'Look at {{ turns[0].text }}',
    });
    const conversation = conversationOf(['{{ answer_form }} {% for x in y %}']);
    const { messages } = filterQuestion([version], conversation, asking).prompt;
    expect(messages[1]?.content).toBe('Look at {{ answer_form }} {% for x in y %}');
  });

  test('what only fails when it is filled in is a failure, not a crash', () => {
    expect(fillIn('{{ turns | nonsense }}', { turns: [] })).toMatchObject({ ok: false });
  });

  test('there is no clock, no range and no way to raise', () => {
    for (const call of ['range(3)', 'strftime_now("%Y")', 'raise_exception("x")'])
      expect(fillIn(`{{ ${call} }}`, {})).toMatchObject({ ok: false });
  });
});

describe('checking', () => {
  const variables = templateVariables.filter;

  test.each(builtInExperts.map(({ expert, text }) => ({ expert, text })))(
    'finds nothing wrong with what the studio asks: $expert',
    ({ text }) => {
      const known = { ...templateVariables[text.kind], criterion: 'text' as const };
      for (const template of [text.criterion, text.instruction, text.question])
        expect(templateProblem(template, known)).toBeNull();
    },
  );

  test.each<[string, string, number, number, string]>([
    ['{{ conversaton }}', 'unknown name', 1, 4, 'conversaton'],
    ['Look:\n  {{ profile }}', 'unknown name', 2, 6, 'profile'],
    ['{% for turn in turns %}{{ turn.txt }}{% endfor %}', 'unknown name', 1, 32, 'txt'],
    ['{% for turn in turn %}{% endfor %}', 'unknown name', 1, 16, 'turn'],
    [
      '{% for s in speakers %}{% for a in s.atributes %}{% endfor %}{% endfor %}',
      'unknown name',
      1,
      38,
      'atributes',
    ],
    ['{{ turn.text }}', 'unknown name', 1, 4, 'turn'],
    ['{% for turn in turns %}x{% endfor %}{{ turn.text }}', 'unknown name', 1, 40, 'turn'],
    ['{{ range(9) }}', 'unknown name', 1, 4, 'range'],
    ['{{ constructor }}', 'unknown name', 1, 4, 'constructor'],
    ['a {{ conversation', 'unclosed tag', 1, 3, '{{'],
    ['{% for turn in turns %}\nx', 'unclosed block', 1, 4, 'for'],
    ['{% if profiles %}x{% endfor %}', 'stray end', 1, 22, 'endfor'],
    ['x\n{% macro f() %}{% endmacro %}', 'unknown statement', 2, 4, 'macro'],
  ])('%s is said where it stands: %s', (template, kind, line, column, name) => {
    expect(templateProblem(template, variables)).toMatchObject({ line, column, what: { kind, name } });
  });

  test.each([
    ['{{ conversation | }}', 'syntax'],
    ['{{ }}', 'syntax'],
    ['{{ "x" | indent(999999) }}', 'too large a number'],
    ['{% for a in turns %}{% for b in turns %}{% for c in turns %}{% for d in turns %}', 'too deep'],
    ['x'.repeat(20_001), 'too long'],
  ])('refuses %.30s', (template, kind) => {
    expect(templateProblem(template, variables)).toMatchObject({ what: { kind } });
  });

  test.each([
    'Plain words, with a { brace } and 100 %.',
    '{# a note with {{ nonsense }} #}{{ conversation }}',
    '{% set first = turns[0] %}{{ first.text }}',
    '{% set note %}{{ conversation }}{% endset %}{{ note | upper }}',
    '{% for speaker in speakers %}{% for a in speaker.attributes %}{{ loop.index }} {{ a.text | trim }}{% endfor %}{% endfor %}',
    '{% if profiles and not claims %}{{ profiles }}{% elif turns is defined %}-{% else %}{{ "}}" }}{% endif %}',
    '{{ turns | map(attribute="text") | join(separator=", ") }}',
    '{%- for turn in turns -%}{{- turn.text -}}{%- endfor -%}',
    '{{ "yes" if turns | length > 3 else "no" }}',
  ])('lets pass, and fills in: %s', (template) => {
    expect(templateProblem(template, variables)).toBeNull();
    const conversation = conversationOf(['a', 'b', 'c']);
    expect(asked(template, conversation)).toEqual(expect.any(String));
  });

  test('never throws, and names a place in the text', () => {
    fc.assert(
      fc.property(hostile, (template) => {
        const problem = templateProblem(template, variables);
        if (!problem) return;
        expect(problem.at).toBeGreaterThanOrEqual(0);
        expect(problem.at).toBeLessThanOrEqual(template.length);
        expect(template.split('\n').length).toBeGreaterThanOrEqual(problem.line);
      }),
    );
  });
});
