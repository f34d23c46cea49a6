// Holds edits to what they promise: before and after kept, faults of the turns looked for anew, those of the reading kept.
import { expect, test } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { editedConversation } from '../../../src/core/conversation/edit.ts';

const source = { name: 'f', licence: 'x' };
const profile = { id: 'p', attributes: [] };
const conversation: Conversation = {
  owner: 'set',
  id: 'c',
  pair: { id: 'pair', profiles: [profile, profile] },
  turns: [
    { speaker: 1, text: 'Hello [your name].' },
    { speaker: 2, text: 'Nice to meet you.' },
  ],
  faults: [
    { kind: 'blank-line', line: 2, text: '' },
    { kind: 'placeholder', turn: 0, text: '[your name]' },
  ],
  raw: 'User 1: Hello [your name].',
  origin: { kind: 'imported', file: 'f', row: 1, source },
};
const kindsOf = ({ faults }: Conversation) => faults.map(({ kind }) => kind);

test('an edit mends its turn, keeps what stood there before, and leaves the raw text', () => {
  const edited = editedConversation(conversation, ['Hello Ann.', 'Nice to meet you.'], null);
  expect(edited.turns.map(({ text }) => text)).toEqual(['Hello Ann.', 'Nice to meet you.']);
  expect(edited.edits).toEqual([{ turn: 0, before: 'Hello [your name].', after: 'Hello Ann.' }]);
  expect(kindsOf(edited)).toEqual(['blank-line']);
  expect(edited.raw).toBe(conversation.raw);
});

test('edits add up, oldest first', () => {
  const once = editedConversation(conversation, ['Hello Ann.'], null);
  const twice = editedConversation(once, ['Hello Bob.', 'Well met.'], null);
  expect(twice.edits?.map(({ before, after }) => [before, after])).toEqual([
    ['Hello [your name].', 'Hello Ann.'],
    ['Hello Ann.', 'Hello Bob.'],
    ['Nice to meet you.', 'Well met.'],
  ]);
});

test.each([[['Hello [your name].', 'Nice to meet you.']], [[]], [['', '  ']]])(
  'the texts %j change nothing',
  (texts) => {
    expect(editedConversation(conversation, texts, null)).toBe(conversation);
  },
);

test('a plan’s limits hold for an edited conversation too', () => {
  expect(kindsOf(editedConversation(conversation, ['Hi Ann.'], { min: 6, max: 8 }))).toContain('length');
});
