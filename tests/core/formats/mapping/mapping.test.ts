// Holds the mapping of a person's own files to what they hold: every layout, the guesses that are made first, hostile rows, and
// each row accounted for.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MappedDialogue } from '../../../../src/core/formats/mapping/dialogue.ts';
import { attributesSaidBy } from '../../../../src/core/formats/mapping/first-person.ts';
import { guessMapping } from '../../../../src/core/formats/mapping/guess.ts';
import { goldFrom } from '../../../../src/core/formats/mapping/guess-gold.ts';
import { speakersGuess } from '../../../../src/core/formats/mapping/guess-speakers.ts';
import { parseMapping, type Mapping } from '../../../../src/core/formats/mapping/mapping.ts';
import { ownFormatOf } from '../../../../src/core/formats/mapping/own-format.ts';
import { readDialogues } from '../../../../src/core/formats/mapping/read.ts';
import { isProblem, type SourceRow } from '../../../../src/core/formats/mapping/source-row.ts';
import { rowsOf, tableKindOf } from '../../../../src/core/formats/mapping/table.ts';
import { formatSpcCsv } from '../../../../src/core/formats/spc-csv.ts';

const readsOf = (text: string) => [...rowsOf(text, tableKindOf(text))];
const rowsIn = (text: string) => readsOf(text).filter((read): read is SourceRow => !isProblem(read));

function read(text: string, change: Partial<Mapping> = {}) {
  const mapping = { ...guessMapping(rowsIn(text)), ...change };
  const all = [...readDialogues(readsOf(text), mapping)];
  return {
    mapping,
    dialogues: all.flatMap((one) => (one.kind === 'dialogue' ? [one.dialogue] : [])),
    problems: all.flatMap((one) => (one.kind === 'problem' ? [one.problem] : [])),
  };
}
const turnsOf = ({ turns }: MappedDialogue) => turns.map(({ speaker, text }) => `${speaker} ${text}`);

const talk = ['1 Hello.', '2 Hi, how was the sea?'];
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('a file is read as it is laid out, with the first guess alone', () => {
  test.each<[string, string]>([
    [
      'OpenAI messages',
      '{"messages":[{"role":"user","content":"Hello."},{"role":"assistant","content":"Hi, how was the sea?"}]}',
    ],
    [
      'ShareGPT in a list',
      '[{"conversations":[{"from":"human","value":"Hello."},{"from":"gpt","value":"Hi, how was the sea?"}]}]',
    ],
    [
      'content in parts',
      '{"messages":[{"role":"user","content":[{"type":"text","text":"Hello."}]},{"role":"assistant","content":"Hi, how was the sea?"}]}',
    ],
    [
      'a list inside of a document',
      '{"version": 2,\n "data": [{"dialog": ["Hello.", "Hi, how was the sea?"]}]}',
    ],
    [
      'bare lists of messages',
      '[[{"speaker":"Ann","text":"Hello."},{"speaker":"Ben","text":"Hi, how was the sea?"}]]',
    ],
    [
      'records by name',
      '{"a": {"turns": ["Hello.", "Hi, how was the sea?"]}, "b": {"turns": ["Hello.", "Hi, how was the sea?"]}}',
    ],
    ['CSV with a text', `id,dialogue\n7,${quoted('Ann: Hello.\nBen: Hi, how was the sea?')}\n`],
    [
      'CSV with JSON in a cell',
      `id;chat\n7;${quoted('[{"role":"user","content":"Hello."},{"role":"bot","content":"Hi, how was the sea?"}]')}\n`,
    ],
    ['a turn a row', 'conversation_id,speaker,text\nc1,Ann,Hello.\nc1,Ben,"Hi, how was the sea?"\n'],
    [
      'tabs and Windows line ends',
      'dialog_id\tspeaker\tutterance\r\n1\tAnn\tHello.\r\n1\tBen\tHi, how was the sea?\r\n',
    ],
    ['plain text', 'Ann: Hello.\nBen: Hi, how was the sea?\n'],
    [
      'Synthetic-Persona-Chat',
      formatSpcCsv([
        {
          profiles: [['I sail.'], ['I swim.']],
          conversation: 'User 1: Hello.\nUser 2: Hi, how was the sea?',
        },
      ]),
    ],
  ])('%s', (_, text) => {
    const { dialogues, problems } = read(text);
    expect(problems).toEqual([]);
    expect(dialogues.length).toBeGreaterThan(0);
    for (const dialogue of dialogues) expect(turnsOf(dialogue)).toEqual(talk);
  });

  test('plain text has a dialogue between blank lines, each with its line', () => {
    const { dialogues } = read('A: One.\nB: Two.\n\n---\nA: Three.\ngoes on\nB: Four.\n');
    expect(dialogues.map(({ line }) => line)).toEqual([1, 5]);
    expect(dialogues[1]?.turns[0]?.text).toBe('Three.\ngoes on');
  });

  test('a byte order mark is no part of the first name', () => {
    expect(read('\uFEFFconversation_id,speaker,text\nc1,A,Hello.\nc1,B,Hi.\n').dialogues).toHaveLength(1);
  });
});

describe('profiles come', () => {
  const chat =
    '{"persona": ["I sail.", "I cook."], "messages":[{"role":"system","content":"You keep bees. You are tired."},{"role":"user","content":"Hello. I work at night."},{"role":"assistant","content":"Hi."}]}';
  const none = { kind: 'none' } as const;
  test.each<[string, Mapping['profiles'], readonly [readonly string[], readonly string[]]]>([
    [
      'from a column and the system message',
      [{ kind: 'column', column: 'persona' }, { kind: 'system' }],
      [
        ['I sail.', 'I cook.'],
        ['You keep bees.', 'You are tired.'],
      ],
    ],
    [
      'from what was typed, bullets taken off',
      [{ kind: 'typed', text: '- I sail.\n\n2. I cook.\n123' }, none],
      [['I sail.', 'I cook.'], []],
    ],
    ['from what a speaker says', [{ kind: 'extracted' }, { kind: 'extracted' }], [['I work at night.'], []]],
    ['from nowhere', [none, none], [[], []]],
  ])('%s', (_, profiles, expected) => {
    expect(read(chat, { profiles }).dialogues[0]?.profiles).toEqual(expected);
  });

  test('by the guess from columns that sound like them', () => {
    const text = `persona1,persona2,dialogue\nI sail.,I swim.,${quoted('A: Hello.\nB: Hi.')}\n`;
    expect(read(text).dialogues[0]?.profiles).toEqual([['I sail.'], ['I swim.']]);
  });
});

describe('what a speaker says of themself', () => {
  test.each<[string, readonly string[]]>([
    ['I work at the harbour. Do you like it?', ['I work at the harbour.']],
    ['My sister is a nurse.', ['My sister is a nurse.']],
    ['I love that.', []],
    ['I like your boat.', []],
    ['I am so tired!', []],
    ['Do I keep bees?', []],
    ['I keep bees. I keep bees.', ['I keep bees.'].filter(() => false)],
    ['I keep bees on roofs. I KEEP bees on roofs.', ['I keep bees on roofs.']],
  ])('%s', (text, expected) => {
    expect(attributesSaidBy([{ speaker: 1, text }], 1)).toEqual(expected);
    expect(attributesSaidBy([{ speaker: 1, text }], 2)).toEqual([]);
  });
});

describe('a gold column', () => {
  const rows = (values: readonly string[]) =>
    ['label,dialogue', ...values.map((value) => `${value},${quoted('A: Hello.\nB: Hi.')}`)].join('\n');

  test('of words becomes accept and reject, and what is neither says nothing', () => {
    const { dialogues, problems } = read(rows(['good', 'bad', '', 'unsure']));
    expect(dialogues.map(({ judgement }) => judgement)).toEqual([
      { decision: 'accept' },
      { decision: 'reject' },
      null,
      null,
    ]);
    expect(problems).toEqual([]);
  });

  test('of scores becomes scores, and a row with another value is kept and named', () => {
    const gold = { kind: 'score', column: 'label', annotator: 'gold' } as const;
    const { dialogues, problems } = read(rows(['1', '5', '7']), { gold });
    expect(dialogues.map(({ judgement }) => judgement)).toEqual([{ score: 1 }, { score: 5 }, null]);
    expect(problems).toMatchObject([{ line: 6, reason: expect.stringContaining('“7”') as string }]);
  });

  test.each<[readonly string[], string | undefined]>([
    [['1', '0'], 'decision'],
    [['1', '2', '5'], 'score'],
    [['yes', 'no'], 'decision'],
    [['blue', 'green'], undefined],
  ])('with the values %j is guessed to be: %s', (values, kind) => {
    expect(goldFrom('label', values)?.kind).toBe(kind);
  });
});

describe('a row that cannot be read is named with its line and reason, and the rest is kept', () => {
  const good = '{"messages":[{"role":"user","content":"Hello."},{"role":"assistant","content":"Hi."}]}';
  test.each<[string, string, RegExp]>([
    ['broken JSON', '{"messages": [', /no JSON/],
    ['a number', '7', /neither an object nor a list/],
    ['no list', '{"messages": "none"}', /no list of messages/],
    ['nobody we know', '{"messages":[{"role":"narrator","content":"Night falls."}]}', /No turn belongs/],
    ['an empty list', '{"messages":[]}', /No turn belongs/],
  ])('%s', (_, row, reason) => {
    const { dialogues, problems } = read([good, row, good].join('\n'));
    expect(dialogues).toHaveLength(2);
    expect(problems).toEqual([{ line: 2, reason: expect.stringMatching(reason) as string }]);
  });

  test('a third speaker is left out; a name that the mapping does not know is a fault of its conversation', () => {
    const text = 'A: Hello.\nB: Hi.\nC: I am here too.\n';
    expect(read(text).dialogues[0]).toMatchObject({ turns: [{ speaker: 1 }, { speaker: 2 }], faults: [] });
    const { dialogues } = read(text, { speakers: { a: 'first', b: 'second' } });
    expect(dialogues[0]?.turns).toHaveLength(2);
    expect(dialogues[0]?.faults).toEqual([{ kind: 'narration', line: 3, text: 'C I am here too.' }]);
  });

  test('in CSV a row of another width is refused with the line on which it begins', () => {
    const { problems } = read(
      `id,dialogue\n1,${quoted('A: Hello.\nB: Hi.')}\nonly one\n2,${quoted('A: Hello.\nB: Hi.')}\n`,
    );
    expect(problems).toEqual([{ line: 4, reason: 'The row has 1 of 2 columns.' }]);
  });
});

describe('hostile files', () => {
  test('whatever a file holds, nothing is thrown, and every line of JSONL is a dialogue or a problem', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.jsonValue(),
      fc.constantFrom('__proto__', '{{x}}', '<img onerror=1>'),
    );
    const line = fc.oneof(
      fc.string().map((text) => text.replace(/[\r\n]/g, ' ')),
      fc
        .dictionary(fc.oneof(fc.string(), fc.constantFrom('messages', '__proto__', 'constructor')), cell)
        .map((value) => JSON.stringify(value)),
      fc
        .array(
          fc.record({
            role: fc.constantFrom('user', 'assistant', '__proto__', 'constructor'),
            content: cell,
          }),
        )
        .map((messages) => JSON.stringify({ messages })),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const text = lines.join('\n');
        const reads = [...rowsOf(text, 'jsonl')];
        expect(reads).toHaveLength(lines.filter((one) => one.trim() !== '').length);
        const mapping = guessMapping(reads.filter((one): one is SourceRow => !isProblem(one)));
        expect(parseMapping(mapping)).toMatchObject({ ok: true });
        const all = [...readDialogues(reads, mapping)];
        expect(all.filter(({ kind }) => kind === 'dialogue').length).toBeLessThanOrEqual(reads.length);
        expect(read(text).dialogues.every(({ turns }) => turns.length > 0)).toBe(true);
      }),
    );
  });

  test('a name such as __proto__ is a speaker like any other', () => {
    const { dialogues } = read('__proto__: Hello.\nconstructor: Hi.\n');
    expect(dialogues.map(turnsOf)).toEqual([['1 Hello.', '2 Hi.']]);
  });

  test('texts with markup, templates and quotes pass through unharmed, whatever the layout', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1 }).map((text) => `x${text}x`),
          { minLength: 2, maxLength: 6 },
        ),
        (texts) => {
          const turns = texts.map((text, index) => ({
            role: index % 2 ? 'assistant' : 'user',
            content: text,
          }));
          const expected = texts.map((text, index) => `${(index % 2) + 1} ${text}`);
          const jsonl = `${JSON.stringify({ messages: turns })}\n`;
          const csv = `chat,id\n${quoted(JSON.stringify(turns))},1\n`;
          for (const text of [jsonl, csv]) expect(read(text).dialogues.map(turnsOf)).toEqual([expected]);
        },
      ),
    );
  });

  test('a CSV is cut into the same rows wherever its blocks end', () => {
    const long = 'y'.repeat(700_000);
    const text = `dialogue,id\n${[1, 2, 3].map((id) => `${quoted(`A: "${long}"\nB: Hi, ${id}.`)},${id}\n`).join('')}`;
    const rows = rowsIn(text);
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 6]);
    expect(rows.map(({ cells }) => cells.get('id'))).toEqual(['1', '2', '3']);
  });
});

describe('which files need no mapping', () => {
  test.each<[string, string, string | null]>([
    ['the studio’s JSON', '{\n"format": "parley",\n"schemaVersion": 1,\n"records": [\n]\n}\n', 'studio-json'],
    ['the studio’s JSONL', '{"schemaVersion":1,"id":"a"}\n', 'studio-jsonl'],
    [
      'Synthetic-Persona-Chat',
      'user 1 personas,user 2 personas,Best Generated Conversation\na,b,c\n',
      'spc-csv',
    ],
    [
      'the same with a gold column',
      'user 1 personas,user 2 personas,Best Generated Conversation,label\na,b,c,1\n',
      null,
    ],
    ['attributes, one a line', 'I keep bees.\nI drive a bus.\n', 'attributes-text'],
    ['OpenAI messages', '{"messages":[]}\n', null],
    ['a list of objects', '[{"a":1}]', null],
    ['any CSV', 'id,text\n1,hello\n', null],
    ['lines with names', 'Ann: Hello.\nBen: Hi.\n', null],
  ])('%s', (_, text, expected) => {
    expect(ownFormatOf(text)).toBe(expected);
  });
});

test('whose a name is, is told by what tools call the two sides, else by who speaks first', () => {
  expect(speakersGuess(['System', 'human', 'gpt', 'tool'])).toEqual({
    system: 'system',
    human: 'first',
    gpt: 'second',
    tool: 'nobody',
  });
  expect(speakersGuess(['Zoe', 'Adam', 'Bill'])).toEqual({ zoe: 'first', adam: 'second', bill: 'nobody' });
});
