// Holds the tables and plain texts that people bring to being read in full, or listed with line and reason.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAttributesText, parseAttributesText } from '../../../src/core/formats/attributes-text.ts';
import {
  importedFromAttributes,
  importedFromSpc,
  recogniseFormat,
} from '../../../src/core/formats/import.ts';
import { formatSpcCsv, parseSpcCsv } from '../../../src/core/formats/spc-csv.ts';

const header = 'user 1 personas,user 2 personas,Best Generated Conversation';
const place = {
  owner: 'set',
  file: 'talks.csv',
  fileHash: '0123456789abcdef',
  source: { name: 'talks.csv', licence: 'not stated' },
};

describe('the CSV of Synthetic-Persona-Chat', () => {
  const text = [
    header,
    '"I sing.\nI swim.",I drive.,"User 1: Hi.\nUser 2: ""Hello"", you."',
    'I bake.,"I knit.\nI sing.",',
    '',
  ].join('\r\n');

  test('is read with the row and the line of each record', () => {
    expect(parseSpcCsv(text)).toEqual({
      rows: [
        {
          row: 1,
          line: 2,
          profiles: [['I sing.', 'I swim.'], ['I drive.']],
          conversation: 'User 1: Hi.\nUser 2: "Hello", you.',
        },
        { row: 2, line: 5, profiles: [['I bake.'], ['I knit.', 'I sing.']], conversation: '' },
      ],
      problems: [],
    });
  });

  test('is written as it was read', () => {
    expect(formatSpcCsv(parseSpcCsv(text).rows)).toBe(text);
  });

  test.each([
    ['a byte order mark', `\uFEFF${text}`],
    ['LF between records', text.replaceAll('\r\n', '\n')],
    [
      'a header in quotes and capitals',
      text.replace(header, header.toUpperCase().replaceAll(/[^,]+/g, '"$&"')),
    ],
  ])('may have %s', (_, variant) => {
    expect(parseSpcCsv(variant)).toEqual(parseSpcCsv(text));
    expect(recogniseFormat(variant)).toBe('spc-csv');
  });

  test('may have its columns in another order, and more of them', () => {
    const variant =
      'id,Best Generated Conversation,user 2 personas,user 1 personas\n7,User 1: Hi.,I drive.,I sing.\n';
    expect(parseSpcCsv(variant).rows).toEqual([
      { row: 1, line: 2, profiles: [['I sing.'], ['I drive.']], conversation: 'User 1: Hi.' },
    ]);
  });

  test('without one of its columns is one problem', () => {
    expect(parseSpcCsv('user 1 personas,Conversation\nI sing.,Hi.')).toEqual({
      rows: [],
      problems: [
        {
          line: 1,
          reason: `The header has no column “user 2 personas”, “Best Generated Conversation”; it must read ${header}.`,
        },
      ],
    });
  });

  test('that is empty is one problem', () => {
    expect(parseSpcCsv('').problems).toHaveLength(1);
  });

  test('lists the rows that cannot be read, with line and reason, and keeps the rest', () => {
    const broken = [
      header,
      '"I sing.\nI swim.",I drive.',
      'I sing.," \n",Hi.',
      ',I drive.,Hi.',
      'I sing.,I drive.,Hi.',
      '',
    ];
    const { rows, problems } = parseSpcCsv(broken.join('\r\n'));
    expect(rows).toEqual([{ row: 4, line: 7, profiles: [['I sing.'], ['I drive.']], conversation: 'Hi.' }]);
    expect(problems).toEqual([
      { line: 2, reason: 'The row has 2 of 3 columns.' },
      { line: 4, reason: 'User 2 has no profile.' },
      { line: 6, reason: 'User 1 has no profile.' },
    ]);
  });

  test('with a quote that never ends keeps what stands before it', () => {
    const { rows, problems } = parseSpcCsv(`${header}\r\nI sing.,I drive.,Hi.\r\n"I bake.,I knit.,Hi.\r\n`);
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([{ line: 3, reason: expect.stringContaining('well-formed') as string }]);
  });

  test('gives back any profiles and conversations', () => {
    const attribute = fc
      .string({ minLength: 1 })
      .map((words) => words.replace(/\s+/g, ' ').trim())
      .filter((words) => words !== '' && !words.includes('\uFEFF'));
    const profile = fc.array(attribute, { minLength: 1, maxLength: 4 });
    const conversation = fc.string().map((words) => words.replaceAll('\r', ''));
    const row = fc.record({ profiles: fc.tuple(profile, profile), conversation });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const { rows: read, problems } = parseSpcCsv(formatSpcCsv(rows));
        expect(problems).toEqual([]);
        expect(read.map(({ profiles, conversation: said }) => ({ profiles, conversation: said }))).toEqual(
          rows,
        );
      }),
    );
  });

  test('of any text is read without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) => {
        const { rows, problems } = parseSpcCsv(`${header}\r\n${body}`);
        expect(body.trim() === '' || rows.length + problems.length > 0).toBe(true);
      }),
    );
  });
});

describe('rows that are taken in', () => {
  const text = `${header}\r\n"I sing.\nI swim.",I drive.,"User 1: Hi.\nUser 2: Hello."\r\nI bake.,I sing.,\r\n`;
  const imported = importedFromSpc(parseSpcCsv(text), place);

  test('get ids from the file and the row, in order', () => {
    expect(imported.conversations.map(({ id }) => id)).toEqual([
      '0123456789ab-r000001',
      '0123456789ab-r000002',
    ]);
    expect(imported.profiles.map(({ id }) => id)).toEqual([
      '0123456789ab-r000001-1',
      '0123456789ab-r000001-2',
      '0123456789ab-r000002-1',
      '0123456789ab-r000002-2',
    ]);
  });

  test('share an attribute that stands in several profiles', () => {
    expect(imported.attributes.map(({ text: sentence }) => sentence)).toEqual([
      'I sing.',
      'I swim.',
      'I drive.',
      'I bake.',
    ]);
    expect(imported.pairs[1]?.profiles[1].attributes[0]).toBe(imported.pairs[0]?.profiles[0].attributes[0]);
  });

  test('without a conversation keep their pair, and a conversation that has that fault', () => {
    expect(imported.pairs).toHaveLength(2);
    expect(imported.conversations[1]).toMatchObject({
      owner: 'set',
      turns: [],
      faults: [{ kind: 'null-conversation' }],
      raw: '',
      origin: { kind: 'imported', file: 'talks.csv', row: 2 },
    });
  });

  test('are the same each time', () => {
    expect(importedFromSpc(parseSpcCsv(text), place)).toEqual(imported);
  });
});

describe('attributes, one a line,', () => {
  test('come without bullets, blank lines and comments', () => {
    const text = '\uFEFF# Mine\r\n- I sing.\r\n\r\n  * I swim. \n3. I drive.\n• I bake.\n12) I knit.';
    expect(parseAttributesText(text)).toEqual({
      attributes: [
        { line: 2, text: 'I sing.' },
        { line: 4, text: 'I swim.' },
        { line: 5, text: 'I drive.' },
        { line: 6, text: 'I bake.' },
        { line: 7, text: 'I knit.' },
      ],
      problems: [],
    });
  });

  test.each([
    ['I sing.\ni SING.', 'The same attribute stands on line 1.'],
    [`I sing.\n${'I '.repeat(151)}`, 'It has 301 characters; an attribute is one sentence of at most 300.'],
    ['I sing.\n---', 'It has no letters.'],
  ])('%j: the second line is listed', (text, reason) => {
    const { attributes, problems } = parseAttributesText(text);
    expect(attributes).toEqual([{ line: 1, text: 'I sing.' }]);
    expect(problems).toEqual([{ line: 2, reason }]);
  });

  test('are read back as they were written', () => {
    const text = fc.stringMatching(/^[A-Z][a-z ]{0,40}[a-z]\.$/);
    fc.assert(
      fc.property(fc.uniqueArray(text, { selector: (words) => words.toLowerCase() }), (texts) => {
        const read = parseAttributesText(formatAttributesText(texts));
        expect(read.attributes.map(({ text: words }) => words)).toEqual(texts);
      }),
    );
  });

  test('get ids from the file and the line', () => {
    expect(importedFromAttributes('I sing.\n\nI swim.', place).attributes.map(({ id }) => id)).toEqual([
      '0123456789ab-r000001',
      '0123456789ab-r000003',
    ]);
  });
});

test.each([
  ['{\n"format": "parley",', 'studio-json'],
  ['{"format":"parley","schemaVersion":1,"records":[]}', 'studio-json'],
  ['[\n  {"a": 1}\n]', 'studio-json'],
  ['{"candidatesNotChosen":[],"schemaVersion":1}\n{"candidatesNotChosen":[]}', 'studio-jsonl'],
  [`${header}\r\n`, 'spc-csv'],
  [`"user 1 personas","user 2 personas","Best Generated Conversation"\n`, 'spc-csv'],
  ['I sing.\nI swim.', 'attributes-text'],
  ['', 'attributes-text'],
])('%j is recognised as %s', (text, format) => {
  expect(recogniseFormat(text)).toBe(format);
});
