// Holds the reader to every form of raw text that the published dataset has, and to never throwing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../src/core/conversation/conversation.ts';
import { formatConversation } from '../../../src/core/conversation/format.ts';
import { readConversation } from '../../../src/core/conversation/read.ts';
import { kindsOf } from './pairs.ts';

describe('a label', () => {
  test.each([
    ['User 2: Hello!', []],
    ['user 2: Hello!', ['odd-label']],
    ['USER 2 :Hello!', ['odd-label']],
    ['  User 2: Hello!', ['odd-label']],
    ['User2: Hello!', ['odd-label']],
    ['*User 2:* Hello!', ['odd-label']],
    ['**User 2:** Hello!', ['odd-label']],
    ['**User 2**: Hello!', ['odd-label']],
    ['* * User 2: * * Hello!', ['odd-label']],
    ['* User 2: Hello! *', ['odd-label']],
    ['[User 2]: Hello!', ['odd-label']],
    ['User 2 (smiling): Hello!', ['odd-label']],
    ['Speaker 2: Hello!', ['odd-label']],
    ['Adam: Hello!', ['odd-label']],
  ] as const)('written as "%s" is read as the second speaker saying "Hello!"', (line, kinds) => {
    const { turns, faults } = readConversation(`User 1: Hi.\n${line}`);
    expect(turns).toEqual([
      { speaker: 1, text: 'Hi.' },
      { speaker: 2, text: 'Hello!' },
    ]);
    expect(kindsOf(faults)).toEqual(kinds);
    expect(faults.map(({ line: place }) => place)).toEqual(kinds.map(() => 2));
  });

  test('on every line in the whole-line star form leaves no star in the turns', () => {
    const { turns } = readConversation('* User 1: Hi! *\n* User 2: So *very* glad. *\n* User 1: Bye!');
    expect(turns.map(({ text }) => text)).toEqual(['Hi!', 'So *very* glad.', 'Bye!']);
  });

  test.each([
    ['User 1: *laughs* Sure.', '*laughs* Sure.'],
    ['*User 1:* I *love* it, I *do*', 'I *love* it, I *do*'],
    ['**User 1: Hi.**', 'Hi.'],
  ])('in "%s" takes no star from the words', (line, text) => {
    expect(readConversation(line).turns).toEqual([{ speaker: 1, text }]);
  });

  test('with nothing behind it is an odd label and no turn', () => {
    const { turns, faults } = readConversation('User 1: Hi.\nUser 2:\nUser 1: Hello?');
    expect(turns).toHaveLength(2);
    expect(faults).toEqual([{ kind: 'odd-label', line: 2, text: 'User 2:' }]);
  });
});

describe('a line without a label', () => {
  test.each([
    '(The next day)',
    '[They walk together.]',
    '* At the beach *',
    '*Later that night*',
    'The next day:',
    '* * *',
    'Ingredients:',
    '* 1 cup of brown sugar',
    '1. Preheat the oven to 375 degrees.',
    'Larry walks over to Kate’s house and they have some cookies.',
    'End of conversation.',
    'Note: it is hot.',
  ])('such as "%s" is narration, with its line, and no turn', (line) => {
    const { turns, faults } = readConversation(`User 1: Hi.\nUser 2: Hello.\n${line}\nUser 1: Bye.`);
    expect(turns.map(({ text }) => text)).toEqual(['Hi.', 'Hello.', 'Bye.']);
    expect(faults).toEqual([{ kind: 'narration', line: 3, text: line }]);
  });

  test('that names a profile is a leak of the prompt', () => {
    const { faults } = readConversation('User 1: Hi.\nUser 2: Hello.\nUser 1 Profiles: {I like tea.');
    expect(faults).toEqual([{ kind: 'prompt-leak', line: 3, text: 'User 1 Profiles: {I like tea.' }]);
  });

  test('that is blank is recorded between turns, not at the end', () => {
    const { turns, faults } = readConversation('User 1: Hi.\n\nUser 2: Hello.\n \n\n');
    expect(turns).toHaveLength(2);
    expect(faults).toEqual([{ kind: 'blank-line', line: 2, text: '' }]);
  });
});

describe('a text without turns', () => {
  test.each(['', '  \n ', 'null', 'None', 'NaN', 'N/A'])('"%s" is a null conversation', (raw) => {
    expect(readConversation(raw)).toEqual({
      turns: [],
      faults: [{ kind: 'null-conversation', line: 1, text: raw.trim() }],
    });
  });

  test('of paragraphs is unreadable for want of labels', () => {
    const { turns, faults } = readConversation('\nHi! I keep bees.\n\nHow nice! I drive a bus.');
    expect(turns).toEqual([]);
    expect(faults.filter(({ kind }) => kind !== 'blank-line')).toEqual([
      { kind: 'odd-label', line: 2, text: 'Hi! I keep bees.' },
      { kind: 'unreadable', line: 2, text: 'Hi! I keep bees.' },
    ]);
  });

  test('of invented names alone is not guessed at', () => {
    expect(readConversation('Adam: Hi.\nEve: Hello.')).toMatchObject({ turns: [] });
  });
});

test.each([
  ['CR and LF', '\r\n'],
  ['CR alone', '\r'],
])('lines may end with %s', (_, ending) => {
  expect(readConversation(['User 1: Hi.', '', 'User 2: Hello.', ''].join(ending))).toEqual({
    turns: [
      { speaker: 1, text: 'Hi.' },
      { speaker: 2, text: 'Hello.' },
    ],
    faults: [{ kind: 'blank-line', line: 2, text: '' }],
  });
});

test('whatever the text, reading returns, and every line that is not plain left a fault', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\n', '\r\n', 'User 1: ', 'User 2:', '*User 1:*', ' ', '(aside)', 'Eve: ', 'null'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const raw = pieces.join('');
      const { turns, faults } = readConversation(raw);
      expect(turns.every(({ text }) => text.trim() === text && text !== '')).toBe(true);
      const lines = raw.split(/\r\n|\r|\n/);
      const plain = lines.filter((line) => /^User [12]:/.test(line)).length;
      if (turns.length > plain || turns.length === 0) expect(faults).not.toEqual([]);
      for (const { line } of faults) expect(lines[(line ?? 0) - 1]).toBeDefined();
    }),
  );
});

test('what is formatted is read back, line breaks in a turn as spaces', () => {
  const text = fc
    .string({ minLength: 1, maxLength: 40 })
    .map((words) => words.replace(/[\s*]+/g, ' ').trim())
    .filter((words) => words !== '');
  const turn: fc.Arbitrary<Turn> = fc.record({ speaker: fc.constantFrom(1, 2), text });
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1 }), (turns) => {
      expect(readConversation(formatConversation(turns))).toEqual({ turns, faults: [] });
    }),
  );
  expect(formatConversation([{ speaker: 1, text: 'One\ntwo \r\n three' }])).toBe('User 1: One two three');
});
