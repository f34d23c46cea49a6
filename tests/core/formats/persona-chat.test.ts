// Holds Persona-Chat's two published forms, ParlAI's text and ConvAI2's JSON, to their files and to giving back what was put in.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../src/core/conversation/conversation.ts';
import { formatConversation } from '../../../src/core/conversation/format.ts';
import { readConversation } from '../../../src/core/conversation/read.ts';
import { ReplyPool } from '../../../src/core/formats/candidates.ts';
import { formatConvai2, parseConvai2 } from '../../../src/core/formats/convai2.ts';
import { importedFromSpc, recogniseFormat } from '../../../src/core/formats/import.ts';
import { exchangesOf, formatParlai, parseParlai } from '../../../src/core/formats/parlai.ts';
import { realText } from '../real-data.ts';

const parlaiFile = 'parlai_both_original_10dialogues.txt';
const convai2File = 'convai2_personachat_self_original_10dialogues.json';

describe('ten dialogues as published', () => {
  test('are read from ParlAI’s text with both profiles, the second column’s as speaker 2’s', (context) => {
    const text = realText(context, parlaiFile);
    expect(recogniseFormat(text)).toBe('parlai');
    const { rows, problems } = parseParlai(text);
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(10);
    expect(rows[0]?.profiles[1][0]).toBe('i like to remodel homes.');
    expect(rows[0]?.profiles[0][0]).toBe('i like canning and whittling.');
    expect(rows[0]?.conversation.split('\n').slice(0, 2)).toEqual([
      'User 1: hi, how are you doing? i am getting ready to do some cheetah chasing to stay in shape.',
      'User 2: you must be very fast. hunting is one of my favorite hobbies.',
    ]);
    const lines = text.split('\n');
    for (const { line } of rows) expect(lines[line - 1]).toMatch(/^1 /);
  });

  test('are the same from ConvAI2’s JSON, without the partner’s profile', (context) => {
    const json = realText(context, convai2File);
    expect(recogniseFormat(json)).toBe('convai2');
    const { rows, problems } = parseConvai2(json);
    expect(problems).toEqual([]);
    const ours = parseParlai(realText(context, parlaiFile)).rows;
    expect(rows.map(({ conversation }) => conversation)).toEqual(
      ours.map(({ conversation }) => conversation),
    );
    expect(rows.map(({ profiles }) => profiles)).toEqual(ours.map(({ profiles }) => [[], profiles[1]]));
  });

  test('are written again as they were, but for the candidates', (context) => {
    const text = realText(context, parlaiFile);
    const { rows } = parseParlai(text);
    const again = rows
      .map(({ profiles, conversation }) =>
        formatParlai(profiles, readConversation(conversation).turns, () => []),
      )
      .join('');
    const bare = text.replace(/\t\t[^\n]*$/gm, '');
    expect(again.replace(/\t\t[^\n]*$/gm, '')).toBe(bare.endsWith('\n') ? bare : `${bare}\n`);
  });
});

const sentence = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 })
  .map((text) => text.replace(/[^A-Za-z0-9 ,.?!']/g, ' ').trim())
  .filter((text) => text.length > 1);
const profile = fc.array(sentence, { maxLength: 3 });
/** What both forms can hold: speaker 1 begins, the two take turns, and the last word is speaker 2’s. */
const turns: fc.Arbitrary<Turn[]> = fc
  .array(fc.tuple(sentence, sentence), { minLength: 1, maxLength: 5 })
  .map((pairs) =>
    pairs.flatMap(([text, reply]): Turn[] => [
      { speaker: 1, text },
      { speaker: 2, text: reply },
    ]),
  );

describe('a dialogue', () => {
  test('comes back from ParlAI’s text', () => {
    fc.assert(
      fc.property(fc.tuple(profile, profile), turns, (profiles, said) => {
        const { rows, problems } = parseParlai(formatParlai(profiles, said, () => ['no', 'yes']));
        expect(problems).toEqual([]);
        expect(rows).toEqual([{ row: 1, line: 1, profiles, conversation: formatConversation(said) }]);
      }),
    );
  });

  test('comes back from ConvAI2’s JSON', () => {
    fc.assert(
      fc.property(fc.tuple(profile, profile), turns, (profiles, said) => {
        const text = `{"train":[${formatConvai2(profiles, said, () => ['no'])}]}`;
        expect(parseConvai2(text)).toEqual({
          rows: [{ row: 1, line: 1, profiles: [[], profiles[1]], conversation: formatConversation(said) }],
          problems: [],
        });
      }),
    );
  });

  test.each<[string, Turn[], readonly (readonly [string, string])[]]>([
    ['that speaker 2 opens has a silent first speaker', [turn(2, 'Hi.')], [['__SILENCE__', 'Hi.']]],
    [
      'whose last turn has no reply loses that turn',
      [turn(1, 'Hi.'), turn(2, 'Oh.'), turn(1, 'Bye.')],
      [['Hi.', 'Oh.']],
    ],
    [
      'with two turns in a row joins them',
      [turn(1, 'Hi.'), turn(1, 'You?'), turn(2, 'Oh.')],
      [['Hi. You?', 'Oh.']],
    ],
    ['of one turn has no exchange', [turn(1, 'Hi.')], []],
  ])('%s', (_, said, expected) => {
    expect(exchangesOf(said).map(({ utterance, reply }) => [utterance, reply])).toEqual(expected);
  });
});

function turn(speaker: 1 | 2, text: string): Turn {
  return { speaker, text };
}

describe('what cannot be read', () => {
  test('in ParlAI’s text is listed with its line, and the rest is kept', () => {
    const { rows, problems } = parseParlai(
      '1 your persona: I sail.\n2 Hi.\tHello.\nno number\n1 your persona: I knit.\n1 Yes?\tNo.\t\tA|No.\n',
    );
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [3, 5],
    ]);
    expect(problems).toEqual([
      { line: 3, reason: 'The line does not begin with a number and a space.' },
      { line: 4, reason: 'The dialogue that begins here has no utterance.' },
    ]);
  });

  test('in ConvAI2’s JSON is listed with its number, and the rest is kept', () => {
    const good = formatConvai2([[], ['I sail.']], [turn(1, 'Hi.'), turn(2, 'Hello.')], () => []);
    const { rows, problems } = parseConvai2(`{"train":[${good},{"personality":3}],"valid":[${good}]}`);
    expect(rows.map(({ row }) => row)).toEqual([1, 3]);
    expect(problems).toEqual([{ line: 1, reason: 'Dialogue 2 of “train” is none of ConvAI2: personality.' }]);
  });

  test('of any text throws nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('{"train":[1,null,{}]}')), (text) => {
        expect(parseConvai2(text).rows).toEqual([]);
        expect(() => parseParlai(text)).not.toThrow();
      }),
    );
  });
});

describe('the wrong candidates', () => {
  const pool = new ReplyPool(7);
  for (let at = 0; at < 60; at += 1) pool.add(`c${at}`, [turn(1, 'So?'), turn(2, `Reply ${at % 50}`)]);

  test('are nineteen, each once, of other conversations, and never the true one', () => {
    for (const id of ['c3', 'c53']) {
      const drawn = pool.distractorsFor(id)(0, 'Reply 3');
      expect(new Set(drawn).size).toBe(19);
      expect(drawn).not.toContain('Reply 3');
    }
  });

  test('are the same for the same seed and place, and others for another', () => {
    const draw = (turnNumber: number) => pool.distractorsFor('c1')(turnNumber, 'Reply 1');
    expect(draw(4)).toEqual(draw(4));
    expect(draw(4)).not.toEqual(draw(5));
  });

  test('are as many as there are where there are few', () => {
    const few = new ReplyPool(1);
    few.add('a', [turn(1, 'So?'), turn(2, 'One')]);
    few.add('b', [turn(1, 'So?'), turn(2, 'Two')]);
    expect(few.distractorsFor('a')(0, 'One')).toEqual(['Two']);
  });
});

test('a dialogue without the partner’s profile is a pair with an empty one', () => {
  const { rows } = parseConvai2(
    `{"train":[${formatConvai2([[], ['I sail.']], [turn(1, 'Hi.'), turn(2, 'Hello.')], () => [])}]}`,
  );
  const source = { name: 'f', licence: 'not stated' };
  const place = { owner: 'set', file: 'f', fileHash: '0123456789abcdef', source };
  const { pairs } = importedFromSpc({ rows, problems: [] }, place);
  expect(pairs[0]?.profiles.map(({ attributes }) => attributes.length)).toEqual([0, 1]);
});
